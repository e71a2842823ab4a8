// SPDX-License-Identifier: GPL-3.0-or-later
//
// Differential attention for a CPU, forward and backward, over documents of any length that lie
// behind each other in one row of tokens.  Sliding (window > 0), full and cross layers (window 0)
// are the same call: queries and keys come from different tensors.
//
// The one idea to read it by: a block of 32 queries lies in the lanes of two vectors, and scores
// are kept transposed, (keys, 32).  Then mask, softmax, the difference of the two streams and the
// norm over the head are all plain vector operations, and every product is the same micro-kernel.
// Scores of a whole block are kept (no online softmax): a document of 1,024 tokens needs 128 KiB.

#include "vectors.h"
#include <vector>
#ifdef _OPENMP
#include <omp.h>
#endif

enum { BLOCK = 32 };

struct AttentionArgs {
    const bf16 *q;              // (n_tok, n_head * d), row stride q_stride
    const bf16 *kv;             // (n_tok, n_kv * d) keys then as many values, row stride kv_stride
    const float *subln;         // (2d)
    const int32_t *docs;        // (n_doc + 1) first token of each document, then n_tok
    long n_doc, n_head, n_kv, d, q_stride, kv_stride, window;
    float lambda, keep;         // keep = 1 - lambda_init
};

// out[r][lanes] (+)= sum over k of a[r*ar + k*ak] * b[k*bs + lanes], for 8 rows and V vectors.
template <int V, bool ADD>
INLINE void product8(float *out, long os, const float *a, long ar, long ak, const float *b, long bs,
                     long nk) {
    vec acc[8][V];
    for (int r = 0; r < 8; r++)
        for (int v = 0; v < V; v++) acc[r][v] = ADD ? load(out + r * os + v * LANES) : vec{};
    for (long k = 0; k < nk; k++) {
        vec bv[V];
        for (int v = 0; v < V; v++) bv[v] = load(b + k * bs + v * LANES);
        for (int r = 0; r < 8; r++) {
            float x = a[r * ar + k * ak];
            for (int v = 0; v < V; v++) acc[r][v] += bv[v] * x;
        }
    }
    for (int r = 0; r < 8; r++)
        for (int v = 0; v < V; v++) store(out + r * os + v * LANES, acc[r][v]);
}

template <bool ADD>
static void product(float *out, long os, const float *a, long ar, long ak, const float *b, long bs,
                    long rows, long nk, long lanes) {
    for (long r = 0; r < rows; r += 8) {
        long v = 0;
        for (; v + 2 * LANES <= lanes; v += 2 * LANES)
            product8<2, ADD>(out + r * os + v, os, a + r * ar, ar, ak, b + v, bs, nk);
        for (; v < lanes; v += LANES)
            product8<1, ADD>(out + r * os + v, os, a + r * ar, ar, ak, b + v, bs, nk);
    }
}

// (rows, 32) floats <-> (32, rows) of either type; rows past n_valid are left out or read as 0.
template <class T>
static void read_transposed(const T *in, long stride, long n_valid, long rows, float factor,
                            float *out) {
    for (long c = 0; c < rows; c += LANES)
        for (int half = 0; half < 2; half++) {
            vec m[LANES];
            for (int i = 0; i < LANES; i++) {
                long q = half * LANES + i;
                m[i] = q < n_valid ? load(in + q * stride + c) * factor : vec{};
            }
            transpose16(m);
            for (int i = 0; i < LANES; i++) store(out + (c + i) * BLOCK + half * LANES, m[i]);
        }
}

template <class T>
static void write_transposed(const float *in, T *out, long stride, long n_valid, long rows) {
    for (long c = 0; c < rows; c += LANES)
        for (int half = 0; half < 2; half++) {
            vec m[LANES];
            for (int i = 0; i < LANES; i++) m[i] = load(in + (c + i) * BLOCK + half * LANES);
            transpose16(m);
            for (int i = 0; i < LANES && half * LANES + i < n_valid; i++)
                store(out + (half * LANES + i) * stride + c, m[i]);
        }
}

// Keys or values of one document and one pair of heads as f32 rows of 2d, padded with zeros.
static void read_rows(const bf16 *in, long stride, long n, long n_padded, long width, float *out) {
    for (long t = 0; t < n; t++)
        for (long c = 0; c < width; c += LANES)
            store(out + t * width + c, load(in + t * stride + c));
    memset(out + n * width, 0, (n_padded - n) * width * sizeof(float));
}

struct Block {
    long first, valid;          // first query within the document, number of real queries
    long from, to;              // the keys that any of them may see: multiples of 8
};

static Block block_at(const AttentionArgs &p, long first, long n) {
    long rest = n - first;
    Block b = {first, rest < BLOCK ? rest : (long)BLOCK, 0, first + BLOCK};
    if (p.window > 0 && first - p.window + 1 > 0) b.from = (first - p.window + 1) / 8 * 8;
    return b;
}

// Normalised probabilities (keys, 32) of one stream; queries are scaled by log2(e)/sqrt(d).
static void softmax(const AttentionArgs &p, const Block &b, const float *qt, const float *keys,
                    float *prob) {
    long width = 2 * p.d;
    product<false>(prob + b.from * BLOCK, BLOCK, keys + b.from * width, width, 1, qt, BLOCK,
                   b.to - b.from, p.d, BLOCK);
    veci lane;
    for (int i = 0; i < LANES; i++) lane[i] = i;
    for (int half = 0; half < 2; half++) {
        float *s = prob + half * LANES;
        veci query = lane + (int)(b.first + half * LANES);
        vec top = splat(-1e30f), total = {};
        for (long j = b.from; j < b.to; j++) {
            vec x = load(s + j * BLOCK);
            if (j > b.first) x = query >= (int)j ? x : splat(-1e30f);
            if (p.window > 0) x = query < (int)(j + p.window) ? x : splat(-1e30f);
            store(s + j * BLOCK, x);
            top = vmax(top, x);
        }
        for (long j = b.from; j < b.to; j++) {
            vec e = exp2v(load(s + j * BLOCK) - top);
            store(s + j * BLOCK, e);
            total += e;
        }
        vec inv = 1.0f / total;
        for (long j = b.from; j < b.to; j++) store(s + j * BLOCK, load(s + j * BLOCK) * inv);
    }
}

struct Scratch {
    std::vector<float> keys, values, d_keys, d_values, p1, p2, dp, qt, ot, gt, rows, dqt;

    Scratch(long longest, long d) {
        long n = (longest + BLOCK - 1) / BLOCK * BLOCK;
        for (auto *v : {&keys, &values, &d_keys, &d_values}) v->resize(n * 2 * d);
        for (auto *v : {&p1, &p2, &dp}) v->resize(n * BLOCK);
        for (auto *v : {&qt, &ot, &gt, &dqt}) v->resize(2 * d * BLOCK);
        rows.resize(4 * d * BLOCK);
    }
};

static long longest_document(const AttentionArgs &p) {
    long n = 0;
    for (long i = 0; i < p.n_doc; i++)
        if (p.docs[i + 1] - p.docs[i] > n) n = p.docs[i + 1] - p.docs[i];
    return n;
}

// o = (softmax 1 - lambda softmax 2) V;  out = o / rms(o) * subln * keep.  o is kept in f32.
static void forward_block(const AttentionArgs &p, const Block &b, Scratch &s, const bf16 *q,
                          float *o, bf16 *out) {
    long d = p.d, width = 2 * d, stride = p.n_head * d;
    read_transposed(q, p.q_stride, b.valid, width, LOG2E / std::sqrt((float)d), s.qt.data());
    softmax(p, b, s.qt.data(), s.keys.data(), s.p1.data());
    softmax(p, b, s.qt.data() + d * BLOCK, s.keys.data() + d, s.p2.data());
    for (long i = b.from * BLOCK; i < b.to * BLOCK; i += LANES)
        store(&s.p1[i], load(&s.p1[i]) - load(&s.p2[i]) * p.lambda);
    product<false>(s.ot.data(), BLOCK, s.values.data() + b.from * width, 1, width,
                   s.p1.data() + b.from * BLOCK, BLOCK, width, b.to - b.from, BLOCK);
    write_transposed(s.ot.data(), o, stride, b.valid, width);
    for (int half = 0; half < 2; half++) {
        float *x = s.ot.data() + half * LANES;
        vec square = {};
        for (long e = 0; e < width; e++) square += load(x + e * BLOCK) * load(x + e * BLOCK);
        vec mean = square * (1.0f / width) + 1e-5f, inv;
        for (int i = 0; i < LANES; i++) inv[i] = p.keep / std::sqrt(mean[i]);
        for (long e = 0; e < width; e++)
            store(x + e * BLOCK, load(x + e * BLOCK) * inv * p.subln[e]);
    }
    write_transposed(s.ot.data(), out, stride, b.valid, width);
}

// Through the norm: gt (gradient of out) becomes the gradient of o; d_subln is added to.
static void norm_backward(const AttentionArgs &p, const float *ot, float *gt, float *d_subln) {
    long width = 2 * p.d;
    for (int half = 0; half < 2; half++) {
        const float *o = ot + half * LANES;
        float *g = gt + half * LANES;
        vec square = {}, along = {};
        for (long e = 0; e < width; e++) square += load(o + e * BLOCK) * load(o + e * BLOCK);
        vec mean = square * (1.0f / width) + 1e-5f, inv;
        for (int i = 0; i < LANES; i++) inv[i] = 1.0f / std::sqrt(mean[i]);
        for (long e = 0; e < width; e++) {
            vec x = load(o + e * BLOCK) * inv, ge = load(g + e * BLOCK) * p.keep;
            d_subln[e] += sum(ge * x);
            along += ge * p.subln[e] * x;
        }
        along *= 1.0f / width;
        for (long e = 0; e < width; e++) {
            vec x = load(o + e * BLOCK) * inv, ge = load(g + e * BLOCK) * (p.keep * p.subln[e]);
            store(g + e * BLOCK, (ge - x * along) * inv);
        }
    }
}

// Probabilities and d(probability) become d(score) of both streams and the mixed probability:
// p1 -> dS1, p2 -> dS2, dp -> p1 - lambda p2.  Returns the gradient of lambda.
static float scores_backward(const AttentionArgs &p, const Block &b, Scratch &s) {
    float scale = 1.0f / std::sqrt((float)p.d), d_lambda = 0;
    for (int half = 0; half < 2; half++) {
        long o = half * LANES;
        vec sum1 = {}, sum2 = {};
        for (long i = b.from * BLOCK + o; i < b.to * BLOCK; i += BLOCK) {
            sum1 += load(&s.p1[i]) * load(&s.dp[i]);
            sum2 += load(&s.p2[i]) * load(&s.dp[i]);
        }
        d_lambda -= sum(sum2);
        for (long i = b.from * BLOCK + o; i < b.to * BLOCK; i += BLOCK) {
            vec a = load(&s.p1[i]), c = load(&s.p2[i]), g = load(&s.dp[i]);
            store(&s.p1[i], a * (g - sum1) * scale);
            store(&s.p2[i], c * (g - sum2) * (-p.lambda * scale));
            store(&s.dp[i], a - c * p.lambda);
        }
    }
    return d_lambda;
}

static float backward_block(const AttentionArgs &p, const Block &b, Scratch &s, const bf16 *q,
                            const float *o, const bf16 *d_out, bf16 *d_q, float *d_subln) {
    long d = p.d, width = 2 * d, stride = p.n_head * d, n = b.to - b.from, k0 = b.from * width;
    float *q_rows = s.rows.data(), *g_rows = q_rows + width * BLOCK;
    read_transposed(o, stride, b.valid, width, 1.0f, s.ot.data());
    read_transposed(d_out, stride, b.valid, width, 1.0f, s.gt.data());
    norm_backward(p, s.ot.data(), s.gt.data(), d_subln);
    write_transposed(s.gt.data(), g_rows, width, BLOCK, width);
    read_transposed(q, p.q_stride, b.valid, width, LOG2E / std::sqrt((float)d), s.qt.data());
    read_rows(q, p.q_stride, b.valid, BLOCK, width, q_rows);
    softmax(p, b, s.qt.data(), s.keys.data(), s.p1.data());
    softmax(p, b, s.qt.data() + d * BLOCK, s.keys.data() + d, s.p2.data());
    product<false>(s.dp.data() + b.from * BLOCK, BLOCK, s.values.data() + k0, width, 1, s.gt.data(),
                   BLOCK, n, width, BLOCK);
    float d_lambda = scores_backward(p, b, s);
    const float *ds[2] = {s.p1.data() + b.from * BLOCK, s.p2.data() + b.from * BLOCK};
    for (int i = 0; i < 2; i++) {
        product<false>(s.dqt.data() + i * d * BLOCK, BLOCK, s.keys.data() + k0 + i * d, 1, width,
                       ds[i], BLOCK, d, n, BLOCK);
        product<true>(s.d_keys.data() + k0 + i * d, width, ds[i], BLOCK, 1, q_rows + i * d, width,
                      n, BLOCK, d);
    }
    product<true>(s.d_values.data() + k0, width, s.dp.data() + b.from * BLOCK, BLOCK, 1, g_rows,
                  width, n, BLOCK, width);
    write_transposed(s.dqt.data(), d_q, stride, b.valid, width);
    return d_lambda;
}

// One unit of work: one document and one pair of key heads, with all query pairs that read it.
static void load_document(const AttentionArgs &p, Scratch &s, long first, long n, long pair) {
    long width = 2 * p.d, padded = (n + BLOCK - 1) / BLOCK * BLOCK;
    const bf16 *k = p.kv + first * p.kv_stride + pair * width;
    read_rows(k, p.kv_stride, n, padded, width, s.keys.data());
    read_rows(k + p.n_kv * p.d, p.kv_stride, n, padded, width, s.values.data());
}

EXPORT void attention_forward(const AttentionArgs *p, float *o, bf16 *out) {
    long width = 2 * p->d, stride = p->n_head * p->d, group = p->n_head / p->n_kv;
    long pairs = p->n_kv / 2, longest = longest_document(*p);
#pragma omp parallel
    {
        Scratch s(longest, p->d);
#pragma omp for schedule(dynamic)
        for (long unit = 0; unit < p->n_doc * pairs; unit++) {
            long doc = unit / pairs, pair = unit % pairs;
            long first = p->docs[doc], n = p->docs[doc + 1] - first;
            load_document(*p, s, first, n, pair);
            for (long j = pair * group; j < (pair + 1) * group; j++)
                for (long i = 0; i < n; i += BLOCK) {
                    long at = (first + i) * stride + j * width;
                    forward_block(*p, block_at(*p, i, n), s,
                                  p->q + (first + i) * p->q_stride + j * width, o + at, out + at);
                }
        }
    }
}

// d_kv is (n_tok, 2 * n_kv * d); d_lambda (1) and d_subln (2d) are added to.
EXPORT void attention_backward(const AttentionArgs *p, const float *o, const bf16 *d_out, bf16 *d_q,
                               bf16 *d_kv, float *d_lambda, float *d_subln) {
    long width = 2 * p->d, stride = p->n_head * p->d, group = p->n_head / p->n_kv;
    long pairs = p->n_kv / 2, longest = longest_document(*p), kv_row = 2 * p->n_kv * p->d;
#pragma omp parallel
    {
        Scratch s(longest, p->d);
        std::vector<float> own(width, 0.0f);
        float own_lambda = 0;
#pragma omp for schedule(dynamic)
        for (long unit = 0; unit < p->n_doc * pairs; unit++) {
            long doc = unit / pairs, pair = unit % pairs;
            long first = p->docs[doc], n = p->docs[doc + 1] - first;
            load_document(*p, s, first, n, pair);
            long used = (n + BLOCK - 1) / BLOCK * BLOCK * width;
            memset(s.d_keys.data(), 0, used * sizeof(float));
            memset(s.d_values.data(), 0, used * sizeof(float));
            for (long j = pair * group; j < (pair + 1) * group; j++)
                for (long i = 0; i < n; i += BLOCK) {
                    long at = (first + i) * stride + j * width;
                    own_lambda += backward_block(*p, block_at(*p, i, n), s,
                                                 p->q + (first + i) * p->q_stride + j * width,
                                                 o + at, d_out + at, d_q + at, own.data());
                }
            for (long t = 0; t < n; t++)
                for (long c = 0; c < width; c += LANES) {
                    bf16 *row = d_kv + (first + t) * kv_row + pair * width + c;
                    store(row, load(&s.d_keys[t * width + c]));
                    store(row + p->n_kv * p->d, load(&s.d_values[t * width + c]));
                }
        }
#pragma omp critical
        {
            *d_lambda += own_lambda;
            for (long e = 0; e < width; e++) d_subln[e] += own[e];
        }
    }
}
