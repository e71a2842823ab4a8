#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/golden/*: small seeded checkpoints and the logits the oracle gives for them.

Each case is an ordinary model directory with three more files: golden.json (what was fed and what
must come out), prefill_logits.f32 (one row, after the prompt) and decode_logits.f32 (row r follows
the feeding of greedy id r), both little-endian float32. The answers are computed in float64 from
the stored, already rounded weights. A case is only accepted if no greedy choice is a close call.

    make_golden.py [DIRECTORY]       default: tests/golden beside this directory
"""
import json
import os
import random
import struct
import sys

import numpy as np

import sambay_oracle as oracle

HERE = os.path.dirname(os.path.abspath(__file__))
CLOSE_CALL = 0.04  # smallest accepted gap between the two best logits

CASES = [
    dict(name="g1_bf16_L8", seed=24, prompt=40, decode=20, dtype=["BF16"],
         about="all five layer kinds, BF16, one file, GQA 2 with two pairs of key heads; the window "
               "of 8 wraps many times",
         config=dict(vocab_size=96, hidden_size=32, intermediate_size=64, num_hidden_layers=8,
                     num_attention_heads=8, num_key_value_heads=4, sliding_window=8,
                     mamba_d_state=16, mamba_d_conv=4, mamba_expand=2, mamba_dt_rank="auto")),
    dict(name="g2_f32_L4", seed=9, prompt=33, decode=12, dtype=["F32"], small_values=0.02,
         about="F32; no mamba_* keys in config.json, a list of windows with nulls; GQA 3, head_dim "
               "6, d_inner 72, dt_rank 3, odd vocabulary, another layer_norm_eps, and values so "
               "small that the eps of the norm inside attention shows",
         config=dict(vocab_size=71, hidden_size=36, intermediate_size=50, num_hidden_layers=4,
                     num_attention_heads=6, num_key_value_heads=2, layer_norm_eps=0.001,
                     sliding_window=[None, 5, None, None])),
    dict(name="g3_mixed_2shards_L12", seed=1, prompt=330, decode=16, dtype=["BF16", "F16", "F32"],
         shards=2, extra=True,
         about="three element types in two shards, tensors in no order, critic_head and a tied "
               "lm_head beside them; GQA 1; crosses a page of 256 tokens; window 70",
         config=dict(vocab_size=64, hidden_size=32, intermediate_size=40, num_hidden_layers=12,
                     num_attention_heads=4, num_key_value_heads=4, sliding_window=70,
                     mamba_d_state=8, mamba_d_conv=4, mamba_expand=2, mamba_dt_rank=2)),
    dict(name="g4_long_L8", seed=1, prompt=1100, decode=4, dtype=["F16"],
         about="F16 and long: crosses 1,024 tokens; head_dim 5, d_state 5, d_conv 3, dt_rank 7, "
               "expand 3; window 100",
         config=dict(vocab_size=64, hidden_size=20, intermediate_size=24, num_hidden_layers=8,
                     num_attention_heads=4, num_key_value_heads=2, sliding_window=100,
                     mamba_d_state=5, mamba_d_conv=3, mamba_expand=3, mamba_dt_rank=7)),
]


def draw(name, shape, rng):
    """Random values that keep a deep model lively: every rule of the architecture shows in the
    logits, nothing saturates."""
    noise = rng.standard_normal(shape)
    leaf = name.rsplit("attn.", 1)[-1]
    if leaf == "A_log":  # decay rates from 1 to d_state, as trained models have them
        return np.log(np.arange(1, shape[1] + 1)) + 0.1 * noise
    if leaf == "D":
        return 1 + 0.3 * noise
    if leaf == "dt_proj.bias":  # steps from a hundredth to one: long and short memories
        return np.log(np.expm1(np.exp(rng.uniform(np.log(0.01), 0, shape))))
    if "lambda_" in name:
        return noise * 0.7 / shape[0] ** 0.25
    if "norm.weight" in name or "subln" in name:
        return 1 + 0.2 * noise
    if name.endswith(".bias"):
        return 0.2 * noise
    if name == "model.embed_tokens.weight":
        return 0.3 * noise
    gain = 1.8 if "Wqkv" in name else 0.6 if "conv1d" in name else 1.1
    return gain * noise / np.sqrt(shape[-1])


def draw_all(shape, case):
    """[(name, values)] of one case, in the order of the model."""
    out = []
    for number, (name, size) in enumerate(shape.tensors().items()):
        values = draw(name, size, np.random.default_rng([case["seed"], number]))
        if "Wqkv" in name and len(values) > shape.d_model:  # the value rows come last
            values[-shape.n_kv * shape.head_dim:] *= case.get("small_values", 1)
        out.append((name, values))
    return out


def narrow(values, dtype):
    """Float64 to stored bytes, rounding to nearest even."""
    if dtype == "BF16":
        bits = values.astype("<f4").view("<u4").astype(np.uint64)
        return ((bits + 0x7FFF + (bits >> 16 & 1)) >> 16).astype("<u2").tobytes()
    return values.astype({"F16": "<f2", "F32": "<f4"}[dtype]).tobytes()


def write_safetensors(path, tensors):
    """tensors: [(name, dtype, values)], stored in this order."""
    header, at = {"__metadata__": {"format": "pt"}}, 0
    blobs = [narrow(values, dtype) for _, dtype, values in tensors]
    for (name, dtype, values), blob in zip(tensors, blobs):
        header[name] = {"dtype": dtype, "shape": list(values.shape),
                        "data_offsets": [at, at + len(blob)]}
        at += len(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def write_checkpoint(directory, case):
    config = dict(case["config"], model_type="phi4flash", architectures=["Phi4FlashForCausalLM"],
                  max_position_embeddings=4096, bos_token_id=1, eos_token_id=2, pad_token_id=0,
                  tie_word_embeddings=True)
    os.makedirs(directory, exist_ok=True)
    with open(os.path.join(directory, "config.json"), "w", encoding="utf-8") as file:
        json.dump(config, file, indent=2, sort_keys=True)
        file.write("\n")
    dtypes = case["dtype"]
    tensors = [(name, dtypes[number % len(dtypes)], values)
               for number, (name, values) in enumerate(draw_all(oracle.Shape(config), case))]
    if case.get("extra"):
        _, dtype, table = tensors[0]
        tensors.append(("lm_head.weight", dtype, table))
        tensors.append(("critic_head.weight", "BF16", np.ones((2, table.shape[1]))))
        tensors.append(("critic_head.bias", "F32", np.zeros(2)))
        random.Random(case["seed"]).shuffle(tensors)
    shards = case.get("shards", 1)
    if shards == 1:
        write_safetensors(os.path.join(directory, "model.safetensors"), tensors)
        return
    where = {}
    for number in range(shards):
        file_name = "model-%05d-of-%05d.safetensors" % (number + 1, shards)
        part = tensors[number::shards]
        write_safetensors(os.path.join(directory, file_name), part)
        where.update({name: file_name for name, _, _ in part})
    with open(os.path.join(directory, "model.safetensors.index.json"), "w",
              encoding="utf-8") as file:
        json.dump({"metadata": {}, "weight_map": dict(sorted(where.items()))}, file, indent=1)
        file.write("\n")


def answer(directory, case):
    """Greedy decoding, the whole text evaluated anew for every token."""
    shape, tensors = oracle.read_checkpoint(directory)
    rng = np.random.default_rng(case["seed"])
    prompt = [int(i) for i in rng.integers(0, shape.vocab_size, case["prompt"])]
    ids, last = [], len(prompt) - 1
    for _ in range(case["decode"]):
        logits, _ = oracle.evaluate(shape, tensors, prompt + ids)
        ids.append(int(np.argmax(logits[-1])))
    logits, _ = oracle.evaluate(shape, tensors, prompt + ids)
    best = np.sort(logits[last:-1], axis=1)
    gap = float((best[:, -1] - best[:, -2]).min())
    assert ids == [int(i) for i in np.argmax(logits[last:-1], axis=1)], "the model is not causal"
    if gap < CLOSE_CALL:
        sys.exit("%s: a greedy choice with a gap of %.3f; take another seed" % (case["name"], gap))
    for name, rows in (("prefill", logits[last:last + 1]), ("decode", logits[last + 1:])):
        rows.astype("<f4").tofile(os.path.join(directory, name + "_logits.f32"))
    log_sum = np.log(np.exp(logits).sum(axis=1))
    logprobs = [round(float(logits[t][prompt[t + 1]] - log_sum[t]), 7) for t in range(last)]
    golden = {
        "name": case["name"], "about": case["about"], "seed": case["seed"], "prompt": prompt,
        "prompt_logprobs": logprobs,
        "prefill": {"position": last, "argmax": ids[0], "file": "prefill_logits.f32",
                    "vocab": shape.vocab_size},
        "greedy": {"ids": ids, "min_gap": round(gap, 4), "file": "decode_logits.f32",
                   "shape": [len(ids), shape.vocab_size]},
    }
    with open(os.path.join(directory, "golden.json"), "w", encoding="utf-8") as file:
        file.write("{\n" + ",\n".join('"%s": %s' % (key, json.dumps(value))
                                      for key, value in golden.items()) + "\n}\n")
    size = sum(os.path.getsize(os.path.join(directory, f)) for f in os.listdir(directory))
    print("%-24s %5d KB  smallest gap %.3f  logit spread %.2f" %
          (case["name"], size // 1024, gap, logits.std()))


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "..", "golden")
    for case in CASES:
        directory = os.path.join(root, case["name"])
        write_checkpoint(directory, case)
        answer(directory, case)


if __name__ == "__main__":
    main()
