/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the kernels share: the ways to run an operation, random numbers and the two
 * comparisons. Buffers have their exact size, so that the address sanitizer sees every step too
 * far.
 *
 * The idea to read it by: a "way" is a backend with a number of threads. ways[0], the scalar set
 * on one thread, is the reference.
 */
#ifndef LEMMA_TEST_KERNEL_WAYS_H
#define LEMMA_TEST_KERNEL_WAYS_H

#include "kernels/kernels.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct way {
    const struct kern_ops *ops;
    struct kern_device *dev;
    int threads;
};
static struct way ways[9];
static size_t n_ways;
#define EACH_WAY(w) for (const struct way *w = ways; w < ways + n_ways; w++)

static inline int open_ways(void **state)
{
    size_t count;
    const struct kern_ops *const *list = kern_list(&count);
    (void)state;
    for (size_t i = count; i-- > 0;)
        for (int threads = 1; threads <= 3 && list[i]->usable(); threads++) {
            struct kern_device *dev = list[i]->open(threads);
            if (!dev)
                return -1;
            ways[n_ways++] = (struct way){.ops = list[i], .dev = dev, .threads = threads};
        }
    return 0;
}

static inline int close_ways(void **state)
{
    (void)state;
    while (n_ways > 0) {
        n_ways--;
        ways[n_ways].ops->close(ways[n_ways].dev);
    }
    return 0;
}

static uint64_t seed = 1;

static inline uint64_t next_random(void)
{
    uint64_t z = seed += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static inline float uniform(float low, float high)
{
    return low + (high - low) * (float)(next_random() >> 40) * 0x1p-24f;
}

static inline void *reserve(size_t bytes)
{
    void *p = bytes < PTRDIFF_MAX ? malloc(bytes ? bytes : 1) : NULL;
    assert_non_null(p);
    return p;
}

static inline float *random_floats(size_t n, float low, float high)
{
    float *x = reserve(n * sizeof *x);
    for (size_t i = 0; i < n; i++)
        x[i] = uniform(low, high);
    return x;
}

static inline float *empty_floats(size_t n)
{
    float *x = reserve(n * sizeof *x);
    for (size_t i = 0; i < n; i++)
        x[i] = -12345.0f;
    return x;
}

static inline float *copy_floats(const float *x, size_t n)
{
    float *y = reserve(n * sizeof *y);
    for (size_t i = 0; i < n; i++)
        y[i] = x[i];
    return y;
}

static inline uint32_t bits_of(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline float float_from(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Equal bits; any NaN equals any NaN. */
static inline void same_bits(const struct way *way, const char *what, const float *got,
                             const float *want, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (bits_of(got[i]) != bits_of(want[i]) && !(isnan(got[i]) && isnan(want[i])))
            fail_msg("%s, %s on %d threads: value %zu of %zu is %a, expected %a", what,
                     way->ops->name, way->threads, i, n, (double)got[i], (double)want[i]);
}

static inline void near_spec(const char *what, const float *got, const double *want, size_t n,
                             double tolerance)
{
    for (size_t i = 0; i < n; i++)
        if (!(fabs((double)got[i] - want[i]) <= tolerance * (1.0 + fabs(want[i]))))
            fail_msg("%s: value %zu of %zu is %.9g, the spec says %.9g", what, i, n, (double)got[i],
                     want[i]);
}

static inline double spec_silu(double x)
{
    return x / (1.0 + exp(-x));
}

static inline double spec_softplus(double x)
{
    return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

/* A stored array of n values with these element bits, one element off any wider alignment. */
struct stored {
    void *block;
    void *data;
};

static inline struct stored store_array(const float *x, size_t n, enum kern_dtype dtype)
{
    size_t size = kern_dtype_size(dtype);
    struct stored s = {.block = reserve((n + 1) * size)};
    s.data = (char *)s.block + size;
    for (size_t i = 0; i < n; i++) {
        uint16_t half = dtype == KERN_F16 ? kern_f32_to_f16(x[i]) : (uint16_t)(bits_of(x[i]) >> 16);
        memcpy((char *)s.data + i * size, dtype == KERN_F32 ? (const void *)&x[i] : &half, size);
    }
    return s;
}

static inline float stored_value(const void *data, size_t i, enum kern_dtype dtype)
{
    uint16_t half;
    if (dtype == KERN_F32)
        return ((const float *)data)[i];
    half = ((const uint16_t *)data)[i];
    return dtype == KERN_F16 ? kern_f16_to_f32(half) : kern_bf16_to_f32(half);
}

#endif
