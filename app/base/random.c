/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * xoshiro256** with splitmix64 seeding, after the authors' public-domain description.
 */
#include "app/base/random.h"

#include <assert.h>

static uint64_t splitmix(uint64_t *x)
{
    uint64_t z = (*x += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static uint64_t rotate_left(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

void random_seed(struct random_state *r, uint64_t seed)
{
    for (int i = 0; i < 4; i++)
        r->s[i] = splitmix(&seed);
}

uint64_t random_subseed(uint64_t seed, uint64_t index)
{
    uint64_t x = seed;
    uint64_t mixed = splitmix(&x) ^ (index * 0xD1342543DE82EF95u + 1);
    return splitmix(&mixed);
}

uint64_t random_next(struct random_state *r)
{
    uint64_t *s = r->s;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

int64_t random_range(struct random_state *r, int64_t low, int64_t high)
{
    assert(low <= high);
    uint64_t span = (uint64_t)high - (uint64_t)low + 1;
    if (span == 0)
        return (int64_t)random_next(r);
    uint64_t reject = -span % span; /* 2^64 mod span: draws below it would be biased */
    uint64_t draw;
    do
        draw = random_next(r);
    while (draw < reject);
    return (int64_t)((uint64_t)low + draw % span);
}
