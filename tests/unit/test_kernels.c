/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The CPU backends, apart from the operations along a sequence: device calls, the thread pool,
 * conversions and functions, linear, norms and gates. Values against a plain double-precision
 * spec (the formula, not the order of sums; a tolerance stands with each), bits of every
 * instruction set and thread count against the scalar set on one thread.
 */
#include "kernels/pool.h"
#include "tests/unit/kernel_ways.h"

#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

/* --- backends and device calls --------------------------------------------------------------- */

static bool cpu_flag(const char *name)
{
    char line[8192], padded[32];
    bool found = false;
    FILE *f = fopen("/proc/cpuinfo", "r");
    snprintf(padded, sizeof padded, " %s ", name);
    while (f && !found && fgets(line, sizeof line, f)) {
        line[strcspn(line, "\n")] = ' ';
        found = strncmp(line, "flags", 5) == 0 && strstr(line, padded);
    }
    if (f)
        fclose(f);
    return found;
}

static void backends__of_this_machine__are_all_compared(void **state)
{
    char compared[64] = "";
    (void)state;
    EACH_WAY(w)
    {
        if (w->threads == 1) {
            strcat(compared, " ");
            strcat(compared, w->ops->name);
        }
        assert_int_equal(w->ops->threads(w->dev), w->threads);
    }
    printf("note: kernels compared on:%s, 1 to 3 threads\n", compared);
    assert_non_null(strstr(compared, "scalar"));
    if (cpu_flag("avx2") && cpu_flag("fma") && cpu_flag("f16c"))
        assert_non_null(strstr(compared, "avx2"));
    if (cpu_flag("avx512f") && cpu_flag("avx512bw") && cpu_flag("avx512dq") && cpu_flag("avx512vl"))
        assert_non_null(strstr(compared, "avx512"));
}

static void find__by_name__gives_that_backend_or_says_unknown(void **state)
{
    bool known = false;
    (void)state;
    assert_string_equal(kern_find("scalar", &known)->name, "scalar");
    assert_true(known);
    assert_ptr_equal(kern_find("auto", NULL), kern_find(NULL, NULL));
    assert_ptr_equal(kern_find(NULL, NULL), ways[n_ways - 1].ops);
    assert_null(kern_find("abacus", &known));
    assert_false(known);
    kern_find("avx512", &known);
    assert_true(known);
}

static void alloc__any_size__is_aligned_and_zero(void **state)
{
    static const size_t sizes[] = {0, 1, 63, 64, 65, 100000, (size_t)9 << 20};
    (void)state;
    EACH_WAY(w)
    {
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            unsigned char *p = w->ops->alloc(w->dev, sizes[s]), any = 0;
            assert_non_null(p);
            assert_int_equal((uintptr_t)p % 64, 0);
            for (size_t i = 0; i < sizes[s]; i++)
                any |= p[i];
            assert_int_equal(any, 0);
            memset(p, 1, sizes[s]);
            w->ops->free(w->dev, p);
        }
        assert_null(w->ops->alloc(w->dev, SIZE_MAX));
        assert_null(w->ops->alloc(w->dev, SIZE_MAX / 4));
        w->ops->free(w->dev, NULL);
    }
}

static void copies__any_direction__carry_the_bytes(void **state)
{
    (void)state;
    EACH_WAY(w)
    {
        char host[] = "seventeen bytes!", back[sizeof host];
        char *a = w->ops->alloc(w->dev, sizeof host), *b = w->ops->alloc(w->dev, sizeof host);
        w->ops->upload(w->dev, a, host, sizeof host);
        w->ops->copy(w->dev, b, a, sizeof host);
        w->ops->download(w->dev, back, b, sizeof host);
        w->ops->sync(w->dev);
        assert_memory_equal(host, back, sizeof host);
        assert_ptr_equal(w->ops->map(w->dev, host, sizeof host), host);
        w->ops->unmap(w->dev, host);
        w->ops->free(w->dev, a);
        w->ops->free(w->dev, b);
    }
}

static void read_sum__any_length__same_on_every_way(void **state)
{
    static const size_t sizes[] = {0, 1, 7, 8, 63, 64, 65, 200, 1 << 20, (3 << 20) + 13};
    unsigned char *p = reserve((3 << 20) + 13);
    (void)state;
    for (size_t i = 0; i < (3 << 20) + 13; i++)
        p[i] = (unsigned char)next_random();
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        uint64_t want = ways[0].ops->read_sum(ways[0].dev, p, sizes[s]);
        EACH_WAY(w)
        {
            assert_int_equal(w->ops->read_sum(w->dev, p, sizes[s]), want);
        }
    }
    free(p);
}

struct visit {
    atomic_int times[5000];
    atomic_int per_worker[4];
};

static void visit_item(void *arg, size_t item, int worker)
{
    struct visit *visit = arg;
    visit->times[item]++;
    visit->per_worker[worker]++;
}

static void pool__many_jobs__does_every_item_once(void **state)
{
    (void)state;
    for (int threads = 1; threads <= 4; threads++) {
        struct pool *pool = pool_open(threads);
        assert_non_null(pool);
        for (size_t job = 0; job < 400; job++) {
            struct visit *visit = calloc(1, sizeof *visit);
            size_t n = job < 300 ? job : 5000;
            assert_non_null(visit);
            pool_run(pool, n, visit_item, visit);
            for (size_t i = 0; i < 5000; i++)
                assert_int_equal(visit->times[i], i < n);
            free(visit);
            if (job % 100 == 99)
                usleep(2000); /* the workers fall asleep */
        }
        pool_close(pool);
    }
    pool_close(NULL);
}

static void pool__without_work__does_not_burn_the_processor(void **state)
{
    struct timespec before, after;
    struct pool *pool = pool_open(4);
    struct visit *visit = calloc(1, sizeof *visit);
    (void)state;
    assert_non_null(pool);
    assert_non_null(visit);
    pool_run(pool, 100, visit_item, visit);
    usleep(20000);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    usleep(100000);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    double seconds =
        (double)(after.tv_sec - before.tv_sec) + 1e-9 * (double)(after.tv_nsec - before.tv_nsec);
    assert_true(seconds < 0.02);
    free(visit);
    pool_close(pool);
}

/* --- conversions and functions --------------------------------------------------------------- */

static void f16__all_values__widen_exactly_and_come_back(void **state)
{
    (void)state;
    for (uint32_t h = 0; h < 65536; h++) {
        int exponent = h >> 10 & 31, fraction = h & 1023;
        float got = kern_f16_to_f32((uint16_t)h);
        if (exponent == 31 && fraction) {
            assert_true(isnan(got));
            assert_int_equal(kern_f32_to_f16(got), h | 0x200); /* quiet, payload kept */
            continue;
        }
        double want = exponent == 31 ? (double)INFINITY
                      : exponent     ? ldexp(1024 + fraction, exponent - 25)
                                     : ldexp(fraction, -24);
        assert_true((double)got == (h & 0x8000 ? -want : want));
        assert_int_equal(!!signbit(got), h >> 15);
        assert_int_equal(kern_f32_to_f16(got), h);
    }
    for (uint32_t h = 0; h < 65536; h++)
        assert_int_equal(bits_of(kern_bf16_to_f32((uint16_t)h)), h << 16);
}

static void f16__between_two_values__rounds_to_nearest_even(void **state)
{
    (void)state;
    for (uint32_t h = 0; h < 0x7c00; h++) {
        float low = kern_f16_to_f32((uint16_t)h);
        float high = h + 1 == 0x7c00 ? 65536.0f : kern_f16_to_f32((uint16_t)(h + 1));
        float middle = low + (high - low) / 2;
        uint32_t even = h & 1 ? h + 1 : h;
        assert_int_equal(kern_f32_to_f16(middle), even);
        assert_int_equal(kern_f32_to_f16(-middle), even | 0x8000);
        assert_int_equal(kern_f32_to_f16(nextafterf(middle, 0)), h);
        assert_int_equal(kern_f32_to_f16(nextafterf(middle, INFINITY)), h + 1);
    }
    assert_int_equal(kern_f32_to_f16(1e30f), 0x7c00);
    assert_int_equal(kern_f32_to_f16(0x1p-149f), 0);
    assert_int_equal(kern_f32_to_f16(float_from(0x7f800001)), 0x7e00);
}

/* Every f16 and bf16 through embed, and floats of all kinds through kv_append. */
static void conversions__all_values__same_bits_on_every_way(void **state)
{
    enum { N = 65536 };
    uint16_t *all = reserve(N * sizeof *all);
    int32_t zero = 0;
    (void)state;
    for (size_t i = 0; i < N; i++)
        all[i] = (uint16_t)i;
    EACH_WAY(w)
    {
        for (int f16 = 0; f16 <= 1; f16++) {
            struct kern_matrix table = {all, f16 ? KERN_F16 : KERN_BF16, 1, N};
            struct kern_batch batch = {.n_tok = 1, .token = &zero};
            float *out = empty_floats(N);
            w->ops->embed(w->dev, out, &table, &batch);
            for (size_t i = 0; i < N; i++) {
                float want = f16 ? kern_f16_to_f32(all[i]) : kern_bf16_to_f32(all[i]);
                assert_int_equal(bits_of(out[i]), bits_of(want));
            }
            free(out);
        }
    }
    struct kern_kv_shape shape = {.n_kv = 2, .head_dim = 1001, .dtype = KERN_F16};
    float *k = reserve(4 * 1001 * sizeof *k);
    for (size_t round = 0; round < 20; round++) {
        for (size_t i = 0; i < 4 * 1001; i++)
            k[i] = float_from(round % 2 ? (uint32_t)next_random()
                                        : (uint32_t)(next_random() % 0x20000000u + 0x30000000u));
        EACH_WAY(w)
        {
            void *page = calloc(1, kern_page_bytes(&shape));
            void *const *table = &page;
            struct kern_batch batch = {
                .n_tok = 1, .n_seq = 1, .pos = &zero, .seq = &zero, .pages = &table};
            w->ops->kv_append(w->dev, k, k + 2002, 2002, &shape, &batch, 0);
            for (size_t h = 0; h < 2; h++)
                for (size_t i = 0; i < 1001; i++)
                    assert_int_equal(((uint16_t *)page)[h * 256 * 1001 + i],
                                     kern_f32_to_f16(k[h * 1001 + i]));
            free(page);
        }
    }
    free(k);
    free(all);
}

/* Distance from the exact value in units of the last place of the result. */
static double ulps(float got, long double exact)
{
    float size = fmaxf(fabsf((float)exact), 0x1p-126f);
    return (double)(fabsl((long double)got - exact) /
                    (long double)(nextafterf(size, INFINITY) - size));
}

struct accuracy {
    double exp, log, sigmoid, softplus;
};

static void measure(float x, struct accuracy *worst)
{
    long double e = expl((long double)x);
    if (e >= 0x1p-126L && x < 88.72f)
        worst->exp = fmax(worst->exp, ulps(kern_exp(x), e));
    if (x > -87.0f && x < 200.0f)
        worst->sigmoid =
            fmax(worst->sigmoid, ulps(kern_sigmoid(x), 1 / (1 + expl(-(long double)x))));
    if (x > -87.0f) {
        long double exact = x > 0 ? x + log1pl(expl(-(long double)x)) : log1pl(e);
        worst->softplus = fmax(worst->softplus, ulps(kern_softplus(x), exact));
    }
}

static void functions__against_long_double__stay_within_their_ulps(void **state)
{
    struct accuracy worst = {0};
    (void)state;
    for (int i = 0; i < 400000; i++) {
        measure(uniform(-88.0f, 89.0f), &worst);
        measure(uniform(-2.0f, 2.0f), &worst);
        measure(ldexpf(uniform(-1.0f, 1.0f), -(i % 40)), &worst);
        float x = float_from((uint32_t)(next_random() % 0x7f7fffff) + 1);
        worst.log = fmax(worst.log, ulps(kern_log(x), logl((long double)x)));
        x = 1.0f + ldexpf(uniform(-1.0f, 1.0f), -1 - i % 23);
        worst.log = fmax(worst.log, ulps(kern_log(x), logl((long double)x)));
    }
    printf("note: largest errors in ulp: exp %.2f, log %.2f, sigmoid %.2f, softplus %.2f\n",
           worst.exp, worst.log, worst.sigmoid, worst.softplus);
    assert_true(worst.exp < 1.0);
    assert_true(worst.log < 1.0);
    assert_true(worst.sigmoid < 2.5);
    assert_true(worst.softplus < 2.0);
}

static void functions__special_values__are_exact(void **state)
{
    (void)state;
    assert_true(kern_exp(0.0f) == 1.0f && kern_exp(-0.0f) == 1.0f);
    assert_true(kern_exp(-INFINITY) == 0.0f && kern_exp(INFINITY) == INFINITY);
    assert_true(kern_exp(-87.4f) == 0.0f && kern_exp(-1e30f) == 0.0f);
    assert_true(kern_exp(88.73f) == INFINITY && kern_exp(1e30f) == INFINITY);
    assert_true(isfinite(kern_exp(88.72f)) && kern_exp(-87.33f) >= 0x1p-126f);
    assert_true(isnan(kern_exp(NAN)) && isnan(kern_log(NAN)) && isnan(kern_softplus(NAN)));
    assert_true(isnan(kern_sigmoid(NAN)));
    assert_true(kern_log(1.0f) == 0.0f && kern_log(0.0f) == -INFINITY);
    assert_true(isnan(kern_log(-1.0f)) && kern_log(INFINITY) == INFINITY);
    assert_true(ulps(kern_log(0x1p-149f), logl(0x1p-149L)) < 1.0);
    assert_true(kern_softplus(-INFINITY) == 0.0f && kern_softplus(INFINITY) == INFINITY);
    assert_true(kern_softplus(100.0f) == 100.0f);
    assert_true(kern_sigmoid(0.0f) == 0.5f && kern_sigmoid(INFINITY) == 1.0f);
    assert_true(kern_sigmoid(-INFINITY) == 0.0f);
}

/* --- linear ---------------------------------------------------------------------------------- */

struct linear_case {
    int n_in, n_out, n_tok;
};

/* dot16 and its tree as kernels.h words them. */
static float plain_dot16(const float *x, const float *w, size_t n)
{
    float s[16] = {0};
    for (size_t k = 0; k < n; k++)
        s[k % 16] = fmaf(x[k], w[k], s[k % 16]);
    for (int h = 8; h > 0; h /= 2)
        for (int l = 0; l < h; l++)
            s[l] += s[l + h];
    return s[0];
}

static void check_linear(const struct linear_case *c, enum kern_dtype dtype, bool with_bias)
{
    size_t n_in = (size_t)c->n_in, n_out = (size_t)c->n_out, n_tok = (size_t)c->n_tok;
    size_t ldx = n_in + 3, ldy = n_out + 2, n_y = n_tok * ldy;
    float *x = random_floats(n_tok * ldx, -1, 1), *bias = random_floats(n_out, -1, 1);
    float *values = random_floats(n_out * n_in, -1, 1), *row = reserve(n_in * sizeof *row);
    float *want = empty_floats(n_y);
    struct stored w = store_array(values, n_out * n_in, dtype);
    struct kern_matrix matrix = {w.data, dtype, c->n_out, c->n_in};
    for (size_t o = 0; o < n_out; o++) {
        for (size_t k = 0; k < n_in; k++)
            row[k] = stored_value(w.data, o * n_in + k, dtype);
        for (size_t t = 0; t < n_tok; t++) {
            float dot = plain_dot16(x + t * ldx, row, n_in);
            assert_int_equal(bits_of(dot), bits_of(kern_dot16(x + t * ldx, row, n_in)));
            double exact = with_bias ? (double)bias[o] : 0;
            for (size_t k = 0; k < n_in; k++)
                exact += (double)x[t * ldx + k] * (double)row[k];
            want[t * ldy + o] = with_bias ? dot + bias[o] : dot;
            near_spec("linear", &want[t * ldy + o], &exact, 1, 1e-6 * sqrt(c->n_in));
        }
    }
    EACH_WAY(way)
    {
        float *y = empty_floats(n_y);
        way->ops->linear(way->dev, y, (int)ldy, x, (int)ldx, &matrix, with_bias ? bias : NULL,
                         c->n_tok);
        same_bits(way, "linear", y, want, n_y);
        free(y);
    }
    free(w.block);
    free(want);
    free(row);
    free(values);
    free(bias);
    free(x);
}

static void linear__odd_shapes__same_bits_on_every_way(void **state)
{
    static const struct linear_case cases[] = {
        {1, 1, 1},     {15, 3, 2},    {16, 5, 7},    {17, 33, 1},   {33, 17, 7},
        {33, 4, 0},    {5, 0, 3},     {48, 6, 3},    {64, 9, 4},    {100, 7, 5},
        {31, 8, 6},    {160, 33, 8},  {40, 2, 13},   {20, 65, 65},  {257, 301, 2},
        {300, 257, 7}, {130, 64, 65}, {1030, 40, 9}, {4100, 6, 50}, {128, 513, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int dtype = KERN_F32; dtype <= KERN_F16; dtype++)
            check_linear(&cases[i], (enum kern_dtype)dtype, i % 2 == 0);
}

/* --- norms, gates, sums ---------------------------------------------------------------------- */

static void check_layernorm(size_t n_tok, size_t n)
{
    size_t all = n_tok * n;
    float *x = random_floats(all, -3, 5), *weight = random_floats(n, -1, 2);
    float *bias = random_floats(n, -1, 1), *want = empty_floats(all);
    double *spec = reserve(all * sizeof *spec);
    for (size_t t = 0; t < n_tok; t++) {
        const float *row = x + t * n;
        double mean = 0, var = 0;
        for (size_t i = 0; i < n; i++)
            mean += (double)row[i] / (double)n;
        for (size_t i = 0; i < n; i++)
            var += ((double)row[i] - mean) * ((double)row[i] - mean) / (double)n;
        for (size_t i = 0; i < n; i++)
            spec[t * n + i] =
                ((double)row[i] - mean) / sqrt(var + (double)1e-5f) * (double)weight[i] +
                (double)bias[i];
    }
    ways[0].ops->layernorm(ways[0].dev, want, x, weight, bias, 1e-5f, (int)n_tok, (int)n);
    near_spec("layernorm", want, spec, all, n == 1 ? 1e-3 : 1e-5);
    EACH_WAY(w)
    {
        float *in_place = copy_floats(x, all);
        w->ops->layernorm(w->dev, in_place, in_place, weight, bias, 1e-5f, (int)n_tok, (int)n);
        same_bits(w, "layernorm", in_place, want, all);
        free(in_place);
    }
    free(spec);
    free(want);
    free(bias);
    free(weight);
    free(x);
}

static void layernorm__odd_rows__same_bits_on_every_way(void **state)
{
    static const size_t sizes[] = {1, 2, 15, 16, 17, 33, 128, 1001, 2560};
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        check_layernorm(1, sizes[i]);
        check_layernorm(65, sizes[i]);
    }
    check_layernorm(0, 16);
}

static void check_gate(size_t rows, size_t width)
{
    size_t ldg = width + 1, ldm = width + 2;
    float *g = random_floats(rows * ldg, -20, 20), *m = random_floats(rows * ldm, -2, 2);
    float *y = random_floats(rows * 2 * width, -20, 20);
    float *gated = empty_floats(rows * ldm), *swiglu = empty_floats(rows * width);
    for (size_t t = 0; t < rows; t++)
        for (size_t i = 0; i < width; i++) {
            float a = g[t * ldg + i], b = y[t * 2 * width + i], up = y[(t * 2 + 1) * width + i];
            double spec = spec_silu((double)a) * (double)m[t * ldm + i];
            gated[t * ldm + i] = a / (1.0f + kern_exp(-a)) * m[t * ldm + i];
            near_spec("gate", &gated[t * ldm + i], &spec, 1, 3e-7);
            spec = spec_silu((double)b) * (double)up;
            swiglu[t * width + i] = b / (1.0f + kern_exp(-b)) * up;
            near_spec("swiglu", &swiglu[t * width + i], &spec, 1, 3e-7);
        }
    EACH_WAY(w)
    {
        float *out = empty_floats(rows * ldm), *in_place = copy_floats(m, rows * ldm);
        w->ops->gate(w->dev, out, (int)ldm, g, (int)ldg, m, (int)ldm, (int)rows, (int)width);
        same_bits(w, "gate", out, gated, rows * ldm);
        w->ops->gate(w->dev, in_place, (int)ldm, g, (int)ldg, in_place, (int)ldm, (int)rows,
                     (int)width);
        for (size_t t = 0; t < rows; t++)
            same_bits(w, "gate in place", in_place + t * ldm, gated + t * ldm, width);
        free(out);
        out = empty_floats(rows * width);
        w->ops->swiglu(w->dev, out, y, (int)rows, (int)width);
        same_bits(w, "swiglu", out, swiglu, rows * width);
        free(in_place);
        free(out);
    }
    free(swiglu);
    free(gated);
    free(y);
    free(m);
    free(g);
}

static void gates__odd_shapes__same_bits_on_every_way(void **state)
{
    static const size_t sizes[] = {1, 15, 16, 17, 33, 2049, 5000};
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        check_gate(1, sizes[i]);
        check_gate(sizes[i] < 100 ? 65 : 3, sizes[i]);
    }
}

static void add__any_length__is_the_plain_sum(void **state)
{
    static const size_t sizes[] = {0, 1, 15, 16, 17, 33, 140001};
    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        size_t n = sizes[s];
        float *x = random_floats(n, -1, 1), *y = random_floats(n, -1, 1), *want = empty_floats(n);
        for (size_t i = 0; i < n; i++)
            want[i] = x[i] + y[i];
        EACH_WAY(w)
        {
            float *sum = copy_floats(x, n);
            w->ops->add(w->dev, sum, y, n);
            same_bits(w, "add", sum, want, n);
            free(sum);
        }
        free(want);
        free(y);
        free(x);
    }
}

static void embed__any_table__copies_the_widened_rows(void **state)
{
    static const int32_t tokens[] = {3, 0, 6, 3, 5};
    static const int widths[] = {1, 15, 16, 17, 33, 30001};
    (void)state;
    for (size_t s = 0; s < sizeof widths / sizeof *widths; s++)
        for (int dtype = KERN_F32; dtype <= KERN_F16; dtype++) {
            size_t n = (size_t)widths[s];
            float *values = random_floats(7 * n, -1, 1), *want = empty_floats(5 * n);
            struct stored table = store_array(values, 7 * n, (enum kern_dtype)dtype);
            struct kern_matrix matrix = {table.data, (enum kern_dtype)dtype, 7, widths[s]};
            struct kern_batch batch = {.n_tok = 5, .token = tokens};
            for (size_t t = 0; t < 5; t++)
                for (size_t i = 0; i < n; i++)
                    want[t * n + i] =
                        stored_value(table.data, (size_t)tokens[t] * n + i, (enum kern_dtype)dtype);
            EACH_WAY(w)
            {
                float *out = empty_floats(5 * n);
                w->ops->embed(w->dev, out, &matrix, &batch);
                same_bits(w, "embed", out, want, 5 * n);
                free(out);
            }
            free(table.block);
            free(want);
            free(values);
        }
}

/* --- values that are not numbers ------------------------------------------------------------- */

static void linear__inf_and_nan__same_on_every_way(void **state)
{
    enum { N = 77, TOKENS = 7, ROWS = 9 };
    static const float odd[] = {NAN, INFINITY, -INFINITY, 0x1p-149f, -0x1p-140f, 3e38f, -0.0f};
    float *x = random_floats(N * TOKENS, -1, 1), *w = random_floats(N * ROWS, -1, 1);
    struct kern_matrix matrix = {w, KERN_F32, ROWS, N};
    (void)state;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        x[i * N + i * 11] = odd[i];
        w[i * N + 70] = odd[i];
    }
    float *want = empty_floats(TOKENS * ROWS);
    ways[0].ops->linear(ways[0].dev, want, ROWS, x, N, &matrix, NULL, TOKENS);
    assert_true(isnan(want[0]) && isinf(want[ROWS + 3]));
    EACH_WAY(way)
    {
        float *y = empty_floats(TOKENS * ROWS);
        way->ops->linear(way->dev, y, ROWS, x, N, &matrix, NULL, TOKENS);
        same_bits(way, "linear", y, want, TOKENS * ROWS);
        free(y);
    }
    free(want);
    free(w);
    free(x);
}

static void gate__inf_and_nan__same_on_every_way(void **state)
{
    enum { N = 20000 };
    float *g = reserve(N * sizeof *g), *m = reserve(N * sizeof *m), *want = empty_floats(N);
    (void)state;
    for (size_t i = 0; i < N; i++) {
        g[i] = float_from((uint32_t)next_random());
        m[i] = i % 3 ? 1.0f : float_from((uint32_t)next_random());
    }
    for (size_t i = 0; i < N; i++)
        want[i] = g[i] / (1.0f + kern_exp(-g[i])) * m[i];
    EACH_WAY(w)
    {
        float *out = empty_floats(N);
        w->ops->gate(w->dev, out, N, g, N, m, N, 1, N);
        same_bits(w, "gate", out, want, N);
        w->ops->layernorm(w->dev, out, g, m, m, 1e-5f, 10, N / 10); /* must only come back */
        free(out);
    }
    free(want);
    free(m);
    free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(backends__of_this_machine__are_all_compared),
        cmocka_unit_test(find__by_name__gives_that_backend_or_says_unknown),
        cmocka_unit_test(alloc__any_size__is_aligned_and_zero),
        cmocka_unit_test(copies__any_direction__carry_the_bytes),
        cmocka_unit_test(read_sum__any_length__same_on_every_way),
        cmocka_unit_test(pool__many_jobs__does_every_item_once),
        cmocka_unit_test(pool__without_work__does_not_burn_the_processor),
        cmocka_unit_test(f16__all_values__widen_exactly_and_come_back),
        cmocka_unit_test(f16__between_two_values__rounds_to_nearest_even),
        cmocka_unit_test(conversions__all_values__same_bits_on_every_way),
        cmocka_unit_test(functions__against_long_double__stay_within_their_ulps),
        cmocka_unit_test(functions__special_values__are_exact),
        cmocka_unit_test(linear__odd_shapes__same_bits_on_every_way),
        cmocka_unit_test(layernorm__odd_rows__same_bits_on_every_way),
        cmocka_unit_test(gates__odd_shapes__same_bits_on_every_way),
        cmocka_unit_test(add__any_length__is_the_plain_sum),
        cmocka_unit_test(embed__any_table__copies_the_widened_rows),
        cmocka_unit_test(linear__inf_and_nan__same_on_every_way),
        cmocka_unit_test(gate__inf_and_nan__same_on_every_way),
    };
    return cmocka_run_group_tests(tests, open_ways, close_ways);
}
