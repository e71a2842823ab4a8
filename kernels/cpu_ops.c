/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The layer operations of the CPU backends: each cuts its output values into items and has the
 * pool work through them with the inner loops of the device's instruction set. Knows no vectors.
 *
 * The idea to read it by: how finely to cut is decided by sizes alone and cannot change a bit; an
 * operation too small to share runs in the caller.
 */
#include "kernels/cpu.h"

#include <math.h>

/* Work of less than this many fused steps, or element functions, is not worth a second thread. */
#define SMALL_LINEAR ((size_t)1 << 18)
#define SMALL_VALUES ((size_t)1 << 13)
/* Bytes of activations that should stay in the second-level cache while rows pass by. */
#define TOKENS_BYTES ((size_t)512 << 10)
/* Bytes of weights in one item. */
#define ROWS_BYTES ((size_t)256 << 10)

static size_t divide_up(size_t a, size_t b)
{
    return (a + b - 1) / b;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Runs all items in the caller when the whole is small. */
static void share(struct kern_device *dev, bool small, size_t n_items, pool_work *work, void *arg)
{
    if (!small) {
        pool_run(dev->pool, n_items, work, arg);
        return;
    }
    for (size_t item = 0; item < n_items; item++)
        work(arg, item, 0);
}

/* A range 0..n cut into parts. */
struct cut {
    size_t n, part;
};

static size_t cut_begin(const struct cut *cut, size_t i)
{
    return i * cut->part;
}

static size_t cut_end(const struct cut *cut, size_t i)
{
    return smaller(cut->n, (i + 1) * cut->part);
}

static size_t cut_count(const struct cut *cut)
{
    return cut->n ? divide_up(cut->n, cut->part) : 0;
}

/* A few parts for each thread, none smaller than `least` (a multiple of which each one is). */
static struct cut cut_evenly(const struct kern_device *dev, size_t n, size_t least)
{
    size_t wanted = 4 * (size_t)pool_threads(dev->pool);
    return (struct cut){.n = n, .part = divide_up(divide_up(n, wanted), least) * least};
}

/* --- operations whose items are tokens ------------------------------------------------------- */

struct token_task {
    const struct cpu_isa *isa;
    struct cut tokens;
    union {
        struct embed_job embed;
        struct norm_job norm;
        struct append_job append;
    } job;
};

static void embed_part(void *arg, size_t item, int worker)
{
    const struct token_task *task = arg;
    (void)worker;
    task->isa->embed(&task->job.embed, cut_begin(&task->tokens, item),
                     cut_end(&task->tokens, item));
}

void cpu_embed(struct kern_device *dev, float *out, const struct kern_matrix *table,
               const struct kern_batch *batch)
{
    size_t n_tok = (size_t)batch->n_tok;
    struct token_task task = {
        .isa = dev->isa,
        .tokens = cut_evenly(dev, n_tok, 1),
        .job.embed = {.out = out, .table = *table, .token = batch->token},
    };
    share(dev, n_tok * (size_t)table->n_in < 16 * SMALL_VALUES, cut_count(&task.tokens), embed_part,
          &task);
}

static void layernorm_part(void *arg, size_t item, int worker)
{
    const struct token_task *task = arg;
    (void)worker;
    task->isa->layernorm(&task->job.norm, cut_begin(&task->tokens, item),
                         cut_end(&task->tokens, item));
}

void cpu_layernorm(struct kern_device *dev, float *out, const float *x, const float *weight,
                   const float *bias, float eps, int n_tok, int n)
{
    struct token_task task = {
        .isa = dev->isa,
        .tokens = cut_evenly(dev, (size_t)n_tok, 1),
        .job.norm =
            {.out = out, .x = x, .weight = weight, .bias = bias, .eps = eps, .n = (size_t)n},
    };
    share(dev, (size_t)n_tok * (size_t)n < 4 * SMALL_VALUES, cut_count(&task.tokens),
          layernorm_part, &task);
}

static void kv_append_part(void *arg, size_t item, int worker)
{
    const struct token_task *task = arg;
    (void)worker;
    task->isa->kv_append(&task->job.append, cut_begin(&task->tokens, item),
                         cut_end(&task->tokens, item));
}

void cpu_kv_append(struct kern_device *dev, const float *k, const float *v, int ld,
                   const struct kern_kv_shape *shape, const struct kern_batch *batch,
                   size_t table_offset)
{
    size_t n_tok = (size_t)batch->n_tok;
    size_t values = n_tok * (size_t)shape->n_kv * (size_t)shape->head_dim;
    struct token_task task = {
        .isa = dev->isa,
        .tokens = cut_evenly(dev, n_tok, 1),
        .job.append = {.k = k,
                       .v = v,
                       .ld = (size_t)ld,
                       .shape = *shape,
                       .pos = batch->pos,
                       .seq = batch->seq,
                       .pages = batch->pages,
                       .table_offset = table_offset},
    };
    share(dev, values < 8 * SMALL_VALUES, cut_count(&task.tokens), kv_append_part, &task);
}

/* --- linear ---------------------------------------------------------------------------------- */

struct linear_task {
    const struct cpu_isa *isa;
    struct linear_job job;
    struct cut tokens, rows;
};

static void linear_part(void *arg, size_t item, int worker)
{
    const struct linear_task *task = arg;
    size_t n = cut_count(&task->rows), t = item / n, r = item % n;
    (void)worker;
    task->isa->linear(&task->job, cut_begin(&task->tokens, t), cut_end(&task->tokens, t),
                      cut_begin(&task->rows, r), cut_end(&task->rows, r));
}

/* Tokens in blocks that stay in cache; rows in parts that are few bytes, or fewer still where
 * there would not be some for each thread. */
static void cut_linear(const struct kern_device *dev, struct linear_task *task, size_t n_tok)
{
    size_t tile_rows = dev->isa->tile_rows, tile_tokens = dev->isa->tile_tokens;
    size_t n_in = task->job.n_in, n_out = task->job.n_out;
    size_t threads = (size_t)pool_threads(dev->pool);
    size_t tokens = TOKENS_BYTES / (n_in * sizeof(float) + 1) / tile_tokens * tile_tokens;
    task->tokens = (struct cut){.n = n_tok, .part = tokens > tile_tokens ? tokens : tile_tokens};
    size_t rows = ROWS_BYTES / (n_in * kern_dtype_size(task->job.dtype) + 1);
    size_t wanted = divide_up(4 * threads, cut_count(&task->tokens));
    rows = smaller(rows, divide_up(n_out, wanted));
    task->rows = (struct cut){.n = n_out, .part = divide_up(rows + !rows, tile_rows) * tile_rows};
}

void cpu_linear(struct kern_device *dev, float *y, int ldy, const float *x, int ldx,
                const struct kern_matrix *w, const float *bias, int n_tok)
{
    struct linear_task task = {
        .isa = dev->isa,
        .job = {.y = y,
                .ldy = (size_t)ldy,
                .x = x,
                .ldx = (size_t)ldx,
                .bias = bias,
                .w = w->data,
                .dtype = w->dtype,
                .n_in = (size_t)w->n_in,
                .n_out = (size_t)w->n_out},
    };
    if (n_tok <= 0 || w->n_out <= 0)
        return;
    if (task.job.n_in * task.job.n_out * (size_t)n_tok < SMALL_LINEAR) {
        dev->isa->linear(&task.job, 0, (size_t)n_tok, 0, task.job.n_out);
        return;
    }
    cut_linear(dev, &task, (size_t)n_tok);
    pool_run(dev->pool, cut_count(&task.tokens) * cut_count(&task.rows), linear_part, &task);
}

/* --- element by element ---------------------------------------------------------------------- */

struct gate_task {
    const struct cpu_isa *isa;
    struct gate_job job;
    struct cut values;
};

static void gate_part(void *arg, size_t item, int worker)
{
    const struct gate_task *task = arg;
    size_t n = cut_count(&task->values), i = item % n;
    (void)worker;
    task->isa->gate(&task->job, item / n, cut_begin(&task->values, i), cut_end(&task->values, i));
}

void cpu_gate(struct kern_device *dev, float *out, int ldo, const float *g, int ldg, const float *m,
              int ldm, int n_tok, int n)
{
    struct gate_task task = {
        .isa = dev->isa,
        .job = {.out = out,
                .ldo = (size_t)ldo,
                .g = g,
                .ldg = (size_t)ldg,
                .m = m,
                .ldm = (size_t)ldm},
        .values = {.n = (size_t)n, .part = SMALL_VALUES / 4},
    };
    share(dev, (size_t)n_tok * (size_t)n < SMALL_VALUES, (size_t)n_tok * cut_count(&task.values),
          gate_part, &task);
}

void cpu_swiglu(struct kern_device *dev, float *out, const float *y, int n_tok, int n)
{
    cpu_gate(dev, out, n, y, 2 * n, y + n, 2 * n, n_tok, n);
}

struct add_task {
    const struct cpu_isa *isa;
    float *x;
    const float *y;
    struct cut values;
};

static void add_part(void *arg, size_t item, int worker)
{
    const struct add_task *task = arg;
    size_t from = cut_begin(&task->values, item);
    (void)worker;
    task->isa->add(task->x + from, task->y + from, cut_end(&task->values, item) - from);
}

void cpu_add(struct kern_device *dev, float *x, const float *y, size_t n)
{
    struct add_task task = {
        .isa = dev->isa, .x = x, .y = y, .values = {.n = n, .part = 4 * SMALL_VALUES}};
    share(dev, n < 16 * SMALL_VALUES, cut_count(&task.values), add_part, &task);
}

/* --- recurrent operations: items are channels of one sequence -------------------------------- */

struct channel_task {
    const struct cpu_isa *isa;
    struct cut channels;
    union {
        struct conv_job conv;
        struct scan_job scan;
    } job;
};

static void conv_part(void *arg, size_t item, int worker)
{
    const struct channel_task *task = arg;
    size_t n = cut_count(&task->channels), i = item % n;
    (void)worker;
    task->isa->conv(&task->job.conv, item / n, cut_begin(&task->channels, i),
                    cut_end(&task->channels, i));
}

void cpu_conv(struct kern_device *dev, float *out, const float *u, int ldu, const float *weight,
              const float *bias, int d_inner, int d_conv, const struct kern_batch *batch,
              size_t state_offset)
{
    struct channel_task task = {
        .isa = dev->isa,
        .channels = cut_evenly(dev, (size_t)d_inner, 64),
        .job.conv = {.out = out,
                     .u = u,
                     .ldu = (size_t)ldu,
                     .weight = weight,
                     .bias = bias,
                     .d_inner = (size_t)d_inner,
                     .d_conv = (size_t)d_conv,
                     .first = batch->first,
                     .state = batch->state,
                     .state_offset = state_offset},
    };
    share(dev, (size_t)batch->n_tok * (size_t)d_inner < SMALL_VALUES,
          (size_t)batch->n_seq * cut_count(&task.channels), conv_part, &task);
}

static void scan_part(void *arg, size_t item, int worker)
{
    const struct channel_task *task = arg;
    size_t n = cut_count(&task->channels), i = item % n;
    (void)worker;
    task->isa->ssm_scan(&task->job.scan, item / n, cut_begin(&task->channels, i),
                        cut_end(&task->channels, i));
}

void cpu_ssm_scan(struct kern_device *dev, float *y, const float *c, const float *dt_raw,
                  const float *bc, int ldbc, const struct kern_ssm_params *params,
                  const struct kern_batch *batch, size_t state_offset)
{
    size_t d_inner = (size_t)params->d_inner, d_state = (size_t)params->d_state;
    struct channel_task task = {
        .isa = dev->isa,
        .channels = cut_evenly(dev, d_inner, 64),
        .job.scan = {.y = y,
                     .c = c,
                     .dt_raw = dt_raw,
                     .bc = bc,
                     .ldbc = (size_t)ldbc,
                     .a_neg = params->a_neg,
                     .d = params->d,
                     .d_inner = d_inner,
                     .d_state = d_state,
                     .first = batch->first,
                     .state = batch->state,
                     .state_offset = state_offset},
    };
    share(dev, (size_t)batch->n_tok * d_inner * d_state < SMALL_VALUES,
          (size_t)batch->n_seq * cut_count(&task.channels), scan_part, &task);
}

/* --- attention ------------------------------------------------------------------------------- */

struct attn_task {
    const struct cpu_isa *isa;
    struct attn_job job;
    size_t n_tok, n_pairs, group; /* key/value pairs; pairs of query heads that share one */
    size_t group_part;            /* pairs of query heads worked on together */
    size_t n_spans;               /* most spans a query sees: rows of `shared` */
    float *worker_sums, *shared;
};

static size_t first_span(const struct attn_task *task, size_t t)
{
    int pos = task->job.pos[t], window = task->job.params.window;
    return window > 0 && pos >= window ? (size_t)(pos - window + 1) / KERN_SPAN_KEYS : 0;
}

static size_t last_span(const struct attn_task *task, size_t t)
{
    return (size_t)task->job.pos[t] / KERN_SPAN_KEYS;
}

/* One token, one key/value pair, all its spans one after the other. */
static void attend_whole(void *arg, size_t item, int worker)
{
    const struct attn_task *task = arg;
    const struct attn_job *job = &task->job;
    size_t m = item / task->n_tok, t = item % task->n_tok;
    float *sums = task->worker_sums + (size_t)worker * ATTN_WORKER_SUMS;
    float *one = sums + 2 * task->group_part * job->sums_size;
    size_t end = (m + 1) * task->group;
    for (size_t j0 = m * task->group, j1; j0 < end; j0 = j1) {
        j1 = smaller(end, j0 + task->group_part);
        task->isa->attn_start(job, 2 * (j1 - j0), sums);
        for (size_t span = first_span(task, t); span <= last_span(task, t); span++) {
            task->isa->attn_span(job, t, span, j0, j1, one);
            task->isa->attn_merge(job, 2 * (j1 - j0), sums, one);
        }
        for (size_t j = j0; j < j1; j++)
            task->isa->attn_finish(job, t, j, sums + 2 * (j - j0) * job->sums_size);
    }
}

/* The shared sums of a token, key/value pair and span. */
static float *span_sums(const struct attn_task *task, size_t t, size_t m, size_t span)
{
    size_t row = (t * task->n_pairs + m) * task->n_spans + span - first_span(task, t);
    return task->shared + row * 2 * task->group * task->job.sums_size;
}

/* One token, one key/value pair, one span. */
static void attend_span(void *arg, size_t item, int worker)
{
    const struct attn_task *task = arg;
    size_t t = item / task->n_spans / task->n_pairs, m = item / task->n_spans % task->n_pairs;
    size_t span = first_span(task, t) + item % task->n_spans, end = (m + 1) * task->group;
    (void)worker;
    if (span > last_span(task, t))
        return;
    float *sums = span_sums(task, t, m, span);
    for (size_t j0 = m * task->group, j1; j0 < end; j0 = j1) {
        j1 = smaller(end, j0 + task->group_part);
        task->isa->attn_span(&task->job, t, span, j0, j1, sums);
        sums += 2 * (j1 - j0) * task->job.sums_size;
    }
}

/* What attend_span left for one token and key/value pair. */
static void merge_spans(void *arg, size_t item, int worker)
{
    const struct attn_task *task = arg;
    const struct attn_job *job = &task->job;
    size_t t = item / task->n_pairs, m = item % task->n_pairs;
    float *sums = task->worker_sums + (size_t)worker * ATTN_WORKER_SUMS;
    for (size_t j = m * task->group; j < (m + 1) * task->group; j++) {
        size_t at = 2 * (j - m * task->group) * job->sums_size;
        task->isa->attn_start(job, 2, sums);
        for (size_t span = first_span(task, t); span <= last_span(task, t); span++)
            task->isa->attn_merge(job, 2, sums, span_sums(task, t, m, span) + at);
        task->isa->attn_finish(job, t, j, sums);
    }
}

/* Spans are separate items when there are few tokens and room for their sums. */
static bool separate_spans(const struct kern_device *dev, struct attn_task *task)
{
    size_t threads = (size_t)pool_threads(dev->pool), pairs = task->n_tok * task->n_pairs;
    if (threads == 1 || pairs >= 16 * threads)
        return false;
    task->n_spans = 1;
    for (size_t t = 0; t < task->n_tok; t++) {
        size_t n = last_span(task, t) - first_span(task, t) + 1;
        task->n_spans = n > task->n_spans ? n : task->n_spans;
    }
    size_t floats = pairs * task->n_spans * 2 * task->group * task->job.sums_size;
    return task->n_spans > 1 && floats <= ATTN_SHARED_SUMS;
}

/* Whether all queries together see few keys. */
static bool few_keys(const struct attn_task *task)
{
    size_t keys = 0, width = (size_t)task->job.params.n_head * (size_t)task->job.params.head_dim;
    for (size_t t = 0; t < task->n_tok && keys * width < SMALL_LINEAR / 16; t++) {
        size_t seen = (size_t)task->job.pos[t] + 1, window = (size_t)task->job.params.window;
        keys += window && window < seen ? window : seen;
    }
    return keys * width < SMALL_LINEAR / 16;
}

void cpu_diff_attn(struct kern_device *dev, float *out, const float *q, int ldq,
                   const struct kern_attn_params *params, const struct kern_kv_shape *shape,
                   const struct kern_batch *batch, size_t table_offset)
{
    size_t width = 2 * (size_t)params->head_dim;
    struct attn_task task = {
        .isa = dev->isa,
        .job = {.out = out,
                .q = q,
                .ldq = (size_t)ldq,
                .params = *params,
                .shape = *shape,
                .pos = batch->pos,
                .seq = batch->seq,
                .pages = batch->pages,
                .table_offset = table_offset,
                .sums_size = SUMS_VALUES + (width + 15) / 16 * 16,
                .scale = 1.0f / sqrtf((float)params->head_dim)},
        .n_tok = (size_t)batch->n_tok,
        .n_pairs = (size_t)params->n_kv / 2,
        .group = (size_t)(params->n_head / params->n_kv),
        .worker_sums = dev->attn_sums,
        .shared = dev->attn_sums + (size_t)pool_threads(dev->pool) * ATTN_WORKER_SUMS,
    };
    task.group_part =
        smaller(smaller(task.group, ATTN_PAIRS), ATTN_WORKER_SUMS / (4 * task.job.sums_size));
    size_t pairs = task.n_tok * task.n_pairs;
    if (separate_spans(dev, &task)) {
        pool_run(dev->pool, pairs * task.n_spans, attend_span, &task);
        share(dev, true, pairs, merge_spans, &task);
    } else {
        share(dev, few_keys(&task), pairs, attend_whole, &task);
    }
}
