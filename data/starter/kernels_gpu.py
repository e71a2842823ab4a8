# SPDX-License-Identifier: GPL-3.0-or-later
"""The GPU kernels, in Triton: the same functions as kernels_cpu.py.

Two ideas to read it by.  The documents of a step are independent, so the scan runs one program per
document and group of channels, each walking its own tokens with the state in registers.  Everything
else works on blocks of neighbouring tokens and masks by document: a query t sees the keys from
start[t] to t, a key is seen by the queries up to stop[t].  TRITON_INTERPRET=1 runs it all on a CPU
(check.py --kernels gpu).
"""
import math

import torch
import triton
import triton.language as tl

import attention_gpu

BF16 = torch.bfloat16


def power_of_two(n):
    return triton.next_power_of_2(n)


def stops(docs):
    """stop[t]: the first token after t's document."""
    if not hasattr(docs, "stop"):
        each = torch.arange(len(docs.start), device=docs.start.device, dtype=torch.int32)
        docs.stop = docs.offsets[torch.searchsorted(docs.offsets, each, right=True)].int()
    return docs.stop


@triton.jit
def sigmoid(x):
    return 1.0 / (1.0 + tl.exp(-x))


# ------------------------------------------------------------------------------ add + LayerNorm


@triton.jit
def add_norm_forward_kernel(res, branch, w, b, out, y, stat, width, eps, HAS: tl.constexpr,
                            W: tl.constexpr):
    t = tl.program_id(0).to(tl.int64)
    c = tl.arange(0, W)
    ok = c < width
    x = tl.load(res + t * width + c, ok, 0.0)
    if HAS:
        x += tl.load(branch + t * width + c, ok, 0.0).to(tl.float32)
        tl.store(out + t * width + c, x, ok)
    mean = tl.sum(x, 0) / width
    d = tl.where(ok, x - mean, 0.0)
    inv = 1.0 / tl.sqrt(tl.sum(d * d, 0) / width + eps)
    n = d * inv * tl.load(w + c, ok, 0.0) + tl.load(b + c, ok, 0.0)
    tl.store(y + t * width + c, n.to(tl.bfloat16), ok)
    tl.store(stat + 2 * t, mean)
    tl.store(stat + 2 * t + 1, inv)


@triton.jit
def add_norm_backward_kernel(out, stat, w, d_out, d_y, d_res, d_branch, d_w, d_b, n_tok, width,
                             each, HAS_OUT: tl.constexpr, HAS_BRANCH: tl.constexpr,
                             W: tl.constexpr):
    part = tl.program_id(0).to(tl.int64)
    c = tl.arange(0, W)
    ok = c < width
    scale = tl.load(w + c, ok, 0.0)
    sum_w = tl.zeros([W], tl.float32)
    sum_b = tl.zeros([W], tl.float32)
    for i in range(0, each):
        t = part * each + i
        row = ok & (t < n_tok)
        inside = t < n_tok
        mean = tl.load(stat + 2 * t, inside, 0.0)
        inv = tl.load(stat + 2 * t + 1, inside, 0.0)
        n = tl.where(row, (tl.load(out + t * width + c, row, 0.0) - mean) * inv, 0.0)
        dy = tl.load(d_y + t * width + c, row, 0.0).to(tl.float32)
        dn = dy * scale
        sum_w += dy * n
        sum_b += dy
        d = (dn - tl.sum(dn, 0) / width - n * (tl.sum(dn * n, 0) / width)) * inv
        if HAS_OUT:
            d += tl.load(d_out + t * width + c, row, 0.0)
        tl.store(d_res + t * width + c, d, row)
        if HAS_BRANCH:
            tl.store(d_branch + t * width + c, d.to(tl.bfloat16), row)
    tl.store(d_w + part * width + c, sum_w, ok)
    tl.store(d_b + part * width + c, sum_b, ok)


def add_norm_forward(res, branch, w, b, eps):
    n_tok, width = res.shape
    out = res if branch is None else torch.empty_like(res)
    y = torch.empty(n_tok, width, dtype=BF16, device=res.device)
    stat = torch.empty(n_tok, 2, device=res.device)
    has = branch is not None
    add_norm_forward_kernel[(n_tok,)](res, branch if has else res, w, b, out, y, stat, width, eps,
                                      has, power_of_two(width))
    return out, y, stat


def add_norm_backward(out, stat, w, d_out, d_y, with_branch):
    n_tok, width = out.shape
    d_res = torch.empty_like(out)
    d_branch = torch.empty(n_tok, width, dtype=BF16, device=out.device) if with_branch else None
    each = max(1, n_tok // 1024)
    parts = triton.cdiv(n_tok, each)
    d_w, d_b = (torch.empty(parts, width, device=out.device) for _ in range(2))
    add_norm_backward_kernel[(parts,)](out, stat, w, out if d_out is None else d_out, d_y, d_res,
                                       d_branch if with_branch else d_res, d_w, d_b, n_tok, width,
                                       each, d_out is not None, with_branch, power_of_two(width))
    return d_res, d_branch, d_w.sum(0), d_b.sum(0)


# -------------------------------------------------------------------------------- SwiGLU and gate


@triton.jit
def gate_forward_kernel(x, memory, y, n, width, stride, m_stride, B: tl.constexpr):
    i = tl.program_id(0).to(tl.int64) * B + tl.arange(0, B)
    ok = i < n
    t, c = i // width, i % width
    g = tl.load(x + t * stride + c, ok, 0.0).to(tl.float32)
    m = tl.load(memory + t * m_stride + c, ok, 0.0).to(tl.float32)
    tl.store(y + i, (g * sigmoid(g) * m).to(tl.bfloat16), ok)


@triton.jit
def gate_backward_kernel(x, memory, d_y, d_x, d_m, n, width, stride, m_stride, B: tl.constexpr):
    i = tl.program_id(0).to(tl.int64) * B + tl.arange(0, B)
    ok = i < n
    t, c = i // width, i % width
    g = tl.load(x + t * stride + c, ok, 0.0).to(tl.float32)
    m = tl.load(memory + t * m_stride + c, ok, 0.0).to(tl.float32)
    d = tl.load(d_y + i, ok, 0.0).to(tl.float32)
    s = sigmoid(g)
    tl.store(d_x + t * stride + c, (d * m * s * (1.0 + g * (1.0 - s))).to(tl.bfloat16), ok)
    tl.store(d_m + t * m_stride + c, (d * g * s).to(tl.bfloat16), ok)


def gated(x, memory, y, width, stride, m_stride):
    n = y.numel()
    gate_forward_kernel[(triton.cdiv(n, 1024),)](x, memory, y, n, width, stride, m_stride, 1024)
    return y


def gated_backward(x, memory, d_y, d_x, d_m, width, stride, m_stride):
    n = d_y.numel()
    gate_backward_kernel[(triton.cdiv(n, 1024),)](x, memory, d_y, d_x, d_m, n, width, stride,
                                                  m_stride, 1024)


def swiglu_forward(x):
    width = x.shape[1] // 2
    y = torch.empty(x.shape[0], width, dtype=BF16, device=x.device)
    return gated(x, x[:, width:], y, width, 2 * width, 2 * width)


def swiglu_backward(x, d_y):
    width, d_x = x.shape[1] // 2, torch.empty_like(x)
    gated_backward(x, x[:, width:], d_y, d_x, d_x[:, width:], width, 2 * width, 2 * width)
    return d_x


def gate_forward(x, memory):
    width = x.shape[1]
    return gated(x, memory, torch.empty_like(x), width, width, width)


def gate_backward(x, memory, d_y):
    d_x, d_memory, width = torch.empty_like(x), torch.empty_like(x), x.shape[1]
    gated_backward(x, memory, d_y, d_x, d_memory, width, width, width)
    return d_x, d_memory


# ------------------------------------------------------------------------------ causal convolution


@triton.jit
def conv_sum(u, stride, w, bias, start, t, c, n_tok, width, TAPS: tl.constexpr):
    """(tokens, channels) before the silu; t are tokens, c channels."""
    first = tl.load(start + t, t < n_tok, 0)
    a = tl.zeros([t.shape[0], c.shape[0]], tl.float32) \
        + tl.load(bias + c, c < width, 0.0)[None, :]
    for j in tl.static_range(TAPS):
        s = t - (TAPS - 1 - j)
        ok = ((s >= first) & (t < n_tok))[:, None] & (c < width)[None, :]
        x = tl.load(u + s.to(tl.int64)[:, None] * stride + c[None, :], ok, 0.0).to(tl.float32)
        a += x * tl.load(w + c * TAPS + j, c < width, 0.0)[None, :]
    return a


@triton.jit
def conv_forward_kernel(u, stride, w, bias, start, y, n_tok, width, TAPS: tl.constexpr,
                        T: tl.constexpr, C: tl.constexpr):
    t = tl.program_id(0) * T + tl.arange(0, T)
    c = tl.program_id(1) * C + tl.arange(0, C)
    a = conv_sum(u, stride, w, bias, start, t, c, n_tok, width, TAPS)
    ok = (t < n_tok)[:, None] & (c < width)[None, :]
    at = t.to(tl.int64)[:, None] * width + c[None, :]
    tl.store(y + at, (a * sigmoid(a)).to(tl.bfloat16), ok)


@triton.jit
def conv_before_silu_kernel(u, stride, w, bias, start, d_y, d_a, d_w, d_bias, n_tok, width,
                            TAPS: tl.constexpr, T: tl.constexpr, C: tl.constexpr):
    t = tl.program_id(0) * T + tl.arange(0, T)
    c = tl.program_id(1) * C + tl.arange(0, C)
    a = conv_sum(u, stride, w, bias, start, t, c, n_tok, width, TAPS)
    ok = (t < n_tok)[:, None] & (c < width)[None, :]
    at = t.to(tl.int64)[:, None] * width + c[None, :]
    s = sigmoid(a)
    da = tl.load(d_y + at, ok, 0.0).to(tl.float32) * s * (1.0 + a * (1.0 - s))
    tl.store(d_a + at, da, ok)
    tl.atomic_add(d_bias + c, tl.sum(da, 0), c < width)
    first = tl.load(start + t, t < n_tok, 0)
    for j in tl.static_range(TAPS):
        p = t - (TAPS - 1 - j)
        inside = ok & (p >= first)[:, None]
        x = tl.load(u + p.to(tl.int64)[:, None] * stride + c[None, :], inside, 0.0).to(tl.float32)
        tl.atomic_add(d_w + c * TAPS + j, tl.sum(da * x, 0), c < width)


@triton.jit
def conv_input_kernel(d_a, w, stop, d_u, n_tok, width, TAPS: tl.constexpr, T: tl.constexpr,
                      C: tl.constexpr):
    t = tl.program_id(0) * T + tl.arange(0, T)
    c = tl.program_id(1) * C + tl.arange(0, C)
    end = tl.load(stop + t, t < n_tok, 0)
    du = tl.zeros([T, C], tl.float32)
    for j in tl.static_range(TAPS):
        s = t + (TAPS - 1 - j)
        ok = (s < end)[:, None] & (c < width)[None, :]
        du += tl.load(d_a + s.to(tl.int64)[:, None] * width + c[None, :], ok, 0.0) \
            * tl.load(w + c * TAPS + j, c < width, 0.0)[None, :]
    ok = (t < n_tok)[:, None] & (c < width)[None, :]
    tl.store(d_u + t.to(tl.int64)[:, None] * width + c[None, :], du.to(tl.bfloat16), ok)


def conv_grid(n_tok, width):
    return triton.cdiv(n_tok, 64), triton.cdiv(width, 64)


def conv_forward(u, weight, bias, docs):
    n_tok, width = u.shape
    y = torch.empty(n_tok, width, dtype=BF16, device=u.device)
    conv_forward_kernel[conv_grid(n_tok, width)](u, u.stride(0), weight, bias, docs.start, y, n_tok,
                                                 width, weight.shape[-1], 64, 64)
    return y


def conv_backward(u, weight, bias, docs, d_y):
    n_tok, width = u.shape
    d_a = torch.empty(n_tok, width, device=u.device)
    d_u = torch.empty(n_tok, width, dtype=BF16, device=u.device)
    d_w, d_bias = torch.zeros_like(weight), torch.zeros_like(bias)
    grid, taps = conv_grid(n_tok, width), weight.shape[-1]
    conv_before_silu_kernel[grid](u, u.stride(0), weight, bias, docs.start, d_y, d_a, d_w, d_bias,
                                  n_tok, width, taps, 64, 64)
    conv_input_kernel[grid](d_a, weight, stops(docs), d_u, n_tok, width, taps, 64, 64)
    return d_u, d_w, d_bias


# ----------------------------------------------------------------------------------- selective scan


@triton.jit
def softplus(x):
    return tl.where(x > 20.0, x, tl.log(1.0 + tl.exp(tl.minimum(x, 20.0))))


@triton.jit
def scan_forward_kernel(x, dt, z, bc, a, skip, dt_bias, offsets, y, gated_y, history, width,
                        z_stride, bc_stride, N: tl.constexpr, C: tl.constexpr):
    doc = tl.program_id(0)
    c = tl.program_id(1) * C + tl.arange(0, C)
    n = tl.arange(0, N)
    A = tl.load(a + c[:, None] * N + n[None, :])
    D = tl.load(skip + c)
    bias = tl.load(dt_bias + c)
    s = tl.zeros([C, N], tl.float32)
    first = tl.load(offsets + doc).to(tl.int64)
    for i in range(0, tl.load(offsets + doc + 1) - tl.load(offsets + doc)):
        t = first + i
        xt = tl.load(x + t * width + c).to(tl.float32)
        step = softplus(tl.load(dt + t * width + c).to(tl.float32) + bias)
        b = tl.load(bc + t * bc_stride + n).to(tl.float32)
        o = tl.load(bc + t * bc_stride + N + n).to(tl.float32)
        s = tl.exp(step[:, None] * A) * s + (step * xt)[:, None] * b[None, :]
        out = tl.sum(s * o[None, :], 1) + D * xt
        g = tl.load(z + t * z_stride + c).to(tl.float32)
        tl.store(history + (t * width + c[:, None]) * N + n[None, :], s)
        tl.store(y + t * width + c, out.to(tl.bfloat16))
        tl.store(gated_y + t * width + c, (out * g * sigmoid(g)).to(tl.bfloat16))


@triton.jit
def scan_backward_kernel(x, dt, z, bc, a, skip, dt_bias, offsets, y, history, d_y, d_gated, d_x,
                         d_dt, d_z, d_bc, d_a, d_skip, d_bias, width, z_stride, bc_stride,
                         HAS_Y: tl.constexpr, N: tl.constexpr, C: tl.constexpr):
    doc = tl.program_id(0)
    c = tl.program_id(1) * C + tl.arange(0, C)
    n = tl.arange(0, N)
    A = tl.load(a + c[:, None] * N + n[None, :])
    D = tl.load(skip + c)
    bias = tl.load(dt_bias + c)
    first = tl.load(offsets + doc).to(tl.int64)
    last = tl.load(offsets + doc + 1).to(tl.int64) - 1
    ds = tl.zeros([C, N], tl.float32)
    sum_a = tl.zeros([C, N], tl.float32)
    sum_skip = tl.zeros([C], tl.float32)
    sum_bias = tl.zeros([C], tl.float32)
    for i in range(0, tl.load(offsets + doc + 1) - tl.load(offsets + doc)):
        t = last - i
        xt = tl.load(x + t * width + c).to(tl.float32)
        raw = tl.load(dt + t * width + c).to(tl.float32) + bias
        step = softplus(raw)
        b = tl.load(bc + t * bc_stride + n).to(tl.float32)
        o = tl.load(bc + t * bc_stride + N + n).to(tl.float32)
        g = tl.load(z + t * z_stride + c).to(tl.float32)
        sg = sigmoid(g)
        dg = tl.load(d_gated + t * width + c).to(tl.float32)
        yt = tl.load(y + t * width + c).to(tl.float32)
        tl.store(d_z + t * width + c, (dg * yt * sg * (1.0 + g * (1.0 - sg))).to(tl.bfloat16))
        dy = dg * g * sg
        if HAS_Y:
            dy += tl.load(d_y + t * width + c).to(tl.float32)
        e = tl.exp(step[:, None] * A)
        now = tl.load(history + (t * width + c[:, None]) * N + n[None, :])
        has_old = (c[:, None] >= 0) & (n[None, :] >= 0) & (t > first)
        old = tl.load(history + ((t - 1) * width + c[:, None]) * N + n[None, :], has_old, 0.0)
        d = ds + dy[:, None] * o[None, :]
        tl.atomic_add(d_bc + t * 2 * N + N + n, tl.sum(dy[:, None] * now, 0))
        tl.atomic_add(d_bc + t * 2 * N + n, tl.sum(d * (step * xt)[:, None], 0))
        through_b = tl.sum(d * b[None, :], 1)
        de = d * old * e
        sum_a += de * step[:, None]
        d_step = (tl.sum(de * A, 1) + through_b * xt) * sigmoid(raw)
        sum_bias += d_step
        sum_skip += dy * xt
        tl.store(d_dt + t * width + c, d_step.to(tl.bfloat16))
        tl.store(d_x + t * width + c, (dy * D + through_b * step).to(tl.bfloat16))
        ds = d * e
    tl.atomic_add(d_a + c[:, None] * N + n[None, :], sum_a)
    tl.atomic_add(d_skip + c, sum_skip)
    tl.atomic_add(d_bias + c, sum_bias)


def scan_group(width):
    """Channels of one program: a power of two that divides the width."""
    return math.gcd(width, 32)


def scan_forward(x, dt, z, bc, a_log, skip, dt_bias, docs):
    (n_tok, width), n_state = x.shape, a_log.shape[1]
    y, gated_y = torch.empty_like(x), torch.empty_like(x)
    history = torch.empty(n_tok, width, n_state, device=x.device)
    group = scan_group(width)
    scan_forward_kernel[(len(docs.offsets) - 1, width // group)](
        x, dt, z, bc, -torch.exp(a_log), skip, dt_bias, docs.offsets, y, gated_y, history, width,
        z.stride(0), bc.stride(0), n_state, group, num_warps=1)
    return y, gated_y, history


def scan_backward(x, dt, z, bc, a_log, skip, dt_bias, docs, y, history, d_y, d_gated):
    (n_tok, width), n_state = x.shape, a_log.shape[1]
    a = -torch.exp(a_log)
    d_x, d_dt, d_z = (torch.empty_like(x) for _ in range(3))
    d_bc = torch.zeros(n_tok, 2 * n_state, device=x.device)
    d_a, d_skip, d_bias = (torch.zeros_like(p) for p in (a, skip, dt_bias))
    group = scan_group(width)
    scan_backward_kernel[(len(docs.offsets) - 1, width // group)](
        x, dt, z, bc, a, skip, dt_bias, docs.offsets, y, history, y if d_y is None else d_y,
        d_gated, d_x, d_dt, d_z, d_bc, d_a, d_skip, d_bias, width, z.stride(0), bc.stride(0),
        d_y is not None, n_state, group, num_warps=1)
    return d_x, d_dt, d_z, d_bc.to(BF16), d_a * a, d_skip, d_bias


def scan_step(x, dt, z, bc, a_log, skip, dt_bias, state):
    """One token for each sequence; state (n, n_state, width) is updated in place."""
    n_state = a_log.shape[1]
    step = torch.nn.functional.softplus(dt.float() + dt_bias)[:, None]
    b, c = bc.float().split(n_state, -1)
    xf = x.float()
    state.mul_(torch.exp(step * -torch.exp(a_log).t())).add_(step * xf[:, None] * b[:, :, None])
    y = (state * c[:, :, None]).sum(1) + skip * xf
    return y.to(BF16), (y * torch.nn.functional.silu(z.float())).to(BF16)


# ---------------------------------------------------------------------------------------- attention


def attention_forward(q, kv, lam, subln, keep, docs, shape, window):
    return attention_gpu.attention_forward(q, kv, lam, subln, keep, docs, shape, window)


def attention_backward(q, kv, lam, subln, keep, docs, shape, window, kept, d_out):
    return attention_gpu.attention_backward(q, kv, lam, subln, keep, docs, stops(docs), shape,
                                            window, kept, d_out)


# ------------------------------------------------------------------------------------ cross entropy


@triton.jit
def cross_entropy_kernel(logits, target, loss, scale, width, W: tl.constexpr):
    r = tl.program_id(0).to(tl.int64)
    c = tl.arange(0, W)
    ok = c < width
    x = tl.load(logits + r * width + c, ok, -1e30).to(tl.float32)
    want = tl.load(target + r)
    top = tl.max(x, 0)
    e = tl.where(ok, tl.exp(x - top), 0.0)
    total = tl.sum(e, 0)
    counts = tl.where(want >= 0, 1.0, 0.0)
    hit = tl.sum(tl.where(c == want, x, 0.0), 0)
    tl.store(loss + r, counts * (tl.log(total) + top - hit))
    g = (e / total - tl.where(c == want, 1.0, 0.0)) * (scale * counts)
    tl.store(logits + r * width + c, g.to(tl.bfloat16), ok)


def cross_entropy(logits, target, scale):
    """Sum of the losses; logits become their gradients times scale."""
    loss = torch.empty(logits.shape[0], device=logits.device)
    cross_entropy_kernel[(logits.shape[0],)](logits, target, loss, scale, logits.shape[1],
                                             power_of_two(logits.shape[1]))
    return loss.sum()
