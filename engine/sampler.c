/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From logits to one token. The caller brings the random bits, so the generator is his; all else
 * is a pure function. Sums run in a fixed order in double, weights come from the kernels' own exp:
 * the same bits choose the same token everywhere. No full sort: a heap gives the likeliest tokens
 * one by one, and few are ever asked for.
 */
#include "engine/state.h"

#include <math.h>

/* Descending logit; the lower id first among equals: a total order. */
static bool before(const struct candidate *a, const struct candidate *b)
{
    return a->logit > b->logit || (a->logit == b->logit && a->id < b->id);
}

static void sift_down(struct candidate *heap, size_t n, size_t at)
{
    struct candidate moving = heap[at];
    for (size_t child; (child = 2 * at + 1) < n; at = child) {
        if (child + 1 < n && before(&heap[child + 1], &heap[child]))
            child++;
        if (!before(&heap[child], &moving))
            break;
        heap[at] = heap[child];
    }
    heap[at] = moving;
}

/* Takes the best off the heap and puts it behind the shrunken heap: taken candidates stand at the
 * end of the array, the best last. */
static const struct candidate *pop(struct candidate *heap, size_t *n)
{
    struct candidate best = heap[0];
    heap[0] = heap[--*n];
    sift_down(heap, *n, 0);
    heap[*n] = best;
    return &heap[*n];
}

/* Copies what can be chosen: NaN and -inf never are. Returns how many. */
static size_t gather(const float *logits, size_t vocab, struct candidate *c)
{
    size_t n = 0;
    for (size_t i = 0; i < vocab; i++)
        if (logits[i] > -INFINITY)
            c[n++] = (struct candidate){logits[i], (int32_t)i};
    return n;
}

/* Recent tokens become less likely, each once however often it stands there. */
static void penalise(const struct eng_session *s, const struct eng_sampling *o, struct candidate *c,
                     size_t n)
{
    size_t window = (size_t)(o->repeat_window > 0 ? o->repeat_window : 0);
    size_t from = s->n_tokens > window ? s->n_tokens - window : 0;
    if (o->repeat_penalty <= 0 || o->repeat_penalty == 1.0f)
        return;
    for (size_t t = from; t < s->n_tokens; t++) {
        /* c is ascending in id here: find by bisection; a done one is marked by its sign */
        size_t low = 0, high = n;
        while (low < high) {
            size_t mid = low + (high - low) / 2;
            int32_t id = c[mid].id < 0 ? ~c[mid].id : c[mid].id;
            if (id < s->tokens[t])
                low = mid + 1;
            else
                high = mid;
        }
        if (low == n || c[low].id != s->tokens[t])
            continue;
        float l = c[low].logit;
        c[low].logit = l > 0 ? l / o->repeat_penalty : l * o->repeat_penalty;
        c[low].id = ~c[low].id;
    }
    for (size_t i = 0; i < n; i++)
        if (c[i].id < 0)
            c[i].id = ~c[i].id;
}

static size_t best_of(const struct candidate *c, size_t n)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (before(&c[i], &c[best]))
            best = i;
    return best;
}

/* Turns logits into weights exp((l - max) / T): the largest is exactly 1. */
static void soften(struct candidate *c, size_t n, float max, float temperature)
{
    for (size_t i = 0; i < n; i++)
        c[i].logit = kern_exp((c[i].logit - max) / temperature);
}

/* The likeliest candidates, best first, from the end of the array downwards; returns how many.
 * Weights are in `logit`. At least one of top_k < n and top_p is in force. */
static size_t keep_likeliest(struct candidate *c, size_t n, const struct eng_sampling *o)
{
    bool use_p = o->top_p > 0 && o->top_p < 1;
    size_t limit = o->top_k > 0 && (size_t)o->top_k < n ? (size_t)o->top_k : n;
    double total = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        total += (double)c[i].logit;
    for (size_t i = n / 2; i-- > 0;)
        sift_down(c, n, i);
    size_t left = n, kept = 0;
    if (limit < n) { /* top_p counts inside the top_k */
        while (kept < limit) {
            sum += (double)pop(c, &left)->logit;
            kept++;
        }
        total = sum;
        if (!use_p)
            return kept;
        sum = 0;
        for (size_t i = 0; i < kept; i++)
            if ((sum += (double)c[n - 1 - i].logit) >= (double)o->top_p * total)
                return i + 1;
        return kept;
    }
    while (kept < n && (kept == 0 || sum < (double)o->top_p * total)) {
        sum += (double)pop(c, &left)->logit;
        kept++;
    }
    return kept;
}

static int32_t draw(const struct candidate *c, size_t n, uint64_t random)
{
    double total = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        total += (double)c[i].logit;
    double point = (double)(random >> 11) * 0x1p-53 * total;
    for (size_t i = n; i-- > 0;) { /* the best stand last */
        sum += (double)c[i].logit;
        if (point < sum)
            return c[i].id;
    }
    return c[best_of(c, n)].id; /* rounding left the point at the very end */
}

static int32_t sample(struct candidate *c, size_t n, const struct eng_sampling *o, uint64_t random)
{
    size_t best = best_of(c, n);
    if (o->temperature <= 0 || c[best].logit == INFINITY)
        return c[best].id;
    soften(c, n, c[best].logit, o->temperature);
    struct candidate *kept = c;
    bool use_k = o->top_k > 0 && (size_t)o->top_k<n, use_p = o->top_p> 0 && o->top_p < 1;
    if (use_k || use_p) {
        size_t k = keep_likeliest(c, n, o);
        kept = c + n - k;
        n = k;
    }
    if (o->min_p > 0) { /* weights are relative to the largest already */
        size_t k = 0;
        for (size_t i = 0; i < n; i++)
            if (kept[i].logit >= o->min_p)
                kept[k++] = kept[i];
        n = k;
    }
    return draw(kept, n, random);
}

static bool sane(const struct eng_sampling *o)
{
    return isfinite(o->temperature) && o->temperature >= 0 && o->top_k >= 0 && o->top_p >= 0 &&
           o->top_p <= 1 && o->min_p >= 0 && o->min_p <= 1 && isfinite(o->repeat_penalty) &&
           o->repeat_penalty >= 0 && o->repeat_window >= 0;
}

enum eng_status eng_session_sample(const struct eng_session *s, const struct eng_sampling *o,
                                   uint64_t random, int32_t *out, struct eng_error *error)
{
    if (!s->has_logits)
        return eng_fail(error, ENG_BAD_ARGUMENT, "nothing to sample from: feed a token first");
    if (!sane(o))
        return eng_fail(error, ENG_BAD_ARGUMENT, "a sampling setting is out of its range");
    struct eng_model *m = s->m;
    pthread_mutex_lock(&m->lock);
    struct candidate *c = m->workspace.candidates;
    size_t n = gather(s->logits, (size_t)m->config.vocab_size, c);
    if (n) {
        penalise(s, o, c, n);
        *out = sample(c, n, o, random);
    }
    pthread_mutex_unlock(&m->lock);
    if (!n)
        return eng_fail(error, ENG_BAD_MODEL, "the model's logits are not numbers");
    return ENG_OK;
}
