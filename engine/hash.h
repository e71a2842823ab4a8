/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fast 64-bit hash of bytes, for fingerprints of models and checksums of saved states. Not
 * cryptographic. Little-endian words, so the value is the same wherever the engine runs.
 */
#ifndef LEMMA_ENGINE_HASH_H
#define LEMMA_ENGINE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* Hashes len bytes on top of `seed`: chain calls by passing the last value. Cutting the same
 * bytes into other calls gives another value. */
uint64_t eng_hash(uint64_t seed, const void *bytes, size_t len);

#endif
