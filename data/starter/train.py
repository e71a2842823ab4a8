# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the starter model from scratch on text made by `lemma topics corpus`.

    python3 train.py --corpus "lemma topics corpus" --out RUN --minutes 85
    python3 train.py --corpus "lemma topics corpus" --out RUN --minutes 85 --resume

The run's folder holds the tokenizer, log.txt and checkpoint.pt (model, optimiser, random numbers,
data position, time used).  The schedule follows the share of the budget that is used up, and time
used before a --resume counts, so the decay ends when the budget does, wherever the run was cut.
"""
import argparse
import os
import sys
import time

import torch

import data
import evaluate
from model import Config, Model
from optim import Optimizer, rate_factor
from tokenizer import Tokenizer, train as train_tokenizer

# Until this share of the budget a step has this many times --batch tokens: small steps learn faster
# at first, large ones average better in the decay.
BATCHES = ((0.2, 1), (0.6, 2), (1.1, 4))


def set_threads(device, n):
    if device == "cpu":
        import kernels_cpu
        kernels_cpu.set_threads(n)
    else:
        torch.set_num_threads(n)


def load_model(run, device):
    """The model of a run's checkpoint, and the checkpoint."""
    state = torch.load(os.path.join(run, "checkpoint.pt"), map_location=device)
    model = Model(Config(**state["config"]), device)
    model.matrices.copy_(state["matrices"])
    model.vectors.copy_(state["vectors"])
    model.refresh()
    return model, state


class Run:
    def __init__(self, args):
        self.args = args
        self.started = time.monotonic()
        self.seconds_before = 0.0
        self.tokens = 0
        os.makedirs(args.out, exist_ok=True)
        self.log_file = open(os.path.join(args.out, "log.txt"), "a", encoding="utf-8")
        seed = args.seed
        if args.resume:
            self.tok = Tokenizer.load(args.out)
            self.model, state = load_model(args.out, args.device)
            self.optimizer = Optimizer(self.model, args.rate, args.weight_decay)
            self.optimizer.load(state["optimizer"])
            self.tokens, self.seconds_before = state["tokens"], state["seconds"]
            torch.set_rng_state(state["random"].cpu())
            seed = state["data_seed"]
        else:
            self.tok = self.make_tokenizer()
            sizes = dict(item.split("=") for item in args.size)
            cfg = Config(vocab_size=-(-len(self.tok) // 16) * 16,
                         **{k: int(v) for k, v in sizes.items()})
            self.model = Model(cfg, args.device, args.seed)
            self.optimizer = Optimizer(self.model, args.rate, args.weight_decay)
        if args.workers:
            self.rows = data.Workers(args.corpus, self.tok, seed, args.longest, args.row,
                                     args.device, args.workers)
        else:
            source = data.Source(args.corpus, self.tok, seed, 1, args.longest)
            self.rows = data.Packer(source, args.row, args.device)

    def make_tokenizer(self):
        """Taken from --tokenizer, or learnt from the first seeds of the corpus."""
        if self.args.tokenizer:
            tok = Tokenizer.load(self.args.tokenizer)
        else:
            samples = data.stream(self.args.corpus, 0, 20000)
            tok = train_tokenizer((c for s in samples for _, c in s.messages), self.args.vocab)
        tok.save(self.args.out)
        return tok

    # ------------------------------------------------------------------------------------- progress

    def seconds(self):
        return self.seconds_before + time.monotonic() - self.started

    def done(self):
        if self.args.tokens:
            return self.tokens / (self.args.tokens * 1e6)
        return self.seconds() / (self.args.minutes * 60)

    def log(self, text):
        for f in (self.log_file, sys.stdout):
            print(text, file=f, flush=True)

    def save(self):
        path = os.path.join(self.args.out, "checkpoint.pt")
        torch.save({"config": vars(self.model.cfg), "matrices": self.model.matrices,
                    "vectors": self.model.vectors, "optimizer": self.optimizer.state(),
                    "tokens": self.tokens, "seconds": self.seconds(),
                    "random": torch.get_rng_state(), "data_seed": self.rows.next_seed()},
                   path + ".part")
        with open(path + ".part", "rb") as f:
            os.fsync(f.fileno())
        os.replace(path + ".part", path)

    def examine(self, decode):
        """Held-out loss and, if asked, exact answers."""
        args, began = self.args, time.monotonic()
        samples = list(data.stream(args.corpus, data.EVALUATION_SEED, 128))
        loss = evaluate.held_out_loss(self.model, self.tok, samples, args.longest)
        self.log("held out: loss %.4f at %.1f min" % (loss, self.seconds() / 60))
        if decode:
            samples = list(data.stream(args.corpus, data.EVALUATION_SEED + 1, args.problems))
            results = evaluate.answer_all(self.model, self.tok, samples, args.longest)
            self.log("answers: %s (%.0f s)" % (evaluate.report(results),
                                               time.monotonic() - began))

    # ------------------------------------------------------------------------------------ the steps

    def step(self, done):
        """One update.  Returns (sum of losses, number of targets) of its tokens."""
        times = next(n for until, n in BATCHES if done < until)
        rows = max(1, times * self.args.batch // self.args.row)
        batches = [self.rows.next() for _ in range(rows)]
        count = sum(b.n_target for b in batches)
        total = 0.0
        for batch in batches:
            loss = self.model.loss(batch, 1.0 / count)
            loss.backward()
            self.model.collect()
            total = total + loss.detach()
        self.optimizer.step(rate_factor(done, self.optimizer.step_count))
        self.tokens += rows * self.args.row
        return total, count

    def train(self):
        args = self.args
        cfg = self.model.cfg
        self.log("%s: %d parameters, %s" % ("resumed" if args.resume else "start",
                                            self.model.count(), vars(cfg)))
        logged = saved = time.monotonic()
        examined, total, count = self.done(), 0.0, 0
        tokens_then = self.tokens
        while True:
            done = self.done()
            if done >= 1.0:
                break
            self.rows.set_short_share(args.short_share if done < args.short_until else 0.0)
            loss, n = self.step(done)
            total, count = total + loss, count + n
            now = time.monotonic()
            if now - logged >= 20:
                self.log("%6.2f min  %7.2f M tokens  %6.0f tok/s  loss %.4f  rate %.5f  step %d" % (
                    self.seconds() / 60, self.tokens / 1e6,
                    (self.tokens - tokens_then) / (now - logged), float(total) / count,
                    args.rate * rate_factor(done, self.optimizer.step_count),
                    self.optimizer.step_count))
                logged, total, count, tokens_then = now, 0.0, 0, self.tokens
            if now - saved >= args.save_every:
                self.save()
                saved = now
            if done - examined >= args.examine_every:
                examined = done
                self.examine(True)
                logged, total, count, tokens_then = time.monotonic(), 0.0, 0, self.tokens
        self.save()
        self.examine(True)
        self.log("finished: %.1f minutes, %.2f M tokens, %d steps" % (
            self.seconds() / 60, self.tokens / 1e6, self.optimizer.step_count))


def arguments():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--corpus", required=True,
                    help="command that prints JSON lines; gets --seed, --count")
    ap.add_argument("--out", required=True, help="folder of the run")
    ap.add_argument("--minutes", type=float, default=85.0, help="budget in minutes")
    ap.add_argument("--tokens", type=float, default=0.0,
                    help="budget in millions of tokens instead")
    ap.add_argument("--resume", action="store_true")
    ap.add_argument("--device", default="cpu", help="cpu or cuda")
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--tokenizer", help="folder with a tokenizer.json made by tokenizer.py")
    ap.add_argument("--vocab", type=int, default=1280, help="entries, when the tokenizer is learnt")
    ap.add_argument("--size", action="append", default=[], metavar="NAME=N",
                    help="a size under its config.json name, e.g. hidden_size=192")
    ap.add_argument("--rate", type=float, default=3e-3)
    ap.add_argument("--weight-decay", type=float, default=0.1)
    ap.add_argument("--row", type=int, default=2048, help="tokens of one pass; larger on a GPU")
    ap.add_argument("--batch", type=int, default=2048, help="tokens of the first steps")
    ap.add_argument("--workers", type=int, default=0,
                    help="processes that prepare data (for a GPU)")
    ap.add_argument("--longest", type=int, default=1024, help="longer documents are left out")
    ap.add_argument("--short-share", type=float, default=0.88,
                    help="share of documents without their explanation ...")
    ap.add_argument("--short-until", type=float, default=0.75,
                    help="... until this share of the budget")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--save-every", type=float, default=120.0, help="seconds between checkpoints")
    ap.add_argument("--examine-every", type=float, default=0.15, help="share of the budget")
    ap.add_argument("--problems", type=int, default=192, help="answers decoded at each examination")
    return ap.parse_args()


def main():
    args = arguments()
    set_threads(args.device, args.threads)
    Run(args).train()


if __name__ == "__main__":
    main()
