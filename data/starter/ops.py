# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of the network that are not plain matrix products, as differentiable functions.

Each is a torch.autograd.Function around a pair of fused kernels; the kernels come from
kernels_cpu.py or kernels_gpu.py according to where the tensors are.  Shapes: activations are
(n_tok, width) with all documents of the step behind each other; `docs` is a data.Docs.
"""
import torch
from torch.autograd import Function


USE_GPU_KERNELS = False         # also for tensors on the CPU: to check them in Triton's interpreter


def kernels(tensor):
    if tensor.is_cuda or USE_GPU_KERNELS:
        import kernels_gpu
        return kernels_gpu
    import kernels_cpu
    return kernels_cpu


def rows(grad):
    """A gradient as the kernels want it: bf16 and contiguous."""
    return None if grad is None else grad.to(torch.bfloat16).contiguous()


class AddNorm(Function):
    """(res + branch, LayerNorm of it).  The residual stream is f32, the rest bf16."""

    @staticmethod
    def forward(ctx, res, branch, weight, bias, eps):
        out, y, stat = kernels(res).add_norm_forward(res, branch, weight, bias, eps)
        ctx.set_materialize_grads(False)
        ctx.save_for_backward(out, stat, weight)
        return out, y

    @staticmethod
    def backward(ctx, d_out, d_y):
        out, stat, weight = ctx.saved_tensors
        d_out = None if d_out is None else d_out.contiguous()
        return (*kernels(out).add_norm_backward(out, stat, weight, d_out, rows(d_y), True), None)


class Norm(Function):
    """LayerNorm of the f32 residual stream, nothing added."""

    @staticmethod
    def forward(ctx, res, weight, bias, eps):
        _, y, stat = kernels(res).add_norm_forward(res, None, weight, bias, eps)
        ctx.save_for_backward(res, stat, weight)
        return y

    @staticmethod
    def backward(ctx, d_y):
        res, stat, weight = ctx.saved_tensors
        d_res, _, d_w, d_b = kernels(res).add_norm_backward(res, stat, weight, None, rows(d_y),
                                                            False)
        return d_res, d_w, d_b, None


class SwiGLU(Function):
    """silu(first half) * second half."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return kernels(x).swiglu_forward(x)

    @staticmethod
    def backward(ctx, d_y):
        x, = ctx.saved_tensors
        return kernels(x).swiglu_backward(x, rows(d_y))


class Gate(Function):
    """silu(x) * memory."""

    @staticmethod
    def forward(ctx, x, memory):
        ctx.save_for_backward(x, memory)
        return kernels(x).gate_forward(x, memory)

    @staticmethod
    def backward(ctx, d_y):
        x, memory = ctx.saved_tensors
        return kernels(x).gate_backward(x, memory, rows(d_y))


class Conv(Function):
    """silu of the causal depthwise convolution within each document."""

    @staticmethod
    def forward(ctx, u, weight, bias, docs):
        ctx.docs = docs
        ctx.save_for_backward(u, weight, bias)
        return kernels(u).conv_forward(u, weight, bias, docs)

    @staticmethod
    def backward(ctx, d_y):
        u, weight, bias = ctx.saved_tensors
        return (*kernels(u).conv_backward(u, weight, bias, ctx.docs, rows(d_y)), None)


class Scan(Function):
    """Selective scan: (y with the D term, y * silu(z)).  dt comes without bias and softplus."""

    @staticmethod
    def forward(ctx, x, dt, z, bc, a_log, skip, dt_bias, docs):
        y, gated, states = kernels(x).scan_forward(x, dt, z, bc, a_log, skip, dt_bias, docs)
        ctx.docs, ctx.states = docs, states
        ctx.set_materialize_grads(False)
        ctx.save_for_backward(x, dt, z, bc, a_log, skip, dt_bias, y)
        return y, gated

    @staticmethod
    def backward(ctx, d_y, d_gated):
        *inputs, y = ctx.saved_tensors
        grads = kernels(y).scan_backward(*inputs, ctx.docs, y, ctx.states, rows(d_y),
                                         rows(d_gated))
        ctx.states = None
        return (*grads, None)


class DiffAttention(Function):
    """Differential attention with the norm over a pair of heads.  shape = (n_head, n_kv, d),
    window 0 sees the whole document, keep = 1 - lambda_init."""

    @staticmethod
    def forward(ctx, q, kv, lam, subln, keep, docs, shape, window):
        kept, out = kernels(q).attention_forward(q, kv, lam, subln, keep, docs, shape, window)
        ctx.rest, ctx.kept = (keep, docs, shape, window), kept
        ctx.save_for_backward(q, kv, lam, subln)
        return out

    @staticmethod
    def backward(ctx, d_out):
        q, kv, lam, subln = ctx.saved_tensors
        grads = kernels(q).attention_backward(q, kv, lam, subln, *ctx.rest, ctx.kept, rows(d_out))
        ctx.kept = None
        return (*grads, None, None, None, None)


class TokenLoss(Function):
    """Sum of the cross entropies at the chosen rows, times scale; logits = y[chosen] E^T.

    The gradient of the logits is made in the forward pass, in place, so this must be the root of
    the graph: call backward() on what it returns and on nothing made of it.
    """

    @staticmethod
    def forward(ctx, y, embedding, chosen, target, scale):
        picked = y.index_select(0, chosen)
        logits = picked @ embedding.t()
        loss = kernels(y).cross_entropy(logits, target, scale)
        ctx.n_tok = y.shape[0]
        ctx.save_for_backward(picked, embedding, logits, chosen)
        return loss

    @staticmethod
    def backward(ctx, _):
        picked, embedding, d_logits, chosen = ctx.saved_tensors
        d_y = picked.new_zeros(ctx.n_tok, picked.shape[1])
        d_y.index_copy_(0, chosen, d_logits @ embedding)
        return d_y, d_logits.t() @ picked, None, None, None
