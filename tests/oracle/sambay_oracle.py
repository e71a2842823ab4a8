#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The model once more, for people: SambaY in numpy and float64, with nothing clever.

A whole text goes in, the logits after each of its tokens come out. There is no cache, no chunk and
no short cut here, so that there is nothing to keep consistent: whatever the engine does with
windows, pages and states must give what these few functions give. Arrays are named and shaped as
in the engine: n_tok tokens, d_model, d_inner, n_head query heads of head_dim, n_kv key/value heads.

    sambay_oracle.py DIR ID [ID ...]     the residual stream after each layer, the best next ids
"""
import json
import os
import struct
import sys

import numpy as np


# ---- the shape of a model -----------------------------------------------------------------------

class Shape:
    """The sizes in config.json. What a file may leave out has its default here."""

    def __init__(self, config):
        self.vocab_size = config["vocab_size"]
        self.d_model = config["hidden_size"]
        self.d_mlp = config["intermediate_size"]
        self.n_layer = config["num_hidden_layers"]
        self.n_head = config["num_attention_heads"]
        self.n_kv = config["num_key_value_heads"]
        self.head_dim = self.d_model // self.n_head
        self.eps = config.get("layer_norm_eps", 1e-5)
        self.d_state = config.get("mamba_d_state", 16)
        self.d_conv = config.get("mamba_d_conv", 4)
        self.d_inner = config.get("mamba_expand", 2) * self.d_model
        rank = config.get("mamba_dt_rank", "auto")
        self.dt_rank = (self.d_model + 15) // 16 if rank == "auto" else rank
        # One number, or (in a re-saved file) one entry a layer, null where there is no window.
        window = config["sliding_window"]
        self.window = max(w or 0 for w in window) if isinstance(window, list) else window

    def kind(self, layer):
        """Below the middle Mamba and windows take turns; above, all read what the middle wrote."""
        middle = self.n_layer // 2
        if layer <= middle:
            return "sliding" if layer % 2 else "mamba"
        if layer == middle + 1:
            return "full"
        return "cross" if layer % 2 else "gmu"

    def tensors(self):
        """{name: shape} of all a checkpoint must hold."""
        d, wide, n = self.d_model, self.d_inner, self.d_state
        q, kv = self.n_head * self.head_dim, self.n_kv * self.head_dim
        norm = {"weight": (d,), "bias": (d,)}
        mixer = {
            "mamba": {"in_proj.weight": (2 * wide, d), "conv1d.weight": (wide, 1, self.d_conv),
                      "conv1d.bias": (wide,), "x_proj.weight": (self.dt_rank + 2 * n, wide),
                      "dt_proj.weight": (wide, self.dt_rank), "dt_proj.bias": (wide,),
                      "A_log": (wide, n), "D": (wide,), "out_proj.weight": (d, wide)},
            "gmu": {"in_proj.weight": (wide, d), "out_proj.weight": (d, wide)},
        }
        for kind, rows in (("sliding", q + 2 * kv), ("full", q + 2 * kv), ("cross", q)):
            mixer[kind] = {"Wqkv.weight": (rows, d), "Wqkv.bias": (rows,),
                           "out_proj.weight": (d, q), "out_proj.bias": (d,),
                           "inner_cross_attn.subln.weight": (2 * self.head_dim,)}
            for part in ("q1", "k1", "q2", "k2"):
                mixer[kind]["inner_cross_attn.lambda_" + part] = (self.head_dim,)
        out = {"model.embed_tokens.weight": (self.vocab_size, d)}
        for layer in range(self.n_layer):
            at = "model.layers.%d." % layer
            out.update({at + "input_layernorm." + k: v for k, v in norm.items()})
            out.update({at + "attn." + k: v for k, v in mixer[self.kind(layer)].items()})
            out.update({at + "post_attention_layernorm." + k: v for k, v in norm.items()})
            out[at + "mlp.fc1.weight"] = (2 * self.d_mlp, d)
            out[at + "mlp.fc2.weight"] = (d, self.d_mlp)
        out.update({"model.final_layernorm." + k: v for k, v in norm.items()})
        return out


class Weights:
    """All tensors by name, and a view of those under a prefix: w.under("mlp")["fc1.weight"]."""

    def __init__(self, tensors, prefix=""):
        self.tensors, self.prefix = tensors, prefix

    def under(self, name):
        return Weights(self.tensors, self.prefix + name + ".")

    def __getitem__(self, name):
        return self.tensors[self.prefix + name]


# ---- the parts of a layer -----------------------------------------------------------------------

def silu(x):
    return x / (1 + np.exp(-x))


def softplus(x):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def layernorm(x, w, eps):
    centred = x - np.mean(x, axis=1)[:, None]
    variance = np.mean(centred * centred, axis=1)[:, None]
    return w["weight"] * centred / np.sqrt(variance + eps) + w["bias"]


def mlp(x, w):
    gate, up = np.split(x @ w["fc1.weight"].T, 2, axis=1)
    return (up * silu(gate)) @ w["fc2.weight"].T


def short_convolution(u, w):
    """Each channel sees its last d_conv values, the newest through the last tap; zeros before."""
    taps = w["weight"][:, 0]  # (d_inner, d_conv)
    d_conv = taps.shape[1]
    out = np.tile(w["bias"], (len(u), 1))
    for back in range(min(d_conv, len(u))):
        out[back:] += u[:len(u) - back] * taps[:, d_conv - 1 - back]
    return silu(out)


def mamba(x, w, shape):
    """Returns (output, memory): the memory is the scan's own output, before the gate z."""
    u, z = np.split(x @ w["in_proj.weight"].T, 2, axis=1)  # (n_tok, d_inner) each
    c = short_convolution(u, w.under("conv1d"))
    rank, n = shape.dt_rank, shape.d_state
    narrow = c @ w["x_proj.weight"].T
    dt = softplus(narrow[:, :rank] @ w["dt_proj.weight"].T + w["dt_proj.bias"])
    b, read = narrow[:, rank:rank + n], narrow[:, rank + n:]
    decay_rate = -np.exp(w["A_log"])  # (d_inner, d_state)
    state = np.zeros_like(decay_rate)
    memory = np.empty_like(c)
    for t in range(len(x)):
        state = state * np.exp(decay_rate * dt[t][:, None]) + np.outer(dt[t] * c[t], b[t])
        memory[t] = state @ read[t] + w["D"] * c[t]
    return (memory * silu(z)) @ w["out_proj.weight"].T, memory


def gated_memory_unit(x, w, memory):
    return (memory * silu(x @ w["in_proj.weight"].T)) @ w["out_proj.weight"].T


def causal_softmax(q, k, window):
    """(n_tok, n_tok) weights of one head. window 0: everything up to the query itself."""
    n_tok, head_dim = q.shape
    score = q @ k.T / np.sqrt(head_dim)
    query, key = np.arange(n_tok)[:, None], np.arange(n_tok)[None, :]
    hidden = key > query
    if window:
        hidden |= key <= query - window
    score[hidden] = -np.inf
    score -= score.max(axis=1, keepdims=True)
    weight = np.exp(score)
    return weight / weight.sum(axis=1, keepdims=True)


def differential_attention(q, k, v, w, shape, layer, window):
    """q (n_tok, n_head, head_dim); k, v (n_tok, n_kv, head_dim) -> (n_tok, n_head * head_dim).
    Neighbouring heads form a pair: the second one's attention is subtracted from the first's."""
    w = w.under("inner_cross_attn")
    start = 0.8 - 0.6 * np.exp(-0.3 * layer)
    weight = (np.exp(w["lambda_q1"] @ w["lambda_k1"]) - np.exp(w["lambda_q2"] @ w["lambda_k2"])
              + start)
    shared_by = shape.n_head // shape.n_kv
    out = []
    for pair in range(shape.n_head // 2):
        first, kv = 2 * pair, 2 * (pair // shared_by)
        value = np.hstack([v[:, kv], v[:, kv + 1]])  # (n_tok, 2 * head_dim)
        seen = causal_softmax(q[:, first], k[:, kv], window)
        noise = causal_softmax(q[:, first + 1], k[:, kv + 1], window)
        o = (seen - weight * noise) @ value
        size = np.sqrt(np.mean(o * o, axis=1) + 1e-5)[:, None]  # this eps is not the config's
        out.append(o / size * w["subln.weight"] * (1 - start))
    return np.hstack(out)


def attention(x, w, shape, layer, window, shared):
    """Returns (output, (k, v)). With `shared` keys and values it is a cross layer: queries only."""
    n_tok, q_rows = len(x), shape.n_head * shape.head_dim
    projected = x @ w["Wqkv.weight"].T + w["Wqkv.bias"]
    q = projected[:, :q_rows].reshape(n_tok, shape.n_head, shape.head_dim)
    if shared is None:
        k, v = np.split(projected[:, q_rows:].reshape(n_tok, 2 * shape.n_kv, shape.head_dim),
                        2, axis=1)
        shared = k, v
    o = differential_attention(q, shared[0], shared[1], w, shape, layer, window)
    return o @ w["out_proj.weight"].T + w["out_proj.bias"], shared


# ---- the whole ----------------------------------------------------------------------------------

def evaluate(shape, tensors, ids):
    """Returns (logits, stream): (n_tok, vocab_size), and the residual stream as a list, the
    embedding first, then after each layer, each (n_tok, d_model)."""
    w = Weights(tensors).under("model")
    table = w["embed_tokens.weight"]
    h = table[np.asarray(ids)]
    stream = [h]
    memory = shared = None
    for layer in range(shape.n_layer):
        at = w.under("layers.%d" % layer)
        own, kind = at.under("attn"), shape.kind(layer)
        x = layernorm(h, at.under("input_layernorm"), shape.eps)
        if kind == "mamba":
            y, memory = mamba(x, own, shape)  # the last of them, in the middle, is the one read
        elif kind == "sliding":
            y, _ = attention(x, own, shape, layer, shape.window, None)
        elif kind == "full":
            y, shared = attention(x, own, shape, layer, 0, None)
        elif kind == "cross":
            y, _ = attention(x, own, shape, layer, 0, shared)
        else:
            y = gated_memory_unit(x, own, memory)
        h = h + y
        h = h + mlp(layernorm(h, at.under("post_attention_layernorm"), shape.eps), at.under("mlp"))
        stream.append(h)
    return layernorm(h, w.under("final_layernorm"), shape.eps) @ table.T, stream


# ---- reading a checkpoint -----------------------------------------------------------------------

def widen(raw, dtype, shape):
    """Stored bytes as float64. BF16 is the upper half of an F32."""
    if dtype == "BF16":
        values = (np.frombuffer(raw, "<u2").astype("<u4") << 16).view("<f4")
    else:
        values = np.frombuffer(raw, {"F16": "<f2", "F32": "<f4"}[dtype])
    return values.astype(np.float64).reshape(shape)


def read_checkpoint(directory):
    """Returns (Shape, {name: float64 array}). Every safetensors file there is read; names no model
    layer asks for (critic_head, lm_head) do no harm."""
    with open(os.path.join(directory, "config.json"), encoding="utf-8") as file:
        shape = Shape(json.load(file))
    tensors = {}
    for name in sorted(os.listdir(directory)):
        if not name.endswith(".safetensors"):
            continue
        with open(os.path.join(directory, name), "rb") as file:
            data = file.read()
        end = 8 + struct.unpack("<Q", data[:8])[0]
        header = json.loads(data[8:end])
        header.pop("__metadata__", None)
        for tensor, entry in header.items():
            begin, stop = entry["data_offsets"]
            tensors[tensor] = widen(data[end + begin:end + stop], entry["dtype"], entry["shape"])
    for tensor, size in shape.tensors().items():
        if tensors[tensor].shape != size:
            raise ValueError("%s: expected %s, found %s" % (tensor, size, tensors[tensor].shape))
    return shape, tensors


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    shape, tensors = read_checkpoint(sys.argv[1])
    logits, stream = evaluate(shape, tensors, [int(i) for i in sys.argv[2:]])
    for at, h in enumerate(stream):
        name = "embedding" if at == 0 else "%d %s" % (at - 1, shape.kind(at - 1))
        print("%-12s |h| %-12.8g %s ..." % (name, np.linalg.norm(h[-1]),
                                           " ".join("%.8f" % v for v in h[-1][:4])))
    for best in np.argsort(-logits[-1])[:5]:
        print("id %-9d %.8f" % (best, logits[-1][best]))


if __name__ == "__main__":
    main()
