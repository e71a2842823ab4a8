# SPDX-License-Identifier: GPL-3.0-or-later
"""Differential attention for a GPU, in Triton: blocks of 64 queries against blocks of 64 keys.

Both streams of a pair read the same double-width value, so each keeps its own running softmax over
one pass of the keys (forward), and both score gradients come from one product with the values
(backward).  Blocks ignore where documents begin; masks do not: query i sees key j when
start[i] <= j <= i and, in sliding layers, j > i - window.  Products are bf16 with f32 sums.
"""
import math
import os

import torch
import triton
import triton.language as tl

BLOCK = 64
LOG2E = 1.4426950408889634
INTERPRET = tl.constexpr(os.environ.get("TRITON_INTERPRET") == "1")


@triton.jit
def product(a, b):
    """tl.dot; some interpreters take bf16 operands for integers."""
    if INTERPRET:
        return tl.dot(a.to(tl.float32), b.to(tl.float32))
    else:
        return tl.dot(a, b)


@triton.jit
def load_tile(p, rows, cols, stride, n_tok):
    """(rows, cols) of bf16, zeros past the last token."""
    at = rows.to(tl.int64)[:, None] * stride + cols[None, :]
    return tl.load(p + at, (rows < n_tok)[:, None] & (cols >= 0)[None, :], 0.0)


@triton.jit
def visible(i, j, first, n_tok, window):
    """(queries, keys): may i see j?"""
    ok = (j[None, :] <= i[:, None]) & (j[None, :] >= first[:, None]) & (i < n_tok)[:, None]
    return ok & ((window == 0) | (j[None, :] > i[:, None] - window))


@triton.jit
def advance(q, k, v, ok, scale, top, total, acc):
    """One block of keys through the running softmax of one stream."""
    s = tl.where(ok, product(q, tl.trans(k)) * scale, -1e30)
    new = tl.maximum(top, tl.max(s, 1))
    p = tl.where(ok, tl.exp2(s - new[:, None]), 0.0)
    keep = tl.exp2(top - new)
    acc = acc * keep[:, None] + product(p.to(tl.bfloat16), v)
    return new, total * keep + tl.sum(p, 1), acc


@triton.jit
def forward_kernel(q, kv, start, lam, subln, o_mix, o_second, lse, out, n_tok, q_stride, kv_stride,
                   pairs, group, v_offset, window, scale, keep, D: tl.constexpr, B: tl.constexpr):
    pair = tl.program_id(1)
    i = tl.program_id(0) * B + tl.arange(0, B)
    d = tl.arange(0, D)
    e = tl.arange(0, 2 * D)
    first = tl.load(start + i, i < n_tok, 0)
    q1 = load_tile(q + pair * 2 * D, i, d, q_stride, n_tok)
    q2 = load_tile(q + pair * 2 * D + D, i, d, q_stride, n_tok)
    k_at = kv + pair // group * 2 * D
    top1 = tl.full([B], -1e30, tl.float32)
    top2 = tl.full([B], -1e30, tl.float32)
    sum1 = tl.zeros([B], tl.float32)
    sum2 = tl.zeros([B], tl.float32)
    acc1 = tl.zeros([B, 2 * D], tl.float32)
    acc2 = tl.zeros([B, 2 * D], tl.float32)
    begin = tl.load(start + tl.program_id(0) * B)
    if window > 0:
        begin = tl.maximum(begin, tl.program_id(0) * B - window + 1)
    for block in range(begin // B, tl.program_id(0) + 1):
        j = block * B + tl.arange(0, B)
        ok = visible(i, j, first, n_tok, window)
        v = load_tile(k_at + v_offset, j, e, kv_stride, n_tok)
        k1 = load_tile(k_at, j, d, kv_stride, n_tok)
        top1, sum1, acc1 = advance(q1, k1, v, ok, scale, top1, sum1, acc1)
        k2 = load_tile(k_at + D, j, d, kv_stride, n_tok)
        top2, sum2, acc2 = advance(q2, k2, v, ok, scale, top2, sum2, acc2)
    sum1 = tl.where(i < n_tok, sum1, 1.0)
    sum2 = tl.where(i < n_tok, sum2, 1.0)
    second = acc2 / sum2[:, None]
    o = acc1 / sum1[:, None] - tl.load(lam) * second
    inv = keep / tl.sqrt(tl.sum(o * o, 1) / (2 * D) + 1e-5)
    w = tl.load(subln + e)
    row = i.to(tl.int64) * pairs + pair
    at = row[:, None] * 2 * D + e[None, :]
    real = (i < n_tok)[:, None] & (e >= 0)[None, :]
    tl.store(o_mix + at, o, real)
    tl.store(o_second + at, second, real)
    tl.store(out + at, (o * inv[:, None] * w[None, :]).to(tl.bfloat16), real)
    tl.store(lse + 2 * row, top1 + tl.log2(sum1), i < n_tok)
    tl.store(lse + 2 * row + 1, top2 + tl.log2(sum2), i < n_tok)


@triton.jit
def score_gradients(q1, q2, k1, k2, v, do, ok, lse1, lse2, delta1, delta2, lam, scale, root):
    """(mixed probability, d score 1, d score 2) of one block of queries and one of keys."""
    p1 = tl.where(ok, tl.exp2(product(q1, tl.trans(k1)) * scale - lse1[:, None]), 0.0)
    p2 = tl.where(ok, tl.exp2(product(q2, tl.trans(k2)) * scale - lse2[:, None]), 0.0)
    dp = product(do, tl.trans(v))
    ds1 = p1 * (dp - delta1[:, None]) * root
    ds2 = p2 * (dp - delta2[:, None]) * (-lam * root)
    return (p1 - lam * p2).to(tl.bfloat16), ds1.to(tl.bfloat16), ds2.to(tl.bfloat16)


@triton.jit
def query_kernel(q, kv, start, lam, d_o, lse, delta, d_q, n_tok, q_stride, kv_stride, pairs, group,
                 v_offset, window, scale, root, D: tl.constexpr, B: tl.constexpr):
    pair = tl.program_id(1)
    i = tl.program_id(0) * B + tl.arange(0, B)
    d = tl.arange(0, D)
    e = tl.arange(0, 2 * D)
    real = i < n_tok
    first = tl.load(start + i, real, 0)
    lam_ = tl.load(lam)
    row = i.to(tl.int64) * pairs + pair
    q1 = load_tile(q + pair * 2 * D, i, d, q_stride, n_tok)
    q2 = load_tile(q + pair * 2 * D + D, i, d, q_stride, n_tok)
    do = load_tile(d_o + pair * 2 * D, i, e, pairs * 2 * D, n_tok)
    lse1 = tl.load(lse + 2 * row, real, 0.0)
    lse2 = tl.load(lse + 2 * row + 1, real, 0.0)
    delta1 = tl.load(delta + 2 * row, real, 0.0)
    delta2 = tl.load(delta + 2 * row + 1, real, 0.0)
    k_at = kv + pair // group * 2 * D
    dq1 = tl.zeros([B, D], tl.float32)
    dq2 = tl.zeros([B, D], tl.float32)
    begin = tl.load(start + tl.program_id(0) * B)
    if window > 0:
        begin = tl.maximum(begin, tl.program_id(0) * B - window + 1)
    for block in range(begin // B, tl.program_id(0) + 1):
        j = block * B + tl.arange(0, B)
        k1 = load_tile(k_at, j, d, kv_stride, n_tok)
        k2 = load_tile(k_at + D, j, d, kv_stride, n_tok)
        v = load_tile(k_at + v_offset, j, e, kv_stride, n_tok)
        _, ds1, ds2 = score_gradients(q1, q2, k1, k2, v, do, visible(i, j, first, n_tok, window),
                                      lse1, lse2, delta1, delta2, lam_, scale, root)
        dq1 += product(ds1, k1)
        dq2 += product(ds2, k2)
    at = row[:, None] * 2 * D + d[None, :]
    ok = real[:, None] & (d >= 0)[None, :]
    tl.store(d_q + at, dq1.to(tl.bfloat16), ok)
    tl.store(d_q + at + D, dq2.to(tl.bfloat16), ok)


@triton.jit
def key_kernel(q, kv, start, stop, lam, d_o, lse, delta, d_kv, n_tok, q_stride, kv_stride, kv_row,
               pairs, group, v_offset, window, scale, root, D: tl.constexpr, B: tl.constexpr):
    m = tl.program_id(1)
    j = tl.program_id(0) * B + tl.arange(0, B)
    d = tl.arange(0, D)
    e = tl.arange(0, 2 * D)
    lam_ = tl.load(lam)
    k_at = kv + m * 2 * D
    k1 = load_tile(k_at, j, d, kv_stride, n_tok)
    k2 = load_tile(k_at + D, j, d, kv_stride, n_tok)
    v = load_tile(k_at + v_offset, j, e, kv_stride, n_tok)
    dk1 = tl.zeros([B, D], tl.float32)
    dk2 = tl.zeros([B, D], tl.float32)
    dv = tl.zeros([B, 2 * D], tl.float32)
    last = tl.minimum(tl.program_id(0) * B + B, n_tok) - 1
    end = tl.load(stop + last)
    if window > 0:
        end = tl.minimum(end, last + window)
    for pair in range(m * group, m * group + group):
        for block in range(tl.program_id(0), (end + B - 1) // B):
            i = block * B + tl.arange(0, B)
            real = i < n_tok
            row = i.to(tl.int64) * pairs + pair
            first = tl.load(start + i, real, 0)
            q1 = load_tile(q + pair * 2 * D, i, d, q_stride, n_tok)
            q2 = load_tile(q + pair * 2 * D + D, i, d, q_stride, n_tok)
            do = load_tile(d_o + pair * 2 * D, i, e, pairs * 2 * D, n_tok)
            mix, ds1, ds2 = score_gradients(
                q1, q2, k1, k2, v, do, visible(i, j, first, n_tok, window),
                tl.load(lse + 2 * row, real, 0.0), tl.load(lse + 2 * row + 1, real, 0.0),
                tl.load(delta + 2 * row, real, 0.0), tl.load(delta + 2 * row + 1, real, 0.0),
                lam_, scale, root)
            dk1 += product(tl.trans(ds1), q1)
            dk2 += product(tl.trans(ds2), q2)
            dv += product(tl.trans(mix), do)
    row_at = d_kv + j.to(tl.int64)[:, None] * kv_row + m * 2 * D
    ok = (j < n_tok)[:, None] & (d >= 0)[None, :]
    tl.store(row_at + d[None, :], dk1.to(tl.bfloat16), ok)
    tl.store(row_at + D + d[None, :], dk2.to(tl.bfloat16), ok)
    tl.store(row_at + v_offset + e[None, :], dv.to(tl.bfloat16),
             (j < n_tok)[:, None] & (e >= 0)[None, :])


def attention_forward(q, kv, lam, subln, keep, docs, shape, window):
    n_head, n_kv, d = shape
    n_tok, pairs = q.shape[0], n_head // 2
    o, second = (torch.empty(n_tok, n_head * d, device=q.device) for _ in range(2))
    out = torch.empty(n_tok, n_head * d, dtype=torch.bfloat16, device=q.device)
    lse = torch.empty(n_tok, pairs, 2, device=q.device)
    forward_kernel[(triton.cdiv(n_tok, BLOCK), pairs)](
        q, kv, docs.start, lam, subln, o, second, lse, out, n_tok, q.stride(0), kv.stride(0), pairs,
        n_head // n_kv, n_kv * d, window, LOG2E / math.sqrt(d), keep, d, BLOCK)
    return (o, second, lse), out


def attention_backward(q, kv, lam, subln, keep, docs, stop, shape, window, kept, d_out):
    """Through the norm in plain torch, then the two kernels."""
    n_head, n_kv, d = shape
    n_tok, pairs, grid = q.shape[0], n_head // 2, triton.cdiv(q.shape[0], BLOCK)
    o, second, lse = kept
    o, second = o.view(n_tok, pairs, 2 * d), second.view(n_tok, pairs, 2 * d)
    inv = torch.rsqrt(o.square().mean(-1, keepdim=True) + 1e-5)
    x, g = o * inv, d_out.float().view_as(o) * keep
    d_subln = (g * x).sum((0, 1))
    g = g * subln
    d_o = (g - x * (g * x).mean(-1, keepdim=True)) * inv
    delta2 = (d_o * second).sum(-1)
    delta1 = (d_o * o).sum(-1) + lam * delta2
    delta = torch.stack([delta1, delta2], -1)
    d_o = d_o.to(torch.bfloat16).view(n_tok, n_head * d)
    d_q = torch.empty_like(d_o)
    d_kv = torch.empty(n_tok, 2 * n_kv * d, dtype=torch.bfloat16, device=q.device)
    sizes = (pairs, n_head // n_kv, n_kv * d, window, LOG2E / math.sqrt(d), 1.0 / math.sqrt(d), d,
             BLOCK)
    query_kernel[(grid, pairs)](q, kv, docs.start, lam, d_o, lse, delta, d_q, n_tok, q.stride(0),
                                kv.stride(0), *sizes)
    key_kernel[(grid, n_kv // 2)](q, kv, docs.start, stop, lam, d_o, lse, delta, d_kv, n_tok,
                                  q.stride(0), kv.stride(0), 2 * n_kv * d, *sizes)
    return d_q, d_kv, -delta2.sum(), d_subln
