/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Four independent multiply-rotate lanes over 32-byte blocks, so that memory is the limit, then a
 * mix of the lanes, the tail and the length. Every step is invertible in its input word: a single
 * changed word always changes the lane it enters.
 */
#include "engine/hash.h"

#include <string.h>

#define PRIME_A 0x9E3779B185EBCA87u
#define PRIME_B 0xC2B2AE3D27D4EB4Fu

static uint64_t rotate_left(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

static uint64_t mix_in(uint64_t lane, uint64_t word)
{
    return rotate_left(lane ^ (word * PRIME_B), 29) * PRIME_A;
}

uint64_t eng_hash(uint64_t seed, const void *bytes, size_t len)
{
    const unsigned char *p = bytes;
    uint64_t lane[4] = {seed + PRIME_A, seed ^ PRIME_B, seed * PRIME_A + 1, ~seed};
    size_t left = len;
    uint64_t word[4];
    for (; left >= 32; left -= 32, p += 32) {
        memcpy(word, p, 32);
        for (int i = 0; i < 4; i++)
            lane[i] = mix_in(lane[i], word[i]);
    }
    memset(word, 0, sizeof word);
    memcpy(word, p, left);
    uint64_t h = len * PRIME_B;
    for (int i = 0; i < 4; i++)
        h = mix_in(h, mix_in(lane[i], word[i]));
    h ^= h >> 33;
    h *= PRIME_B;
    h ^= h >> 29;
    return h;
}
