/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inner loops compiled for AVX2 with FMA and F16C. Only this file's object may hold such
 * instructions, and it runs only after kernels.c has asked the processor.
 */
#define CPU_AVX2
#include "kernels/cpu_body.h"

const struct cpu_isa cpu_isa_avx2 = {.name = "avx2", CPU_ISA_MEMBERS};
