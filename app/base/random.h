/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one random generator of the program, for problem generators and sampling alike: the same
 * seed gives the same numbers on every machine. xoshiro256** by Blackman and Vigna (public
 * domain, prng.di.unimi.it), seeded through splitmix64. Not for secrets.
 */
#ifndef LEMMA_BASE_RANDOM_H
#define LEMMA_BASE_RANDOM_H

#include <stdint.h>

struct random_state {
    uint64_t s[4];
};

void random_seed(struct random_state *r, uint64_t seed);
/* A seed for item `index` of a series, so that replacing one item leaves the others alone. */
uint64_t random_subseed(uint64_t seed, uint64_t index);
uint64_t random_next(struct random_state *r);
/* Uniform in low..high, both included, without modulo bias; needs low <= high. */
int64_t random_range(struct random_state *r, int64_t low, int64_t high);

#endif
