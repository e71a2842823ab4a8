# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the fused kernels: loss and every gradient against a plain f32 network written here.

    python3 check.py [--device cuda] [--seed N]
    TRITON_INTERPRET=1 python3 check.py --kernels gpu       (no GPU needed; minutes)

The plain network is slow and obvious: one document at a time, a loop over time for the scan, whole
score matrices for the attention, torch's own gradients.  The fused one computes in bf16, so
gradients agree to a few per cent of their norm; a wrong formula is off by far more.
"""
import argparse
import math
import sys

import torch
import torch.nn.functional as F

import ops
from data import Batch, Docs
from model import Config, Model, lambda_init

TOLERANCE = 0.05            # of the norm of a gradient
LAMBDA_TOLERANCE = 0.15     # of the largest of its kind: each is one number, a sum that may cancel


def layer_norm(w, name, x, eps):
    return F.layer_norm(x, (x.shape[-1],), w[name + ".weight"], w[name + ".bias"], eps)


def mamba(cfg, w, p, x):
    u, z = (x @ w[p + "in_proj.weight"].t()).split(cfg.d_inner, -1)
    taps = cfg.mamba_d_conv
    c = F.conv1d(F.pad(u.t()[None], (taps - 1, 0)), w[p + "conv1d.weight"], w[p + "conv1d.bias"],
                 groups=cfg.d_inner)[0].t()
    c = F.silu(c)
    dt, b, out = (c @ w[p + "x_proj.weight"].t()).split(
        [cfg.dt_rank, cfg.mamba_d_state, cfg.mamba_d_state], -1)
    dt = F.softplus(dt @ w[p + "dt_proj.weight"].t() + w[p + "dt_proj.bias"])
    a = -torch.exp(w[p + "A_log"])
    state, ys = torch.zeros_like(a), []
    for t in range(len(x)):
        state = torch.exp(dt[t][:, None] * a) * state + (dt[t] * c[t])[:, None] * b[t][None]
        ys.append(state @ out[t])
    y = torch.stack(ys) + w[p + "D"] * c
    return (y * F.silu(z)) @ w[p + "out_proj.weight"].t(), y


def attention(cfg, w, p, layer, x, kv):
    d, n_head, n_kv = cfg.head_dim, cfg.num_attention_heads, cfg.num_key_value_heads
    q = x @ w[p + "Wqkv.weight"].t() + w[p + "Wqkv.bias"]
    if kv is None:
        q, kv = q.split([n_head * d, 2 * n_kv * d], -1)
    n = len(x)
    q = q.view(n, n_head, d)
    k, v = kv.reshape(n, 2, n_kv, d).unbind(1)
    pos = torch.arange(n, device=x.device)
    hidden = pos[None] > pos[:, None]
    if cfg.kind(layer) == "sliding":
        hidden = hidden | (pos[None] <= pos[:, None] - cfg.sliding_window)

    def probabilities(head, key_head):
        s = q[:, head] @ k[:, key_head].t() / math.sqrt(d)
        return torch.softmax(s.masked_fill(hidden, -math.inf), -1)

    i = p + "inner_cross_attn."
    lam = torch.exp((w[i + "lambda_q1"] * w[i + "lambda_k1"]).sum()) \
        - torch.exp((w[i + "lambda_q2"] * w[i + "lambda_k2"]).sum()) + lambda_init(layer)
    heads = []
    for j in range(n_head // 2):
        m = j // (n_head // n_kv)
        both = torch.cat([v[:, 2 * m], v[:, 2 * m + 1]], -1)
        mix = probabilities(2 * j, 2 * m) - lam * probabilities(2 * j + 1, 2 * m + 1)
        o = mix @ both
        o = o * torch.rsqrt((o * o).mean(-1, keepdim=True) + 1e-5)
        heads.append(o * w[i + "subln.weight"] * (1.0 - lambda_init(layer)))
    return torch.cat(heads, -1) @ w[p + "out_proj.weight"].t() + w[p + "out_proj.bias"], kv


def plain_document(cfg, w, tokens):
    """Logits of one document."""
    h = w["model.embed_tokens.weight"][tokens]
    memory = kv = None
    for i in range(cfg.num_hidden_layers):
        p, kind = "model.layers.%d." % i, cfg.kind(i)
        x = layer_norm(w, p + "input_layernorm", h, cfg.layer_norm_eps)
        if kind == "mamba":
            branch, y = mamba(cfg, w, p + "attn.", x)
            memory = y if i == cfg.num_hidden_layers // 2 else memory
        elif kind == "gmu":
            branch = (F.silu(x @ w[p + "attn.in_proj.weight"].t()) * memory) \
                @ w[p + "attn.out_proj.weight"].t()
        else:
            branch, own = attention(cfg, w, p + "attn.", i, x, kv if kind == "cross" else None)
            kv = own if kind == "full" else kv
        h = h + branch
        x = layer_norm(w, p + "post_attention_layernorm", h, cfg.layer_norm_eps)
        gate, up = (x @ w[p + "mlp.fc1.weight"].t()).chunk(2, -1)
        h = h + (F.silu(gate) * up) @ w[p + "mlp.fc2.weight"].t()
    return layer_norm(w, "model.final_layernorm", h, cfg.layer_norm_eps) \
        @ w["model.embed_tokens.weight"].t()


def random_batch(cfg, lengths, device):
    """Random tokens; about two thirds of the positions count."""
    n = sum(lengths)
    target = torch.randint(cfg.vocab_size, (n,), dtype=torch.int32)
    chosen = torch.nonzero(torch.rand(n) < 0.66)[:, 0]
    tokens = torch.randint(cfg.vocab_size, (n,))
    return Batch(tokens.to(device), Docs.of(lengths, device), chosen.to(device),
                 target[chosen].to(device), len(chosen))


def widen(model):
    """Larger random parameters than at the start of training, so that every term counts."""
    for name, x in model.master.items():
        if name.endswith(("norm.bias", "qkv.bias", "proj.bias")) and "dt_proj" not in name:
            x.add_(torch.randn_like(x) * 0.2)
        elif name.endswith((".D", "norm.weight", "subln.weight", "A_log")):
            x.add_(torch.randn_like(x) * 0.2)
        elif ".lambda_" in name:
            x.mul_(2)
        elif x.dim() == 2:
            x.mul_(3 if "embed" in name or "dt_proj" not in name else 1)
    model.master["model.embed_tokens.weight"].mul_(4)
    model.refresh()


def compare(cfg, lengths, device, seed):
    """Returns the number of gradients that are off."""
    model = Model(cfg, device, seed)
    widen(model)
    batch = random_batch(cfg, lengths, device)
    loss = model.loss(batch, 1.0 / batch.n_target)
    loss.backward()
    model.collect()
    exact = {n: (x.to(torch.bfloat16).float() if n in model.matrix_names else x.clone())
             .requires_grad_() for n, x in model.master.items()}
    logits = torch.cat([plain_document(cfg, exact, t) for t in batch.tokens.split(lengths)])
    plain = F.cross_entropy(logits[batch.chosen], batch.target.long())
    plain.backward()
    error = abs(loss.item() / batch.n_target - plain.item())
    print("loss %.5f, plain %.5f" % (loss.item() / batch.n_target, plain.item()))
    bad, worst = int(not error < 0.005 * plain.item()), {}
    largest = max(x.grad.norm() for n, x in exact.items() if ".lambda_" in n)
    for name in model.names:
        want, got = exact[name].grad, model.grad[name]
        size = largest if ".lambda_" in name else want.norm().clamp_min(1e-12)
        off = ((got - want).norm() / size).item()
        limit = LAMBDA_TOLERANCE if ".lambda_" in name else TOLERANCE
        if not off <= limit:
            bad += 1
            print("OFF  %-50s %.4f" % (name, off))
        leaf = name.split("attn.")[-1] if "attn." in name else name.split(".", 3)[-1]
        worst[leaf] = max(worst.get(leaf, 0.0), off)
    print("worst gradient error by kind: " +
          ", ".join("%s %.3f" % (k, v) for k, v in sorted(worst.items())))
    return bad


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--device", default="cpu")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--kernels", choices=("auto", "gpu"), default="auto")
    args = ap.parse_args()
    ops.USE_GPU_KERNELS = args.kernels == "gpu"
    bad = 0
    small = Config(vocab_size=64, hidden_size=64, intermediate_size=96, sliding_window=5)
    odd = Config(vocab_size=80, hidden_size=128, intermediate_size=64, num_hidden_layers=8,
                 num_attention_heads=8, num_key_value_heads=4, sliding_window=3, mamba_d_state=8)
    wide = Config(vocab_size=96, intermediate_size=128, num_hidden_layers=12)
    for cfg, lengths in ((small, [1, 40, 7, 80]), (odd, [33, 64, 2, 1, 28]), (wide, [20, 77, 31])):
        print("hidden %d, layers %d, heads %d/%d, documents of %s tokens" % (
            cfg.hidden_size, cfg.num_hidden_layers, cfg.num_attention_heads,
            cfg.num_key_value_heads, lengths))
        bad += compare(cfg, lengths, args.device, args.seed)
    print("all gradients agree" if not bad else "%d values are off" % bad)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
