// SPDX-License-Identifier: GPL-3.0-or-later
//
// Training kernels for a CPU, forward and backward: add + LayerNorm, SwiGLU, gate, causal
// convolution, selective scan, cross entropy.  (The attention is in attention_cpu.cpp.)  Reached
// through a C ABI from kernels_cpu.py; knows nothing of Python or torch.
//
// The one idea to read it by: the documents of a step lie behind each other in one long row of
// n_tok tokens, and start[t] is the index of the first token of t's document.  Nothing looks past
// start[t], so there is no padding and no mask.  Lanes run over channels.  Activations are stored
// as bf16 and computed in f32; the residual stream and the scan state are f32 throughout.

#include "vectors.h"
#include <memory>
#include <vector>
#ifdef _OPENMP
#include <omp.h>
#endif

enum { SCAN_CHUNK = 16 };

static int thread_count() {
#ifdef _OPENMP
    return omp_get_max_threads();
#else
    return 1;
#endif
}

static int thread_index() {
#ifdef _OPENMP
    return omp_get_thread_num();
#else
    return 0;
#endif
}

// Also makes every thread flush denormal numbers to zero: decayed scan states are full of them.
EXPORT void set_threads(int n) {
#ifdef _OPENMP
    omp_set_num_threads(n);
#else
    (void)n;
#endif
#ifdef __SSE3__
#pragma omp parallel
    _mm_setcsr(_mm_getcsr() | 0x8040);
#endif
}

// ------------------------------------------------------------------------------ add + LayerNorm

// out = res + branch (branch may be null); y = LN(out) * w + b.  stat keeps (mean, 1/deviation).
EXPORT void add_norm_forward(const float *res, const bf16 *branch, const float *w, const float *b,
                             float *out, bf16 *y, float *stat, long n_tok, long width, float eps) {
#pragma omp parallel for
    for (long t = 0; t < n_tok; t++) {
        const float *x = res + t * width;
        if (branch) {
            float *o = out + t * width;
            for (long i = 0; i < width; i += LANES)
                store(o + i, load(x + i) + load(branch + t * width + i));
            x = o;
        }
        vec total = {};
        for (long i = 0; i < width; i += LANES) total += load(x + i);
        float mean = sum(total) / width;
        vec square = {};
        for (long i = 0; i < width; i += LANES) {
            vec d = load(x + i) - mean;
            square += d * d;
        }
        float inv = 1.0f / std::sqrt(sum(square) / width + eps);
        for (long i = 0; i < width; i += LANES)
            store(y + t * width + i, (load(x + i) - mean) * inv * load(w + i) + load(b + i));
        stat[2 * t] = mean;
        stat[2 * t + 1] = inv;
    }
}

// d_out is the gradient that reaches the sum from above (may be null), d_y that of the norm.
// d_res = d_out + LN'(d_y); d_branch is the same in bf16 (may be null).  d_w, d_b are added to.
EXPORT void add_norm_backward(const float *out, const float *stat, const float *w,
                              const float *d_out, const bf16 *d_y, float *d_res, bf16 *d_branch,
                              float *d_w, float *d_b, long n_tok, long width) {
    std::vector<float> part(thread_count() * 2 * width, 0.0f);
#pragma omp parallel for
    for (long t = 0; t < n_tok; t++) {
        float *pw = part.data() + thread_index() * 2 * width, *pb = pw + width;
        const float *x = out + t * width;
        const bf16 *g = d_y + t * width;
        float mean = stat[2 * t], inv = stat[2 * t + 1];
        vec sg = {}, sgx = {};
        for (long i = 0; i < width; i += LANES) {
            vec n = (load(x + i) - mean) * inv, dy = load(g + i), dn = dy * load(w + i);
            store(pw + i, load(pw + i) + dy * n);
            store(pb + i, load(pb + i) + dy);
            sg += dn;
            sgx += dn * n;
        }
        float mg = sum(sg) / width, mgx = sum(sgx) / width;
        for (long i = 0; i < width; i += LANES) {
            vec n = (load(x + i) - mean) * inv, dn = load(g + i) * load(w + i);
            vec d = (dn - mg - n * mgx) * inv;
            if (d_out) d += load(d_out + t * width + i);
            store(d_res + t * width + i, d);
            if (d_branch) store(d_branch + t * width + i, d);
        }
    }
    for (int k = 0; k < thread_count(); k++)
        for (long i = 0; i < width; i++) {
            d_w[i] += part[k * 2 * width + i];
            d_b[i] += part[k * 2 * width + width + i];
        }
}

// -------------------------------------------------------------------------------- SwiGLU and gate

// x is (n_tok, 2 * width): the gate first, then up.  y = silu(gate) * up.
EXPORT void swiglu_forward(const bf16 *x, bf16 *y, long n_tok, long width) {
#pragma omp parallel for
    for (long t = 0; t < n_tok; t++) {
        const bf16 *gate = x + t * 2 * width, *up = gate + width;
        for (long i = 0; i < width; i += LANES) {
            vec g = load(gate + i);
            store(y + t * width + i, g * sigmoid(g) * load(up + i));
        }
    }
}

EXPORT void swiglu_backward(const bf16 *x, const bf16 *d_y, bf16 *d_x, long n_tok, long width) {
#pragma omp parallel for
    for (long t = 0; t < n_tok; t++) {
        const bf16 *gate = x + t * 2 * width, *up = gate + width;
        bf16 *dg = d_x + t * 2 * width, *du = dg + width;
        for (long i = 0; i < width; i += LANES) {
            vec g = load(gate + i), s = sigmoid(g), d = load(d_y + t * width + i);
            store(dg + i, d * load(up + i) * s * (1.0f + g * (1.0f - s)));
            store(du + i, d * g * s);
        }
    }
}

// y = silu(x) * memory, n numbers.
EXPORT void gate_forward(const bf16 *x, const bf16 *memory, bf16 *y, long n) {
#pragma omp parallel for
    for (long i = 0; i < n; i += LANES) {
        vec g = load(x + i);
        store(y + i, g * sigmoid(g) * load(memory + i));
    }
}

EXPORT void gate_backward(const bf16 *x, const bf16 *memory, const bf16 *d_y, bf16 *d_x,
                          bf16 *d_memory, long n) {
#pragma omp parallel for
    for (long i = 0; i < n; i += LANES) {
        vec g = load(x + i), s = sigmoid(g), d = load(d_y + i);
        store(d_x + i, d * load(memory + i) * s * (1.0f + g * (1.0f - s)));
        store(d_memory + i, d * g * s);
    }
}

// ------------------------------------------------------------------------------ causal convolution

// One channel group: bias + sum over taps j of w[j] * u[t - (taps-1) + j], within the document.
INLINE vec conv_sum(const bf16 *u, long stride, const float *wt, vec bias, long width, long taps,
                    long t, long first, long c) {
    vec a = bias;
    for (long j = 0; j < taps; j++) {
        long s = t - (taps - 1) + j;
        if (s >= first) a += load(wt + j * width + c) * load(u + s * stride + c);
    }
    return a;
}

// y = silu(conv(u)).  wt is (taps, width), the transpose of the checkpoint's weight.
EXPORT void conv_forward(const bf16 *u, long stride, const float *wt, const float *bias,
                         const int32_t *start, bf16 *y, long n_tok, long width, long taps) {
#pragma omp parallel for
    for (long t = 0; t < n_tok; t++)
        for (long c = 0; c < width; c += LANES) {
            vec a = conv_sum(u, stride, wt, load(bias + c), width, taps, t, start[t], c);
            store(y + t * width + c, a * sigmoid(a));
        }
}

// From the last token to the first; a ring holds the gradients before the silu of the next taps.
EXPORT void conv_backward(const bf16 *u, long stride, const float *wt, const float *bias,
                          const int32_t *start, const bf16 *d_y, bf16 *d_u, float *d_wt,
                          float *d_bias, long n_tok, long width, long taps) {
    long groups = width / LANES;
#pragma omp parallel
    {
        int part = thread_index(), parts = thread_count();
        long from = groups * part / parts * LANES, to = groups * (part + 1) / parts * LANES;
        std::vector<float> ring(taps * width, 0.0f);
        for (long t = n_tok - 1; t >= 0; t--)
            for (long c = from; c < to; c += LANES) {
                vec a = conv_sum(u, stride, wt, load(bias + c), width, taps, t, start[t], c);
                vec s = sigmoid(a);
                vec da = load(d_y + t * width + c) * s * (1.0f + a * (1.0f - s));
                store(ring.data() + t % taps * width + c, da);
                store(d_bias + c, load(d_bias + c) + da);
                vec du = {};
                for (long j = 0; j < taps; j++) {
                    long back = taps - 1 - j;
                    if (t - back >= start[t])
                        store(d_wt + j * width + c, load(d_wt + j * width + c) +
                                                        da * load(u + (t - back) * stride + c));
                    if (t + back < n_tok && start[t + back] <= t)
                        du += load(wt + j * width + c) *
                              load(ring.data() + (t + back) % taps * width + c);
                }
                store(d_u + t * width + c, du);
            }
    }
}

// ---------------------------------------------------------------------------------- selective scan

struct ScanArgs {
    const bf16 *x;              // (n_tok, width), after the convolution
    const bf16 *dt;             // (n_tok, width), before bias and softplus
    const bf16 *z;              // gate, row stride z_stride
    const bf16 *bc;             // B then C, row stride bc_stride
    const float *a;             // (n_state, width): A transposed, times log2(e)
    const float *skip;          // D
    const float *dt_bias;
    const int32_t *start;
    long n_tok, width, z_stride, bc_stride;
};

// The B and C of one chunk as f32: (SCAN_CHUNK, 2N).
template <int N> static void widen_bc(const ScanArgs &p, long t0, long t1, float *bc) {
    for (long t = t0; t < t1; t++)
        for (int i = 0; i < 2 * N; i++) {
            uint32_t u = (uint32_t)p.bc[t * p.bc_stride + i] << 16;
            memcpy(&bc[(t - t0) * 2 * N + i], &u, 4);
        }
}

// s[n] = exp(dt A[n]) s[n] + dt x B[n];  y = sum s[n] C[n] + D x;  gated = y * silu(z).
// states keeps the state before each chunk of 16 tokens, for the backward pass.
template <int N>
static void scan_forward_groups(const ScanArgs &p, bf16 *y, bf16 *gated, float *states, long from,
                                long to) {
    std::vector<float> bc(SCAN_CHUNK * 2 * N), carry((to - from) * N, 0.0f);
    for (long t0 = 0; t0 < p.n_tok; t0 += SCAN_CHUNK) {
        long t1 = t0 + SCAN_CHUNK < p.n_tok ? t0 + SCAN_CHUNK : p.n_tok;
        widen_bc<N>(p, t0, t1, bc.data());
        for (long c = from; c < to; c += LANES) {
            vec s[N];
            float *keep = states + (t0 / SCAN_CHUNK * p.width + c) * N;
            for (int n = 0; n < N; n++) {
                s[n] = load(carry.data() + (c - from) * N + n * LANES);
                store(keep + n * LANES, s[n]);
            }
            vec bias = load(p.dt_bias + c), skip = load(p.skip + c);
            for (long t = t0; t < t1; t++) {
                const float *B = &bc[(t - t0) * 2 * N], *C = B + N;
                if (p.start[t] == t)
                    for (int n = 0; n < N; n++) s[n] = vec{};
                vec x = load(p.x + t * p.width + c);
                vec dt = softplus(load(p.dt + t * p.width + c) + bias), dtx = dt * x;
                vec sum_y = x * skip;
                for (int n = 0; n < N; n++) {
                    s[n] = s[n] * exp2v(dt * load(p.a + n * p.width + c)) + dtx * B[n];
                    sum_y += s[n] * C[n];
                }
                vec z = load(p.z + t * p.z_stride + c);
                store(y + t * p.width + c, sum_y);
                store(gated + t * p.width + c, sum_y * z * sigmoid(z));
            }
            for (int n = 0; n < N; n++) store(carry.data() + (c - from) * N + n * LANES, s[n]);
        }
    }
}

struct ScanGrads {
    const bf16 *y, *d_y, *d_gated;      // d_y (of the ungated output) may be null
    const float *states;
    bf16 *d_x, *d_dt, *d_z;             // (n_tok, width)
    float *d_a, *d_skip, *d_bias;       // added to; d_a like a, with the log2(e) still inside
};

// What the backward pass knows of one chunk of tokens; `before` and `decay` are of one channel
// group, d_bc sums over the groups and keeps the lanes apart.
template <int N> struct Chunk {
    long t0, t1;
    float bc[SCAN_CHUNK * 2 * N];
    float before[SCAN_CHUNK * N * LANES], decay[SCAN_CHUNK * N * LANES];
    float d_bc[SCAN_CHUNK * 2 * N * LANES];
    vec dt[SCAN_CHUNK];
};

// The states and decays of a chunk once more, from the state that was kept.
template <int N>
INLINE void replay_chunk(const ScanArgs &p, const float *kept, Chunk<N> &k, long c) {
    vec s[N], bias = load(p.dt_bias + c);
    for (int n = 0; n < N; n++) s[n] = load(kept + n * LANES);
    for (long t = k.t0; t < k.t1; t++) {
        long i = t - k.t0;
        const float *B = &k.bc[i * 2 * N];
        if (p.start[t] == t)
            for (int n = 0; n < N; n++) s[n] = vec{};
        vec x = load(p.x + t * p.width + c);
        vec dt = softplus(load(p.dt + t * p.width + c) + bias), dtx = dt * x;
        k.dt[i] = dt;
        for (int n = 0; n < N; n++) {
            vec e = exp2v(dt * load(p.a + n * p.width + c));
            store(&k.before[(i * N + n) * LANES], s[n]);
            store(&k.decay[(i * N + n) * LANES], e);
            s[n] = s[n] * e + dtx * B[n];
        }
    }
}

// Backwards through a chunk for one channel group; ds is the gradient of the state, carried along.
template <int N>
INLINE void walk_chunk(const ScanArgs &p, const ScanGrads &g, Chunk<N> &k, float *carry, long c) {
    vec ds[N], da[N], sum_skip = {}, sum_bias = {};
    vec bias = load(p.dt_bias + c), skip = load(p.skip + c);
    for (int n = 0; n < N; n++) {
        ds[n] = load(carry + n * LANES);
        da[n] = vec{};
    }
    for (long t = k.t1 - 1; t >= k.t0; t--) {
        long i = t - k.t0, at = t * p.width + c;
        const float *B = &k.bc[i * 2 * N], *C = B + N;
        float *lb = &k.d_bc[i * 2 * N * LANES], *lc = lb + N * LANES;
        vec z = load(p.z + t * p.z_stride + c), sg = sigmoid(z), dg = load(g.d_gated + at);
        vec dy = dg * z * sg;
        store(g.d_z + at, dg * load(g.y + at) * sg * (1.0f + z * (1.0f - sg)));
        if (g.d_y) dy += load(g.d_y + at);
        vec x = load(p.x + at), dt = k.dt[i], dtx = dt * x, sum_db = {}, sum_dt = {};
        sum_skip += dy * x;
        for (int n = 0; n < N; n++) {
            vec e = load(&k.decay[(i * N + n) * LANES]), old = load(&k.before[(i * N + n) * LANES]);
            vec d = ds[n] + dy * C[n], now = old * e + dtx * B[n], de = d * old * e;
            store(lc + n * LANES, load(lc + n * LANES) + dy * now);
            store(lb + n * LANES, load(lb + n * LANES) + d * dtx);
            sum_db += d * B[n];
            da[n] += de * dt;
            sum_dt += de * load(p.a + n * p.width + c);
            ds[n] = d * e;
        }
        if (p.start[t] == t)
            for (int n = 0; n < N; n++) ds[n] = vec{};
        vec ddt = (sum_dt * (1.0f / LOG2E) + sum_db * x) * sigmoid(load(p.dt + at) + bias);
        sum_bias += ddt;
        store(g.d_dt + at, ddt);
        store(g.d_x + at, dy * skip + sum_db * dt);
    }
    for (int n = 0; n < N; n++) {
        store(carry + n * LANES, ds[n]);
        store(g.d_a + n * p.width + c, load(g.d_a + n * p.width + c) + da[n]);
    }
    store(g.d_skip + c, load(g.d_skip + c) + sum_skip);
    store(g.d_bias + c, load(g.d_bias + c) + sum_bias);
}

// Chunks from last to first.  d_bc is (n_tok, 2N), added to: every thread has its own.
template <int N>
static void scan_backward_groups(const ScanArgs &p, const ScanGrads &g, float *d_bc, long from,
                                 long to) {
    std::vector<float> carry((to - from) * N, 0.0f);
    auto k = std::make_unique<Chunk<N>>();
    for (long t0 = (p.n_tok - 1) / SCAN_CHUNK * SCAN_CHUNK; t0 >= 0; t0 -= SCAN_CHUNK) {
        k->t0 = t0;
        k->t1 = t0 + SCAN_CHUNK < p.n_tok ? t0 + SCAN_CHUNK : p.n_tok;
        memset(k->d_bc, 0, sizeof k->d_bc);
        widen_bc<N>(p, t0, k->t1, k->bc);
        for (long c = from; c < to; c += LANES) {
            replay_chunk<N>(p, g.states + (t0 / SCAN_CHUNK * p.width + c) * N, *k, c);
            walk_chunk<N>(p, g, *k, carry.data() + (c - from) * N, c);
        }
        for (long i = 0; i < (k->t1 - t0) * 2 * N; i++)
            d_bc[t0 * 2 * N + i] += sum(load(&k->d_bc[i * LANES]));
    }
}

#define FOR_EACH_STATE_SIZE(X) X(4) X(8) X(16) X(32)

// Returns 0, or -1 for a state size that is not compiled in.
EXPORT int scan_forward(const ScanArgs *p, long n_state, bf16 *y, bf16 *gated, float *states) {
    long groups = p->width / LANES;
    int bad = 0;
#pragma omp parallel
    {
        int part = thread_index(), parts = thread_count();
        long from = groups * part / parts * LANES, to = groups * (part + 1) / parts * LANES;
        switch (n_state) {
#define CASE(N) case N: scan_forward_groups<N>(*p, y, gated, states, from, to); break;
            FOR_EACH_STATE_SIZE(CASE)
#undef CASE
        default: bad = -1;
        }
    }
    return bad;
}

EXPORT int scan_backward(const ScanArgs *p, const ScanGrads *g, long n_state, float *d_bc) {
    long groups = p->width / LANES, size = p->n_tok * 2 * n_state;
    int parts = thread_count(), bad = 0;
    std::vector<float> own((parts - 1) * size, 0.0f);
#pragma omp parallel
    {
        int part = thread_index();
        long from = groups * part / parts * LANES, to = groups * (part + 1) / parts * LANES;
        float *mine = part ? own.data() + (part - 1) * size : d_bc;
        switch (n_state) {
#define CASE(N) case N: scan_backward_groups<N>(*p, *g, mine, from, to); break;
            FOR_EACH_STATE_SIZE(CASE)
#undef CASE
        default: bad = -1;
        }
    }
    for (int k = 1; k < parts; k++)
        for (long i = 0; i < size; i++) d_bc[i] += own[(k - 1) * size + i];
    return bad;
}

// One token for each of n sequences while decoding; state is (n, n_state, width), updated in place.
EXPORT void scan_step(const ScanArgs *p, long n_state, float *state, bf16 *y, bf16 *gated) {
#pragma omp parallel for
    for (long t = 0; t < p->n_tok; t++)
        for (long c = 0; c < p->width; c += LANES) {
            vec x = load(p->x + t * p->width + c);
            vec dt = softplus(load(p->dt + t * p->width + c) + load(p->dt_bias + c));
            vec sum_y = x * load(p->skip + c);
            for (long n = 0; n < n_state; n++) {
                float bc[2];
                for (int i = 0; i < 2; i++) {
                    uint32_t u = (uint32_t)p->bc[t * p->bc_stride + i * n_state + n] << 16;
                    memcpy(&bc[i], &u, 4);
                }
                float *s = state + (t * n_state + n) * p->width + c;
                vec now = load(s) * exp2v(dt * load(p->a + n * p->width + c)) + dt * x * bc[0];
                store(s, now);
                sum_y += now * bc[1];
            }
            vec z = load(p->z + t * p->z_stride + c);
            store(y + t * p->width + c, sum_y);
            store(gated + t * p->width + c, sum_y * z * sigmoid(z));
        }
}

// ----------------------------------------------------------------------------------- cross entropy

// Rows of width logits (a multiple of 16) become their gradients, times scale; rows with a target
// below 0 become 0.  Returns the sum of the losses.
EXPORT double cross_entropy(bf16 *logits, const int32_t *target, float scale, long rows,
                            long width) {
    double total = 0;
#pragma omp parallel for reduction(+ : total)
    for (long r = 0; r < rows; r++) {
        bf16 *x = logits + r * width;
        if (target[r] < 0) {
            memset(x, 0, width * sizeof *x);
            continue;
        }
        vec top = splat(-1e30f);
        for (long i = 0; i < width; i += LANES) top = vmax(top, load(x + i));
        float high = top[0];
        for (int i = 1; i < LANES; i++) high = top[i] > high ? top[i] : high;
        vec z = {};
        for (long i = 0; i < width; i += LANES) z += exp2v((load(x + i) - high) * LOG2E);
        float all = sum(z), factor = scale / all;
        uint32_t u = (uint32_t)x[target[r]] << 16;
        float hit;
        memcpy(&hit, &u, 4);
        total += std::log(all) + high - hit;
        long block = target[r] / LANES * LANES;
        for (long i = 0; i < width; i += LANES) {
            vec p = exp2v((load(x + i) - high) * LOG2E) * factor;
            if (i == block) p[target[r] - block] -= scale;
            store(x + i, p);
        }
    }
    return total;
}
