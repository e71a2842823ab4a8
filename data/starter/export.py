# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a trained run as a model directory in Hugging Face layout.

    python3 export.py --run RUN --out DIR --answers FILE [--at-least 0.8]
    python3 export.py --run RUN --out DIR --corpus "CMD"

Matrices and the embedding are stored as BF16 (they were multiplied in it), everything small as F32.
lemma.json names the prompt family and the skills: those answered well enough in FILE, which
evaluate.py --json writes, or all that the corpus command prints.
"""
import argparse
import collections
import json
import os
import struct

import torch

import data
import train
from tokenizer import Tokenizer, write_json


def storage(model, name):
    return "BF16" if name in model.matrix_names or "embed_tokens" in name else "F32"


def write_safetensors(path, model):
    """Header (JSON, padded to 8 bytes), then the data: 4-byte elements first, each without gaps."""
    names = sorted(model.names, key=lambda n: (storage(model, n), n), reverse=True)
    header, blobs, at = {"__metadata__": {"format": "pt"}}, [], 0
    for name in names:
        kind, x = storage(model, name), model.master[name].detach().cpu()
        if kind == "BF16":
            raw = x.to(torch.bfloat16).contiguous().view(torch.int16).numpy().tobytes()
        else:
            raw = x.float().contiguous().numpy().tobytes()
        header[name] = {"dtype": kind, "shape": list(x.shape), "data_offsets": [at, at + len(raw)]}
        at += len(raw)
        blobs.append(raw)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text)
        f.writelines(blobs)
    return 8 + len(text) + at


def config_json(cfg, tok, longest):
    end, text = tok.tag("<|end|>"), tok.tag("<|endoftext|>")
    values = dict(vars(cfg))
    values.update(
        architectures=["Phi4FlashForCausalLM"], model_type="phi4flash", torch_dtype="bfloat16",
        attention_dropout=0.0, embd_pdrop=0.0, resid_pdrop=0.0, hidden_act="silu",
        bos_token_id=text, eos_token_id=end, pad_token_id=text, head_dim=cfg.head_dim,
        initializer_range=0.02, mamba_dt_rank=cfg.dt_rank, mb_per_layer=2,
        max_position_embeddings=longest, tie_word_embeddings=True, use_cache=True)
    return dict(sorted(values.items()))


def learnt_skills(answers, at_least):
    right, count = collections.Counter(), collections.Counter()
    with open(answers, encoding="utf-8") as f:
        for line in f:
            row = json.loads(line)
            if not row["answer"]:
                continue                # a question beyond the skills is no skill
            count[row["skill"]] += 1
            right[row["skill"]] += row["right"]
    return sorted(s for s in count if right[s] >= at_least * count[s])


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--run", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--answers", help="JSON lines written by evaluate.py --json")
    ap.add_argument("--at-least", type=float, default=0.8, help="share of right answers of a skill")
    ap.add_argument("--corpus", help="without --answers: name all skills this command prints")
    ap.add_argument("--context", type=int, default=4096, help="max_position_embeddings")
    args = ap.parse_args()
    if not args.answers and not args.corpus:
        ap.error("one of --answers and --corpus is needed for the list of skills")
    if args.answers:
        skills = learnt_skills(args.answers, args.at_least)
    else:
        skills = sorted({s.skill for s in data.stream(args.corpus, data.EVALUATION_SEED, 5000)
                         if s.answer})
    model, _ = train.load_model(args.run, "cpu")
    tok = Tokenizer.load(args.run)
    os.makedirs(args.out, exist_ok=True)
    tok.save(args.out)
    write_json(os.path.join(args.out, "config.json"), config_json(model.cfg, tok, args.context))
    write_json(os.path.join(args.out, "lemma.json"), {"prompt_family": "starter", "skills": skills})
    size = write_safetensors(os.path.join(args.out, "model.safetensors"), model)
    print("%s: %d tensors, %.2f MB, %d skills" % (args.out, len(model.names), size / 1e6,
                                                 len(skills)))


if __name__ == "__main__":
    main()
