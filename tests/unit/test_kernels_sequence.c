/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The operations along a sequence: convolution, selective scan, K/V pages and differential
 * attention. Values against a plain double-precision spec of the whole sequence, bits of every
 * way and of every chunking and batching against the scalar set with one thread and one call.
 */
#include "tests/unit/kernel_ways.h"

/* --- batches --------------------------------------------------------------------------------- */

enum { MAX_SEQ = 3, MAX_BATCH = 8192 };

/* Sequences whose tokens from[s]..to[s]-1 are fed in one call. */
struct feed {
    int n_seq, from[MAX_SEQ], to[MAX_SEQ];
};

struct batch_arrays {
    int32_t pos[MAX_BATCH], seq[MAX_BATCH], first[MAX_SEQ + 1];
};

static struct kern_batch make_batch(const struct feed *feed, struct batch_arrays *arrays,
                                    float *const *state, void *const *const *pages)
{
    int n = 0;
    for (int s = 0; s < feed->n_seq; s++) {
        arrays->first[s] = n;
        for (int t = feed->from[s]; t < feed->to[s]; t++, n++) {
            arrays->pos[n] = t;
            arrays->seq[n] = s;
        }
    }
    arrays->first[feed->n_seq] = n;
    return (struct kern_batch){.n_tok = n,
                               .n_seq = feed->n_seq,
                               .pos = arrays->pos,
                               .seq = arrays->seq,
                               .first = arrays->first,
                               .state = state,
                               .pages = pages};
}

/* Rows of the sequences from[s]..to[s]-1, each of width n, side by side as a batch holds them with
 * row distance ld. */
static float *gather(const struct feed *feed, float *const *rows, size_t n, size_t ld)
{
    size_t total = 0, at = 0;
    for (int s = 0; s < feed->n_seq; s++)
        total += (size_t)(feed->to[s] - feed->from[s]);
    float *out = empty_floats(total * ld);
    for (int s = 0; s < feed->n_seq; s++)
        for (int t = feed->from[s]; t < feed->to[s]; t++, at++)
            memcpy(out + at * ld, rows[s] + (size_t)t * n, n * sizeof *out);
    return out;
}

static void scatter(const struct feed *feed, const float *in, float *const *rows, size_t n)
{
    for (int s = 0; s < feed->n_seq; s++)
        for (int t = feed->from[s]; t < feed->to[s]; t++, in += n)
            memcpy(rows[s] + (size_t)t * n, in, n * sizeof *in);
}

/* The next call after `done` tokens of each sequence: `step` more of each, less at the end. */
static bool next_feed(struct feed *feed, const int *length, int step)
{
    bool any = false;
    for (int s = 0; s < feed->n_seq; s++) {
        feed->from[s] = feed->to[s];
        feed->to[s] = length[s] - feed->from[s] < step ? length[s] : feed->from[s] + step;
        any |= feed->to[s] > feed->from[s];
    }
    return any;
}

/* --- convolution and scan -------------------------------------------------------------------- */

struct recurrence {
    int d_inner, d_conv, d_state, n_seq, length[MAX_SEQ];
    float *u[MAX_SEQ], *dt[MAX_SEQ], *bc[MAX_SEQ];           /* inputs */
    float *weight, *bias, *a_neg, *d;                        /* parameters */
    float *convolved[MAX_SEQ], *y[MAX_SEQ], *state[MAX_SEQ]; /* outputs */
};
enum { STATE_OFFSET = 7 };

static size_t state_size(const struct recurrence *r)
{
    return STATE_OFFSET + (size_t)(r->d_conv - 1 + r->d_state) * (size_t)r->d_inner;
}

static void make_recurrence(struct recurrence *r)
{
    size_t d_inner = (size_t)r->d_inner, d_state = (size_t)r->d_state;
    for (int s = 0; s < r->n_seq; s++) {
        size_t length = (size_t)r->length[s];
        r->u[s] = random_floats(length * d_inner, -2, 2);
        r->dt[s] = random_floats(length * d_inner, -8, 3);
        r->bc[s] = random_floats(length * 2 * d_state, -1, 1);
        r->convolved[s] = empty_floats(length * d_inner);
        r->y[s] = empty_floats(length * d_inner);
        r->state[s] = calloc(state_size(r), sizeof(float));
        assert_non_null(r->state[s]);
    }
    r->weight = random_floats((size_t)r->d_conv * d_inner, -1, 1);
    r->bias = random_floats(d_inner, -1, 1);
    r->a_neg = random_floats(d_state * d_inner, -4, 0);
    r->d = random_floats(d_inner, -1, 1);
}

static void release_recurrence(struct recurrence *r)
{
    for (int s = 0; s < r->n_seq; s++) {
        free(r->u[s]);
        free(r->dt[s]);
        free(r->bc[s]);
        free(r->convolved[s]);
        free(r->y[s]);
        free(r->state[s]);
    }
    free(r->weight);
    free(r->bias);
    free(r->a_neg);
    free(r->d);
}

/* Runs both operations over all sequences, `step` tokens of each in a call. */
static void run_recurrence(const struct way *way, struct recurrence *r, int step)
{
    size_t d_inner = (size_t)r->d_inner, d_state = (size_t)r->d_state;
    size_t ldu = d_inner + 5, ldbc = 2 * d_state + 3;
    size_t scan_offset = STATE_OFFSET + (size_t)(r->d_conv - 1) * d_inner;
    struct kern_ssm_params params = {r->d_inner, r->d_state, r->a_neg, r->d};
    struct feed feed = {.n_seq = r->n_seq};
    struct batch_arrays *arrays = reserve(sizeof *arrays);
    for (int s = 0; s < r->n_seq; s++)
        memset(r->state[s], 0, state_size(r) * sizeof(float));
    while (next_feed(&feed, r->length, step)) {
        struct kern_batch batch = make_batch(&feed, arrays, r->state, NULL);
        float *u = gather(&feed, r->u, d_inner, ldu), *dt = gather(&feed, r->dt, d_inner, d_inner);
        float *bc = gather(&feed, r->bc, 2 * d_state, ldbc);
        float *c = empty_floats((size_t)batch.n_tok * d_inner);
        float *y = empty_floats((size_t)batch.n_tok * d_inner);
        way->ops->conv(way->dev, c, u, (int)ldu, r->weight, r->bias, r->d_inner, r->d_conv, &batch,
                       STATE_OFFSET);
        way->ops->ssm_scan(way->dev, y, c, dt, bc, (int)ldbc, &params, &batch, scan_offset);
        scatter(&feed, c, r->convolved, d_inner);
        scatter(&feed, y, r->y, d_inner);
        free(y);
        free(c);
        free(bc);
        free(dt);
        free(u);
    }
    free(arrays);
}

static void check_recurrence_spec(const struct recurrence *r, int s)
{
    size_t D = (size_t)r->d_inner, N = (size_t)r->d_state, K = (size_t)r->d_conv;
    for (size_t ch = 0; ch < D; ch++) {
        double state[64] = {0};
        for (size_t t = 0; t < (size_t)r->length[s]; t++) {
            double sum = (double)r->bias[ch];
            for (size_t j = 0; j < K; j++)
                if (t + j >= K - 1)
                    sum +=
                        (double)r->weight[j * D + ch] * (double)r->u[s][(t + j - (K - 1)) * D + ch];
            double c = spec_silu(sum), dt = spec_softplus((double)r->dt[s][t * D + ch]);
            double y = (double)r->d[ch] * c;
            near_spec("conv", &r->convolved[s][t * D + ch], &c, 1, 1e-6);
            for (size_t n = 0; n < N; n++) {
                state[n] = exp(dt * (double)r->a_neg[n * D + ch]) * state[n] +
                           dt * c * (double)r->bc[s][t * 2 * N + n];
                y += state[n] * (double)r->bc[s][t * 2 * N + N + n];
            }
            near_spec("scan", &r->y[s][t * D + ch], &y, 1, 2e-5);
        }
    }
}

static void check_recurrence(struct recurrence *r)
{
    struct recurrence want = *r;
    make_recurrence(&want);
    run_recurrence(&ways[0], &want, 4000);
    for (int s = 0; s < want.n_seq; s++)
        check_recurrence_spec(&want, s);
    EACH_WAY(w)
    {
        for (int step = 1; step < 200; step = step * 3 + 1) {
            *r = want;
            for (int s = 0; s < r->n_seq; s++) {
                r->convolved[s] = empty_floats((size_t)r->length[s] * (size_t)r->d_inner);
                r->y[s] = empty_floats((size_t)r->length[s] * (size_t)r->d_inner);
                r->state[s] = empty_floats(state_size(r));
            }
            run_recurrence(w, r, step);
            for (int s = 0; s < r->n_seq; s++) {
                size_t n = (size_t)r->length[s] * (size_t)r->d_inner;
                same_bits(w, "conv", r->convolved[s], want.convolved[s], n);
                same_bits(w, "scan", r->y[s], want.y[s], n);
                same_bits(w, "state", r->state[s], want.state[s], state_size(r));
                free(r->convolved[s]);
                free(r->y[s]);
                free(r->state[s]);
            }
        }
    }
    release_recurrence(&want);
}

static void recurrence__any_chunking__same_bits_on_every_way(void **state)
{
    static struct recurrence cases[] = {
        {.d_inner = 1, .d_conv = 2, .d_state = 1, .n_seq = 1, .length = {9}},
        {.d_inner = 15, .d_conv = 3, .d_state = 3, .n_seq = 2, .length = {1, 5}},
        {.d_inner = 33, .d_conv = 4, .d_state = 16, .n_seq = 3, .length = {65, 2, 7}},
        {.d_inner = 144, .d_conv = 4, .d_state = 16, .n_seq = 1, .length = {40}},
        {.d_inner = 300, .d_conv = 6, .d_state = 5, .n_seq = 3, .length = {3, 33, 12}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_recurrence(&cases[i]);
}

/* --- K/V pages and attention ----------------------------------------------------------------- */

enum { TABLE_OFFSET = 2, MAX_PAGES = 16 };

/* Keys and values of some sequences, in rows and in pages. */
struct memory {
    struct kern_kv_shape shape;
    int n_seq, length[MAX_SEQ];
    float *k[MAX_SEQ], *v[MAX_SEQ]; /* (length, n_kv * head_dim) */
    void *table[MAX_SEQ][TABLE_OFFSET + MAX_PAGES];
    void *const *pages[MAX_SEQ];
};

static void release_memory(struct memory *m)
{
    for (int s = 0; s < m->n_seq; s++) {
        for (size_t i = 0; i < TABLE_OFFSET + MAX_PAGES; i++)
            free(m->table[s][i]);
        free(m->k[s]);
        free(m->v[s]);
    }
}

static float stored_as(float x, enum kern_dtype dtype)
{
    return dtype == KERN_F16 ? kern_f16_to_f32(kern_f32_to_f16(x)) : x;
}

/* Pages hold NaN where nothing was stored: it must count nowhere. */
static void make_pages(struct memory *m)
{
    size_t bytes = kern_page_bytes(&m->shape);
    for (int s = 0; s < m->n_seq; s++) {
        for (int i = 0; i * KERN_PAGE_TOKENS < m->length[s]; i++) {
            m->table[s][TABLE_OFFSET + i] = reserve(bytes);
            memset(m->table[s][TABLE_OFFSET + i], 0xff, bytes);
        }
        m->pages[s] = m->table[s];
    }
}

static void append_rows(const struct way *way, const struct memory *m, int step)
{
    size_t width = (size_t)m->shape.n_kv * (size_t)m->shape.head_dim, ld = 2 * width + 1;
    struct batch_arrays *arrays = reserve(sizeof *arrays);
    struct feed feed = {.n_seq = m->n_seq};
    while (next_feed(&feed, m->length, step)) {
        struct kern_batch batch = make_batch(&feed, arrays, NULL, m->pages);
        float *k = gather(&feed, m->k, width, ld), *v = gather(&feed, m->v, width, ld);
        way->ops->kv_append(way->dev, k, v, (int)ld, &m->shape, &batch, TABLE_OFFSET);
        free(v);
        free(k);
    }
    free(arrays);
}

static void make_memory(struct memory *m, float spread)
{
    size_t width = (size_t)m->shape.n_kv * (size_t)m->shape.head_dim;
    for (int s = 0; s < m->n_seq; s++) {
        m->k[s] = random_floats((size_t)m->length[s] * width, -spread, spread);
        m->v[s] = random_floats((size_t)m->length[s] * width, -1, 1);
    }
    make_pages(m);
    append_rows(&ways[0], m, 4000);
}

static void kv_append__any_chunking__puts_every_row_in_its_page(void **state)
{
    static const int dims[] = {1, 15, 16, 20, 33};
    (void)state;
    for (size_t i = 0; i < 2 * sizeof dims / sizeof *dims; i++) {
        enum kern_dtype dtype = i % 2 ? KERN_F16 : KERN_F32;
        size_t d = (size_t)dims[i / 2], width = 4 * d, page_rows = 4 * KERN_PAGE_TOKENS;
        struct memory m = {.shape = {4, dims[i / 2], dtype}, .n_seq = 2, .length = {300, 17}};
        make_memory(&m, 1);
        for (int s = 0; s < m.n_seq; s++)
            for (size_t t = 0; t < (size_t)m.length[s]; t++)
                for (size_t c = 0; c < width; c++) {
                    const void *page = m.table[s][TABLE_OFFSET + t / 256];
                    size_t key = (c / d * 256 + t % 256) * d + c % d;
                    size_t value = page_rows * d + (c / (2 * d) * 256 + t % 256) * 2 * d;
                    float k = stored_value(page, key, dtype);
                    float v = stored_value(page, value + c % (2 * d), dtype);
                    assert_true(k == stored_as(m.k[s][t * width + c], dtype));
                    assert_true(v == stored_as(m.v[s][t * width + c], dtype));
                }
        EACH_WAY(w)
        {
            struct memory again = m;
            make_pages(&again);
            append_rows(w, &again, 70);
            for (int s = 0; s < m.n_seq; s++)
                for (int p = 0; p * KERN_PAGE_TOKENS < m.length[s]; p++) {
                    assert_memory_equal(again.table[s][TABLE_OFFSET + p],
                                        m.table[s][TABLE_OFFSET + p], kern_page_bytes(&m.shape));
                    free(again.table[s][TABLE_OFFSET + p]);
                }
        }
        release_memory(&m);
    }
}

struct attention {
    int n_head, n_kv, head_dim, window;
    enum kern_dtype dtype;
    int n_seq, length[MAX_SEQ];
    int asked; /* queries: the last so many tokens of each sequence */
};

/* Softmax weights of one query head over the keys it sees, in double. */
static void spec_softmax(const struct memory *m, const float *q, int s, size_t head, int from,
                         int to, double *p)
{
    size_t d = (size_t)m->shape.head_dim, width = (size_t)m->shape.n_kv * d;
    double max = -INFINITY, sum = 0;
    for (int i = from; i <= to; i++) {
        double score = 0;
        for (size_t e = 0; e < d; e++) {
            float k = m->k[s][(size_t)i * width + head * d + e];
            score += (double)q[e] * (double)stored_as(k, m->shape.dtype);
        }
        p[i] = score / sqrt((double)d);
        max = fmax(max, p[i]);
    }
    for (int i = from; i <= to; i++) {
        p[i] = exp(p[i] - max);
        sum += p[i];
    }
    for (int i = from; i <= to; i++)
        p[i] /= sum;
}

/* One pair of query heads of one token. */
static void check_pair(const struct attention *c, const struct kern_attn_params *params,
                       const struct memory *m, const float *q, int s, int pos, size_t j,
                       const float *got)
{
    size_t d = (size_t)c->head_dim, width = (size_t)c->n_kv * d;
    size_t pair = j / (size_t)(c->n_head / c->n_kv);
    int from = c->window && pos >= c->window ? pos - c->window + 1 : 0;
    double *p1 = reserve((size_t)(pos + 1) * sizeof *p1);
    double *p2 = reserve((size_t)(pos + 1) * sizeof *p2);
    double *o = reserve(2 * d * sizeof *o), squares = 0;
    spec_softmax(m, q + 2 * j * d, s, 2 * pair, from, pos, p1);
    spec_softmax(m, q + (2 * j + 1) * d, s, 2 * pair + 1, from, pos, p2);
    for (size_t e = 0; e < 2 * d; e++) {
        o[e] = 0;
        for (int i = from; i <= pos; i++) {
            float v = m->v[s][(size_t)i * width + pair * 2 * d + e];
            o[e] += (p1[i] - (double)params->lambda * p2[i]) * (double)stored_as(v, m->shape.dtype);
        }
        squares += o[e] * o[e];
    }
    double r = 1 / sqrt(squares / (2.0 * (double)d) + (double)params->eps);
    for (size_t e = 0; e < 2 * d; e++)
        o[e] *= r * (double)params->subln[e] * (double)params->out_scale;
    near_spec("attention", got, o, 2 * d, 1e-4);
    free(o);
    free(p2);
    free(p1);
}

/* Attention of the asked tokens, `step` of each sequence in a call; out in rows by sequence. */
static void attend(const struct way *way, const struct attention *c,
                   const struct kern_attn_params *params, const struct memory *m, float *const *q,
                   float *const *out, int step)
{
    size_t width = (size_t)c->n_head * (size_t)c->head_dim, ldq = width + 3;
    struct batch_arrays *arrays = reserve(sizeof *arrays);
    struct feed feed = {.n_seq = c->n_seq};
    for (int s = 0; s < c->n_seq; s++)
        feed.to[s] = c->length[s] > c->asked ? c->length[s] - c->asked : 0;
    while (next_feed(&feed, c->length, step)) {
        struct kern_batch batch = make_batch(&feed, arrays, NULL, m->pages);
        float *rows = gather(&feed, q, width, ldq);
        float *y = empty_floats((size_t)batch.n_tok * width);
        way->ops->diff_attn(way->dev, y, rows, (int)ldq, params, &m->shape, &batch, TABLE_OFFSET);
        scatter(&feed, y, out, width);
        free(y);
        free(rows);
    }
    free(arrays);
}

/* Pages that no asked query sees need not be there. */
static void drop_unseen_pages(const struct attention *c, struct memory *m)
{
    for (int s = 0; s < c->n_seq; s++)
        for (int i = 0; i < MAX_PAGES; i++) {
            int oldest = c->length[s] - c->asked - c->window + 1;
            if (c->window && (i + 1) * KERN_PAGE_TOKENS <= oldest) {
                free(m->table[s][TABLE_OFFSET + i]);
                m->table[s][TABLE_OFFSET + i] = NULL;
            }
        }
}

static void check_attention(const struct attention *c)
{
    size_t d = (size_t)c->head_dim, width = (size_t)c->n_head * d;
    struct memory m = {.shape = {c->n_kv, c->head_dim, c->dtype}, .n_seq = c->n_seq};
    float *q[MAX_SEQ], *want[MAX_SEQ], *got[MAX_SEQ], *subln = random_floats(2 * d, -1, 2);
    struct kern_attn_params params = {.n_head = c->n_head,
                                      .n_kv = c->n_kv,
                                      .head_dim = c->head_dim,
                                      .window = c->window,
                                      .lambda = 0.41f,
                                      .out_scale = 0.7f,
                                      .eps = 1e-5f,
                                      .subln = subln};
    memcpy(m.length, c->length, sizeof m.length);
    make_memory(&m, 2);
    drop_unseen_pages(c, &m);
    for (int s = 0; s < c->n_seq; s++) {
        size_t n = (size_t)c->length[s] * width;
        q[s] = random_floats(n, -2, 2);
        want[s] = empty_floats(n);
    }
    attend(&ways[0], c, &params, &m, q, want, 4000);
    for (int s = 0; s < c->n_seq; s++)
        for (int t = c->length[s] > c->asked ? c->length[s] - c->asked : 0; t < c->length[s]; t++)
            for (size_t j = 0; j < (size_t)c->n_head / 2; j++)
                check_pair(c, &params, &m, q[s] + (size_t)t * width, s, t, j,
                           want[s] + (size_t)t * width + j * 2 * d);
    EACH_WAY(w)
    {
        for (int step = 1; step < 300; step = step * 16 + 1) {
            for (int s = 0; s < c->n_seq; s++)
                got[s] = empty_floats((size_t)c->length[s] * width);
            attend(w, c, &params, &m, q, got, step);
            for (int s = 0; s < c->n_seq; s++) {
                same_bits(w, "attention", got[s], want[s], (size_t)c->length[s] * width);
                free(got[s]);
            }
        }
    }
    for (int s = 0; s < c->n_seq; s++) {
        free(q[s]);
        free(want[s]);
    }
    free(subln);
    release_memory(&m);
}

static void attention__odd_heads__same_bits_on_every_way(void **state)
{
    static const struct attention cases[] = {
        {2, 2, 1, 0, KERN_F32, 1, {70}, 5},
        {2, 2, 15, 0, KERN_F16, 1, {130}, 3},
        {4, 2, 16, 0, KERN_F32, 2, {65, 1}, 65},
        {8, 2, 17, 0, KERN_F32, 1, {40}, 7},
        {4, 4, 33, 9, KERN_F16, 1, {66}, 3},
        {12, 4, 40, 0, KERN_F32, 3, {1, 2, 64}, 7},
        {4, 2, 64, 0, KERN_F32, 1, {129}, 65},
        {8, 4, 64, 512, KERN_F16, 2, {513, 600}, 2},
        {2, 2, 300, 0, KERN_F32, 1, {20}, 2},
        {40, 2, 9, 30, KERN_F32, 1, {33}, 2},
        {2, 2, KERN_HEAD_DIM_MAX, 0, KERN_F16, 1, {5}, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_attention(&cases[i]);
}

static void attention__windows_across_tiles__same_bits_on_every_way(void **state)
{
    static const int windows[] = {1, 8, 63, 64, 65, 300};
    (void)state;
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        struct attention c = {4, 2, 16, windows[i], i % 2 ? KERN_F16 : KERN_F32, 3, {63, 130, 700},
                              7};
        check_attention(&c);
    }
}

static void attention__over_several_spans__same_bits_on_every_way(void **state)
{
    static const struct attention cases[] = {
        {4, 2, 16, 0, KERN_F32, 2, {1025, 3100}, 3}, {8, 2, 20, 0, KERN_F16, 1, {2048}, 2},
        {4, 2, 16, 1500, KERN_F32, 1, {2600}, 2},    {4, 4, 8, 65, KERN_F32, 1, {1056}, 40},
        {36, 2, 4, 0, KERN_F32, 1, {1100}, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_attention(&cases[i]);
}

/* Nothing may crash or hang; what comes out is the same everywhere. */
static void sequence__inf_and_nan__same_on_every_way(void **state)
{
    enum { D = 20, N_TOK = 70 };
    static const float odd[] = {NAN, INFINITY, -INFINITY, 3e38f, -3e38f, 0x1p-149f};
    struct memory m = {.shape = {2, D, KERN_F32}, .n_seq = 1, .length = {N_TOK}};
    float *want = empty_floats(N_TOK * 2 * D), *q = random_floats(N_TOK * 2 * D, -9, 9);
    float *subln = random_floats(2 * D, -1, 1);
    struct kern_attn_params params = {.n_head = 2,
                                      .n_kv = 2,
                                      .head_dim = D,
                                      .lambda = 0.3f,
                                      .out_scale = 1,
                                      .eps = 1e-5f,
                                      .subln = subln};
    struct attention c = {2, 2, D, 0, KERN_F32, 1, {N_TOK}, N_TOK};
    (void)state;
    make_memory(&m, 3);
    for (size_t i = 0; i < 6; i++) {
        q[(i + 10) * 2 * D + i] = odd[i];
        m.k[0][(60 + i) * 2 * D + i] = odd[i];
        m.v[0][(50 + i) * 2 * D + i] = odd[i];
    }
    append_rows(&ways[0], &m, 4000);
    attend(&ways[0], &c, &params, &m, &q, &want, 4000);
    EACH_WAY(w)
    {
        float *out = empty_floats(N_TOK * 2 * D);
        attend(w, &c, &params, &m, &q, &out, 7);
        same_bits(w, "attention", out, want, N_TOK * 2 * D);
        free(out);
    }
    struct recurrence r = {.d_inner = 35, .d_conv = 4, .d_state = 4, .n_seq = 1, .length = {30}};
    make_recurrence(&r);
    for (size_t i = 0; i < 6; i++) {
        r.u[0][i * 70 + i] = odd[i];
        r.dt[0][i * 71 + 3] = odd[i];
        r.bc[0][i * 17 + 2] = odd[i];
    }
    run_recurrence(&ways[0], &r, 4000);
    float *y = copy_floats(r.y[0], 35 * 30);
    EACH_WAY(w)
    {
        run_recurrence(w, &r, 4);
        same_bits(w, "scan", r.y[0], y, 35 * 30);
    }
    free(y);
    release_recurrence(&r);
    free(subln);
    free(q);
    free(want);
    release_memory(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recurrence__any_chunking__same_bits_on_every_way),
        cmocka_unit_test(kv_append__any_chunking__puts_every_row_in_its_page),
        cmocka_unit_test(attention__odd_heads__same_bits_on_every_way),
        cmocka_unit_test(attention__windows_across_tiles__same_bits_on_every_way),
        cmocka_unit_test(attention__over_several_spans__same_bits_on_every_way),
        cmocka_unit_test(sequence__inf_and_nan__same_on_every_way),
    };
    return cmocka_run_group_tests(tests, open_ways, close_ways);
}
