/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The CPU backends: what the machine can run, the device calls and the tables of operations.
 * Knows no arithmetic; the operations are in cpu_ops.c.
 *
 * The idea to read it by: the three backends differ in one pointer, the table of inner loops.
 */
#include "kernels/cpu.h"

#include <cpuid.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Blocks from this size on come from the system, in huge pages where it can. */
#define LARGE_BLOCK ((size_t)1 << 20)

/* Stands in the 64 bytes before a block. */
struct block_header {
    size_t mapped; /* bytes to unmap; 0: from the heap */
};
#define HEADER_BYTES ((size_t)64)

static bool runs_anywhere(void)
{
    return true;
}

/* Not every compiler knows this one by name. */
static bool has_f16c(void)
{
    unsigned a, b, c, d;
    return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_F16C);
}

/* __builtin_cpu_supports also asks whether the system saves the wide registers. */
static bool has_avx2(void)
{
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && has_f16c();
}

static bool has_avx512(void)
{
    __builtin_cpu_init();
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

static void *alloc_block(struct kern_device *dev, size_t bytes)
{
    (void)dev;
    if (bytes > SIZE_MAX / 2)
        return NULL;
    size_t whole = HEADER_BYTES + ((bytes + 63) & ~(size_t)63), mapped = 0;
    char *base;
    if (whole >= LARGE_BLOCK) {
        base = mmap(NULL, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (base == MAP_FAILED)
            return NULL;
        madvise(base, whole, MADV_HUGEPAGE);
        mapped = whole;
    } else {
        base = aligned_alloc(64, whole);
        if (!base)
            return NULL;
        memset(base, 0, whole);
    }
    *(struct block_header *)(void *)base = (struct block_header){.mapped = mapped};
    return base + HEADER_BYTES;
}

static void free_block(struct kern_device *dev, void *p)
{
    (void)dev;
    if (!p)
        return;
    char *base = (char *)p - HEADER_BYTES;
    size_t mapped = ((const struct block_header *)(const void *)base)->mapped;
    if (mapped)
        munmap(base, mapped);
    else
        free(base);
}

static void close_device(struct kern_device *dev)
{
    if (!dev)
        return;
    pool_close(dev->pool);
    free_block(dev, dev->attn_sums);
    free(dev);
}

static struct kern_device *open_device(const struct cpu_isa *isa, int threads)
{
    struct kern_device *dev = calloc(1, sizeof *dev);
    if (!dev)
        return NULL;
    dev->isa = isa;
    dev->pool = pool_open(threads);
    if (dev->pool) {
        size_t workers = (size_t)pool_threads(dev->pool);
        size_t floats = workers * ATTN_WORKER_SUMS + ATTN_SHARED_SUMS;
        dev->attn_sums = alloc_block(dev, floats * sizeof *dev->attn_sums);
    }
    if (!dev->pool || !dev->attn_sums) {
        close_device(dev);
        return NULL;
    }
    return dev;
}

static struct kern_device *open_scalar(int threads)
{
    return open_device(&cpu_isa_scalar, threads);
}

static struct kern_device *open_avx2(int threads)
{
    return open_device(&cpu_isa_avx2, threads);
}

static struct kern_device *open_avx512(int threads)
{
    return open_device(&cpu_isa_avx512, threads);
}

static int count_threads(const struct kern_device *dev)
{
    return pool_threads(dev->pool);
}

static const void *map_host(struct kern_device *dev, const void *host, size_t bytes)
{
    (void)dev;
    (void)bytes;
    return host;
}

static void unmap_host(struct kern_device *dev, const void *p)
{
    (void)dev;
    (void)p;
}

/* Upload, download and copy are the same thing here. */
static void copy_bytes(struct kern_device *dev, void *to, const void *from, size_t bytes)
{
    (void)dev;
    if (bytes)
        memmove(to, from, bytes);
}

/* Every operation has finished when it returns. */
static void sync_device(struct kern_device *dev)
{
    (void)dev;
}

struct sum_job {
    const struct cpu_isa *isa;
    const char *p;
    size_t bytes, part;
    _Atomic uint64_t sum;
};

static void sum_part(void *arg, size_t item, int worker)
{
    struct sum_job *job = arg;
    size_t from = item * job->part, left = job->bytes - from;
    (void)worker;
    job->sum += job->isa->read_sum(job->p + from, left < job->part ? left : job->part);
}

static uint64_t read_sum(struct kern_device *dev, const void *p, size_t bytes)
{
    struct sum_job job = {.isa = dev->isa, .p = p, .bytes = bytes, .part = (size_t)1 << 20};
    pool_run(dev->pool, (bytes + job.part - 1) / job.part, sum_part, &job);
    return job.sum;
}

#define CPU_OPS                                                                                \
    .close = close_device, .threads = count_threads, .alloc = alloc_block, .free = free_block, \
    .map = map_host, .unmap = unmap_host, .upload = copy_bytes, .download = copy_bytes,        \
    .copy = copy_bytes, .sync = sync_device, .read_sum = read_sum, .embed = cpu_embed,         \
    .layernorm = cpu_layernorm, .linear = cpu_linear, .swiglu = cpu_swiglu, .gate = cpu_gate,  \
    .add = cpu_add, .conv = cpu_conv, .ssm_scan = cpu_ssm_scan, .kv_append = cpu_kv_append,    \
    .diff_attn = cpu_diff_attn

const struct kern_ops cpu_ops_scalar = {
    .name = "scalar",
    .usable = runs_anywhere,
    .open = open_scalar,
    CPU_OPS,
};

const struct kern_ops cpu_ops_avx2 = {
    .name = "avx2",
    .usable = has_avx2,
    .open = open_avx2,
    CPU_OPS,
};

const struct kern_ops cpu_ops_avx512 = {
    .name = "avx512",
    .usable = has_avx512,
    .open = open_avx512,
    CPU_OPS,
};
