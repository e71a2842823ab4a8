# SPDX-License-Identifier: GPL-3.0-or-later
"""Held-out loss and exact answers: greedy decoding of many problems at once.

    python3 evaluate.py --run DIR --corpus "CMD" [--count 384] [--show 5]

All sequences advance in step, one token at a time from their first one: while a sequence is still
inside its prompt the next prompt token is fed, afterwards its own choice.  So the recurrent states
need no separate prefill, and a finished sequence is dropped from the batch.  An answer is right
when the text in the last \\boxed{} equals the generator's answer, spaces aside.
"""
import argparse
import collections
import json
import math

import torch
import torch.nn.functional as F

import data
import ops
from model import lambda_init

BF16 = torch.bfloat16


class Decoder:
    """The states of n sequences at the same position."""

    def __init__(self, model, n, longest):
        cfg, dev = model.cfg, model.device
        self.model, self.cfg, self.pos = model, cfg, 0
        self.embedding = model.master["model.embed_tokens.weight"]
        self.embedding_copy = self.embedding.to(BF16)
        self.lam = {}
        self.state = {}
        pairs, d = cfg.num_key_value_heads // 2, cfg.head_dim
        for i in range(cfg.num_hidden_layers):
            kind = cfg.kind(i)
            if kind == "mamba":
                self.state["conv", i] = torch.zeros(n, cfg.mamba_d_conv - 1, cfg.d_inner,
                                                    device=dev)
                self.state["scan", i] = torch.zeros(n, cfg.mamba_d_state, cfg.d_inner, device=dev)
            elif kind in ("sliding", "full"):
                slots = cfg.sliding_window if kind == "sliding" else longest
                self.state["k", i] = torch.zeros(n, pairs, 2, slots, d, device=dev, dtype=BF16)
                self.state["v", i] = torch.zeros(n, pairs, slots, 2 * d, device=dev, dtype=BF16)
            if kind in ("sliding", "full", "cross"):
                self.lam[i] = float(model.lam("model.layers.%d.attn." % i, i))

    def keep(self, rows):
        self.state = {k: v.index_select(0, rows) for k, v in self.state.items()}

    def norm(self, name, h):
        m = self.model.master
        return F.layer_norm(h, h.shape[-1:], m[name + ".weight"], m[name + ".bias"],
                            self.cfg.layer_norm_eps).to(BF16)

    def mamba(self, p, i, x):
        cfg, w, kernels = self.cfg, self.model.master, ops.kernels(x)
        u, z = self.model.linear(p + "in_proj", x).split(cfg.d_inner, -1)
        past = torch.cat([self.state["conv", i], u.float()[:, None]], 1)
        self.state["conv", i] = past[:, 1:].contiguous()
        c = (past * w[p + "conv1d.weight"][:, 0].t()).sum(1) + w[p + "conv1d.bias"]
        c = F.silu(c).to(BF16)
        dt, bc = self.model.linear(p + "x_proj", c).split([cfg.dt_rank, 2 * cfg.mamba_d_state], -1)
        dt = F.linear(dt, self.model.p[p + "dt_proj.weight"])
        y, gated = kernels.scan_step(c, dt, z, bc, w[p + "A_log"], w[p + "D"],
                                     w[p + "dt_proj.bias"], self.state["scan", i])
        return self.model.linear(p + "out_proj", gated), y

    def attention(self, p, i, x):
        cfg = self.cfg
        n, d, pairs = len(x), cfg.head_dim, cfg.num_key_value_heads // 2
        group, q_rows = cfg.num_attention_heads // cfg.num_key_value_heads, cfg.hidden_size
        kind, source = cfg.kind(i), cfg.num_hidden_layers // 2 + 1
        y = self.model.linear(p + "Wqkv", x)
        q = y[:, :q_rows].view(n, pairs, group, 2, d).transpose(2, 3)
        if kind != "cross":
            source = i
            slots = self.state["k", i].shape[3]
            k, v = y[:, q_rows:].view(n, 2, -1).unbind(1)
            slot = self.pos % slots
            self.state["k", i][:, :, :, slot] = k.view(n, pairs, 2, d)
            self.state["v", i][:, :, slot] = v.view(n, pairs, 2 * d)
        used = min(self.pos + 1, self.state["k", source].shape[3])
        k = self.state["k", source][:, :, :, :used]
        v = self.state["v", source][:, :, :used]
        prob = torch.softmax((q @ k.transpose(-1, -2)).float() / math.sqrt(d), -1)
        mix = prob[:, :, 0] - self.lam[i] * prob[:, :, 1]
        o = (mix.to(BF16) @ v).float()
        o = o * torch.rsqrt((o * o).mean(-1, keepdim=True) + 1e-5)
        o = o * self.model.master[p + "inner_cross_attn.subln.weight"] * (1.0 - lambda_init(i))
        return self.model.linear(p + "out_proj", o.reshape(n, -1).to(BF16))

    def step(self, tokens):
        """Logits after one more token of each sequence."""
        cfg = self.cfg
        h, memory = self.embedding[tokens], None
        for i in range(cfg.num_hidden_layers):
            p, kind = "model.layers.%d." % i, cfg.kind(i)
            x = self.norm(p + "input_layernorm", h)
            if kind == "mamba":
                branch, y = self.mamba(p + "attn.", i, x)
                memory = y if i == cfg.num_hidden_layers // 2 else memory
            elif kind == "gmu":
                gate = F.silu(self.model.linear(p + "attn.in_proj", x)) * memory
                branch = self.model.linear(p + "attn.out_proj", gate)
            else:
                branch = self.attention(p + "attn.", i, x)
            h = h + branch
            gate, up = self.model.linear(p + "mlp.fc1",
                                         self.norm(p + "post_attention_layernorm", h)).chunk(2, -1)
            h = h + self.model.linear(p + "mlp.fc2", F.silu(gate) * up)
        self.pos += 1
        return self.norm("model.final_layernorm", h) @ self.embedding_copy.t()


@torch.no_grad()
def greedy(model, prompts, end, longest):
    """The new ids of each prompt, without the end tag; sequences stop at `longest` ids in all."""
    order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
    device = model.device
    ids = [list(p) for p in prompts]
    live = order
    decoder = Decoder(model, len(live), longest)
    rows = torch.nn.utils.rnn.pad_sequence([torch.tensor(prompts[i]) for i in live],
                                           batch_first=True).to(device)
    sizes = torch.tensor([len(prompts[i]) for i in live], device=device)
    buffer = torch.zeros(len(live), longest, dtype=torch.long, device=device)
    buffer[:, :rows.shape[1]] = rows
    done = torch.zeros(len(live), dtype=torch.bool, device=device)
    for pos in range(longest - 1):
        choice = decoder.step(buffer[:, pos]).argmax(-1)
        free = sizes <= pos + 1
        buffer[:, pos + 1] = torch.where(free, choice, buffer[:, pos + 1])
        done |= free & (choice == end)
        if pos % 16 == 15 or pos == longest - 2:
            last = pos == longest - 2
            for r in torch.nonzero(done | last)[:, 0].tolist():
                ids[live[r]] = buffer[r, :pos + 2].tolist()
            rest = torch.nonzero(~done)[:, 0]
            if not len(rest) or last:
                break
            if len(rest) < len(live):
                live = [live[r] for r in rest.tolist()]
                buffer, sizes, done = buffer[rest], sizes[rest], done[rest]
                decoder.keep(rest)
    out = []
    for prompt, row in zip(prompts, ids):
        new = row[len(prompt):]
        out.append(new[:new.index(end)] if end in new else new)
    return out


def boxed(text):
    """What the last \\boxed{} holds, or None."""
    at = text.rfind("\\boxed{")
    if at < 0:
        return None
    start, depth = at + 7, 1
    for i in range(start, len(text)):
        depth += (text[i] == "{") - (text[i] == "}")
        if not depth:
            return text[start:i]
    return None


def same_answer(got, want):
    """A question that the model should decline has an empty answer: then no box is right."""
    return "".join((got or "").split()) == "".join(want.split())


def answer_all(model, tok, samples, longest, at_once=192):
    """[(sample, text, right)]"""
    results = []
    for i in range(0, len(samples), at_once):
        part = samples[i:i + at_once]
        prompts = [data.encode_prompt(tok, s.messages) for s in part]
        room = max(longest, max(map(len, prompts)) + 1)
        texts = greedy(model, prompts, tok.tag("<|end|>"), room)
        for s, ids in zip(part, texts):
            text = tok.decode(ids)
            results.append((s, text, same_answer(boxed(text), s.answer)))
    return results


@torch.no_grad()
def held_out_loss(model, tok, samples, longest, n_tok=4096):
    """Mean loss per token of the answers, whole documents."""
    documents = [data.encode_chat(tok, s.messages) for s in samples]
    documents = [d for d in documents if len(d[0]) <= longest]
    total = count = 0
    while documents:
        room, part = max(n_tok, longest), []
        while documents and len(documents[-1][0]) <= room:
            part.append(documents.pop())
            room -= len(part[-1][0])
        batch = data.make_batch(part, max(n_tok, longest), model.device)
        total += float(model.loss(batch, 1.0))
        count += batch.n_target
    return total / count


def table(results):
    """Shares of right answers: {"all": .., "en": .., skill: ..}"""
    right, count = collections.Counter(), collections.Counter()
    for sample, _, ok in results:
        for key in ("all", sample.lang, sample.skill):
            count[key] += 1
            right[key] += ok
    return {k: (right[k], count[k]) for k in count}


def report(results):
    return " ".join("%s %d/%d" % (k or "?", a, b) for k, (a, b) in sorted(table(results).items()))


def main():
    import train
    from tokenizer import Tokenizer
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--run", required=True, help="folder of a training run")
    ap.add_argument("--corpus", required=True)
    ap.add_argument("--seed", type=int, default=data.EVALUATION_SEED + 100)
    ap.add_argument("--count", type=int, default=384)
    ap.add_argument("--longest", type=int, default=1024)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--device", default="cpu")
    ap.add_argument("--show", type=int, default=0, help="print this many wrong answers")
    ap.add_argument("--json", help="write every answer to this file, one JSON line each")
    args = ap.parse_args()
    train.set_threads(args.device, args.threads)
    tok = Tokenizer.load(args.run)
    model, state = train.load_model(args.run, args.device)
    samples = list(data.stream(args.corpus, args.seed, args.count))
    print("step %d, %.1f minutes, %.1f M tokens; held-out loss %.4f" % (
        state["optimizer"]["step_count"], state["seconds"] / 60, state["tokens"] / 1e6,
        held_out_loss(model, tok, samples, args.longest)), flush=True)
    results = answer_all(model, tok, samples, args.longest)
    print("\n".join("%-32s %4d of %4d  %5.1f %%" % (k, a, b, 100 * a / b)
                    for k, (a, b) in sorted(table(results).items())))
    for sample, text, _ in [r for r in results if not r[2]][:args.show]:
        print("---- %s %s, wanted %s\n%s\n%s" % (sample.skill, sample.lang, sample.answer,
                                                sample.messages[-2][1], text))
    if args.json:
        with open(args.json, "w", encoding="utf-8") as f:
            for sample, text, ok in results:
                f.write(json.dumps({"skill": sample.skill, "lang": sample.lang, "right": ok,
                                    "question": sample.messages[-2][1], "text": text,
                                    "answer": sample.answer}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
