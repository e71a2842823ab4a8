# SPDX-License-Identifier: GPL-3.0-or-later
"""The SambaY network for training: configuration, parameters by their checkpoint names, forward.

Parameters live in two flat f32 buffers.  `matrices` are multiplied in bf16: the forward pass reads
bf16 copies (refreshed by `refresh`), whose gradients `collect` adds to f32.  `vectors` (norms,
biases, lambdas, scan parameters, and the embedding, which is also the output) stay f32.
"""
import math

import torch
import torch.nn.functional as F

import ops

BF16 = torch.bfloat16


class Config:
    """Sizes, under the names of config.json."""

    def __init__(self, **kw):
        self.vocab_size = 1024
        self.hidden_size = 128
        self.intermediate_size = 384
        self.num_hidden_layers = 8
        self.num_attention_heads = 4
        self.num_key_value_heads = 2
        self.sliding_window = 8
        self.mamba_d_state = 16
        self.mamba_d_conv = 4
        self.mamba_expand = 2
        self.layer_norm_eps = 1e-5
        for key, value in kw.items():
            if not hasattr(self, key):
                raise ValueError("unknown size %s" % key)
            setattr(self, key, value)
        if self.num_hidden_layers % 4 or self.num_attention_heads % self.num_key_value_heads \
                or self.num_key_value_heads % 2 or self.head_dim % 16 or self.vocab_size % 16:
            raise ValueError("layers must be a multiple of 4, key heads even and a divisor of the "
                             "heads, head size and vocabulary multiples of 16")

    @property
    def head_dim(self):
        return self.hidden_size // self.num_attention_heads

    @property
    def d_inner(self):
        return self.mamba_expand * self.hidden_size

    @property
    def dt_rank(self):
        return -(-self.hidden_size // 16)

    def kind(self, layer):
        half = self.num_hidden_layers // 2
        if layer % 2 == 0:
            return "mamba" if layer <= half else "gmu"
        if layer < half:
            return "sliding"
        return "full" if layer == half + 1 else "cross"


def lambda_init(layer):
    return 0.8 - 0.6 * math.exp(-0.3 * layer)


def normal(shape, std):
    return lambda: torch.randn(shape) * std


def inverse_softplus_steps(width):
    dt = torch.exp(torch.rand(width) * math.log(100.0) + math.log(0.001))
    return dt + torch.log(-torch.expm1(-dt))


def parameter_table(cfg):
    """[(name, shape, is a matrix, initial value)] for the whole network."""
    h, inner, width = cfg.hidden_size, cfg.intermediate_size, cfg.d_inner
    state, taps, rank, d = cfg.mamba_d_state, cfg.mamba_d_conv, cfg.dt_rank, cfg.head_dim
    q_rows, kv_rows = cfg.num_attention_heads * d, 2 * cfg.num_key_value_heads * d
    out_std = 0.02 / math.sqrt(2 * cfg.num_hidden_layers)
    table = []

    def matrix(name, rows, cols, init=None, std=0.02):
        table.append((name, (rows, cols), True, init or normal((rows, cols), std)))

    def vector(name, shape, init):
        table.append((name, shape, False, init))

    def norm(name):
        vector(name + ".weight", (h,), lambda: torch.ones(h))
        vector(name + ".bias", (h,), lambda: torch.zeros(h))

    vector("model.embed_tokens.weight", (cfg.vocab_size, h), normal((cfg.vocab_size, h), 0.02))
    for i in range(cfg.num_hidden_layers):
        p, kind = "model.layers.%d." % i, cfg.kind(i)
        norm(p + "input_layernorm")
        if kind == "mamba":
            matrix(p + "attn.in_proj.weight", 2 * width, h)
            vector(p + "attn.conv1d.weight", (width, 1, taps),
                   lambda: torch.rand(width, 1, taps) - 0.5)
            vector(p + "attn.conv1d.bias", (width,), lambda: torch.zeros(width))
            matrix(p + "attn.x_proj.weight", rank + 2 * state, width, std=width ** -0.5)
            matrix(p + "attn.dt_proj.weight", width, rank,
                   lambda: (2 * torch.rand(width, rank) - 1) * rank ** -0.5)
            vector(p + "attn.dt_proj.bias", (width,), lambda: inverse_softplus_steps(width))
            vector(p + "attn.A_log", (width, state),
                   lambda: torch.log(torch.arange(1.0, state + 1)).repeat(width, 1))
            vector(p + "attn.D", (width,), lambda: torch.ones(width))
            matrix(p + "attn.out_proj.weight", h, width, std=out_std)
        elif kind == "gmu":
            matrix(p + "attn.in_proj.weight", width, h)
            matrix(p + "attn.out_proj.weight", h, width, std=out_std)
        else:
            n = q_rows + (0 if kind == "cross" else kv_rows)
            matrix(p + "attn.Wqkv.weight", n, h)
            vector(p + "attn.Wqkv.bias", (n,), lambda n=n: torch.zeros(n))
            for s in ("q1", "k1", "q2", "k2"):
                vector(p + "attn.inner_cross_attn.lambda_" + s, (d,), normal((d,), 0.1))
            vector(p + "attn.inner_cross_attn.subln.weight", (2 * d,), lambda: torch.ones(2 * d))
            matrix(p + "attn.out_proj.weight", h, q_rows, std=out_std)
            vector(p + "attn.out_proj.bias", (h,), lambda: torch.zeros(h))
        norm(p + "post_attention_layernorm")
        matrix(p + "mlp.fc1.weight", 2 * inner, h)
        matrix(p + "mlp.fc2.weight", h, inner, std=out_std)
    norm("model.final_layernorm")
    return table


class Model:
    def __init__(self, cfg, device="cpu", seed=1):
        self.cfg, self.device = cfg, torch.device(device)
        torch.manual_seed(seed)
        table = parameter_table(cfg)
        sizes = [sum(math.prod(s) for _, s, m, _ in table if m == want) for want in (True, False)]
        self.matrices = torch.empty(sizes[0], device=self.device)
        self.vectors = torch.empty(sizes[1], device=self.device)
        self.copies = torch.empty(sizes[0], device=self.device, dtype=BF16)
        self.copy_grads = torch.zeros_like(self.copies)
        self.matrix_grads = torch.zeros_like(self.matrices)
        self.vector_grads = torch.zeros_like(self.vectors)
        self.names, self.master, self.grad, self.p = [], {}, {}, {}
        self.matrix_names = [n for n, _, m, _ in table if m]
        used = {True: 0, False: 0}
        for name, shape, is_matrix, init in table:
            a, b = used[is_matrix], used[is_matrix] + math.prod(shape)
            used[is_matrix] = b
            flat, grads = (self.matrices, self.matrix_grads) if is_matrix else \
                (self.vectors, self.vector_grads)
            flat[a:b] = init().reshape(-1).to(self.device)
            self.names.append(name)
            self.master[name] = flat[a:b].view(shape)
            self.grad[name] = grads[a:b].view(shape)
            leaf = (self.copies if is_matrix else self.vectors)[a:b].view(shape).detach()
            leaf.requires_grad_()
            leaf.grad = (self.copy_grads if is_matrix else self.vector_grads)[a:b].view(shape)
            self.p[name] = leaf
        self.refresh()

    def count(self):
        return self.matrices.numel() + self.vectors.numel()

    def refresh(self):
        """After the masters changed."""
        self.copies.copy_(self.matrices)

    def collect(self):
        """After each backward pass: adds the bf16 gradients of the copies to the f32 ones."""
        self.matrix_grads.add_(self.copy_grads)
        self.copy_grads.zero_()

    def zero_grads(self):
        self.matrix_grads.zero_()
        self.vector_grads.zero_()
        self.copy_grads.zero_()

    # ------------------------------------------------------------------------------- forward pass

    def linear(self, name, x):
        bias = self.p.get(name + ".bias")
        return F.linear(x, self.p[name + ".weight"], None if bias is None else bias.to(BF16))

    def lam(self, prefix, layer):
        q1, k1, q2, k2 = (self.p[prefix + "inner_cross_attn.lambda_" + s]
                          for s in ("q1", "k1", "q2", "k2"))
        return torch.exp((q1 * k1).sum()) - torch.exp((q2 * k2).sum()) + lambda_init(layer)

    def mamba(self, p, x, docs):
        """Returns the branch and y, the scan's output before the gate."""
        cfg, w = self.cfg, self.p
        u, z = self.linear(p + "in_proj", x).split(cfg.d_inner, -1)
        c = ops.Conv.apply(u, w[p + "conv1d.weight"], w[p + "conv1d.bias"], docs)
        dt, bc = self.linear(p + "x_proj", c).split([cfg.dt_rank, 2 * cfg.mamba_d_state], -1)
        dt = F.linear(dt, w[p + "dt_proj.weight"])
        y, gated = ops.Scan.apply(c, dt, z, bc, w[p + "A_log"], w[p + "D"], w[p + "dt_proj.bias"],
                                  docs)
        return self.linear(p + "out_proj", gated), y

    def attention(self, p, layer, x, kv, docs):
        """Returns the branch and the keys and values that were read (kv None: this layer's own)."""
        cfg = self.cfg
        q = self.linear(p + "Wqkv", x)
        if kv is None:
            q_rows = cfg.num_attention_heads * cfg.head_dim
            q, kv = q.split([q_rows, q.shape[1] - q_rows], -1)
        shape = cfg.num_attention_heads, cfg.num_key_value_heads, cfg.head_dim
        window = cfg.sliding_window if cfg.kind(layer) == "sliding" else 0
        o = ops.DiffAttention.apply(q, kv, self.lam(p, layer),
                                    self.p[p + "inner_cross_attn.subln.weight"],
                                    1.0 - lambda_init(layer), docs, shape, window)
        return self.linear(p + "out_proj", o), kv

    def forward(self, tokens, docs):
        """tokens (n_tok) -> the last norm's output (n_tok, hidden) in bf16."""
        cfg, w, eps = self.cfg, self.p, self.cfg.layer_norm_eps
        h = F.embedding(tokens, w["model.embed_tokens.weight"])
        branch = memory = kv = None
        for i in range(cfg.num_hidden_layers):
            p, kind = "model.layers.%d." % i, cfg.kind(i)
            norm = p + "input_layernorm"
            if branch is None:
                x = ops.Norm.apply(h, w[norm + ".weight"], w[norm + ".bias"], eps)
            else:
                h, x = ops.AddNorm.apply(h, branch, w[norm + ".weight"], w[norm + ".bias"], eps)
            if kind == "mamba":
                branch, y = self.mamba(p + "attn.", x, docs)
                memory = y if i == cfg.num_hidden_layers // 2 else memory
            elif kind == "gmu":
                branch = self.linear(p + "attn.out_proj",
                                     ops.Gate.apply(self.linear(p + "attn.in_proj", x), memory))
            elif kind == "cross":
                branch, _ = self.attention(p + "attn.", i, x, kv, docs)
            else:
                branch, own = self.attention(p + "attn.", i, x, None, docs)
                kv = own if kind == "full" else kv
            norm = p + "post_attention_layernorm"
            h, x = ops.AddNorm.apply(h, branch, w[norm + ".weight"], w[norm + ".bias"], eps)
            branch = self.linear(p + "mlp.fc2", ops.SwiGLU.apply(self.linear(p + "mlp.fc1", x)))
        norm = "model.final_layernorm"
        return ops.AddNorm.apply(h, branch, w[norm + ".weight"], w[norm + ".bias"], eps)[1]

    def loss(self, batch, scale):
        """Sum of the losses of a data.Batch; gradients are those of scale times the sum."""
        y = self.forward(batch.tokens, batch.docs)
        return ops.TokenLoss.apply(y, self.p["model.embed_tokens.weight"].to(BF16), batch.chosen,
                                   batch.target, scale)
