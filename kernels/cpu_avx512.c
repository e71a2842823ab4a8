/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inner loops compiled for AVX-512 (F, BW, DQ, VL). Only this file's object may hold such
 * instructions, and it runs only after kernels.c has asked the processor.
 */
#define CPU_AVX512
#include "kernels/cpu_body.h"

const struct cpu_isa cpu_isa_avx512 = {.name = "avx512", CPU_ISA_MEMBERS};
