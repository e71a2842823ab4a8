# SPDX-License-Identifier: GPL-3.0-or-later
"""Training text: from the generator's JSON lines to batches of tokens.

Documents are laid one behind the other until a step's row of tokens is full; Docs says where each
begins and nothing in the network looks across.  Rows are filled by best fit from a pool, so about
one token in a hundred is padding and every step has the same shape.  No generator seed is used
twice; seeds from EVALUATION_SEED on are never trained on.
"""
import json
import multiprocessing
import random
import shlex
import subprocess
import sys

import numpy
import torch

EVALUATION_SEED = 1000000
POOL = 256                  # documents to choose from while a row is filled
LINES_PER_SEED = 2000


class Docs:
    """start[t]: first token of t's document; offsets: first token of each, then the end."""

    def __init__(self, start, offsets, longest):
        self.start, self.offsets, self.longest = start, offsets, longest

    @classmethod
    def of(cls, lengths, device="cpu"):
        offsets = numpy.concatenate([[0], numpy.cumsum(lengths)]).astype(numpy.int32)
        start = numpy.repeat(offsets[:-1], lengths)
        return cls(torch.from_numpy(start).to(device), torch.from_numpy(offsets).to(device),
                   int(max(lengths)))


class Batch:
    """tokens (n_tok); chosen: the positions whose next token counts, target: that token or -1."""

    def __init__(self, tokens, docs, chosen, target, n_target):
        self.tokens, self.docs, self.chosen, self.target = tokens, docs, chosen, target
        self.n_target = n_target


class Sample:
    """One line of the generator."""
    __slots__ = ("messages", "skill", "lang", "answer")

    def __init__(self, line):
        row = json.loads(line)
        self.messages = [(m["role"], m["content"]) for m in row["messages"]]
        self.skill, self.lang = row.get("skill", ""), row.get("lang", "")
        self.answer = row.get("answer", "")


def stream(command, seed, count):
    """The samples of one seed."""
    argv = shlex.split(command) + ["--seed", str(seed), "--count", str(count)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as process:
        for line in process.stdout:
            if line.endswith(b"\n"):
                yield Sample(line)
    if process.returncode:
        raise RuntimeError("%s failed (exit %d)" % (" ".join(argv), process.returncode))


def without_explanation(text):
    """Keeps the scratch work and the last section: the '## ' sections before it are left out."""
    head = text.find("\n## ")
    last = text.rfind("\n## ")
    return text if head == last else text[:head] + text[last:]


def encode_chat(tok, messages, short=False):
    """(ids, where the loss counts): the assistant's text and its end tag."""
    ids, counts = [], []
    for role, content in messages:
        ids.append(tok.tag("<|%s|>" % role))
        counts.append(False)
        if short and role == "assistant":
            content = without_explanation(content)
        part = tok.encode(content) + [tok.tag("<|end|>")]
        ids += part
        counts += [role == "assistant"] * len(part)
    return ids, counts


def encode_prompt(tok, messages):
    """Everything up to the last assistant turn, which is left open."""
    ids = []
    for role, content in messages[:-1]:
        ids += [tok.tag("<|%s|>" % role)] + tok.encode(content) + [tok.tag("<|end|>")]
    return ids + [tok.tag("<|assistant|>")]


class Source:
    """Endless documents from the seeds seed, seed + step, ...; short_share is the chance that a
    document's explanation is left out."""

    def __init__(self, command, tok, seed, step, longest):
        self.command, self.tok, self.seed, self.step = command, tok, seed, step
        self.longest, self.short_share = longest, 0.0
        self.random = random.Random(seed)
        self.samples = iter(())
        self.seen = self.too_long = self.failed = self.begun = 0

    def next_sample(self):
        """The next one of this seed or None; a long run survives a few seeds that fail."""
        try:
            return next(self.samples, None)
        except RuntimeError as error:
            print(error, file=sys.stderr, flush=True)
            self.failed += 1
            if self.failed > 10 + self.begun // 10:
                raise
            return None

    def next(self):
        while True:
            sample = self.next_sample()
            if sample is None:
                if self.seed >= EVALUATION_SEED:
                    raise RuntimeError("the training seeds ran into those of the evaluation")
                self.samples = stream(self.command, self.seed, LINES_PER_SEED)
                self.seed += self.step
                self.begun += 1
                continue
            self.seen += 1
            short = self.random.random() < self.short_share
            document = encode_chat(self.tok, sample.messages, short)
            if len(document[0]) <= self.longest:
                return document
            self.too_long += 1


def lay_out(documents, n_tok):
    """Documents behind each other, filled up with one that does not count: arrays for a Batch."""
    lengths = [len(ids) for ids, _ in documents]
    rest = n_tok - sum(lengths)
    tokens = numpy.zeros(n_tok, numpy.int64)
    target = numpy.full(n_tok, -1, numpy.int32)
    at = 0
    for ids, counts in documents:
        tokens[at:at + len(ids)] = ids
        target[at:at + len(ids) - 1] = numpy.where(counts[1:], ids[1:], -1)
        at += len(ids)
    chosen = numpy.flatnonzero(target >= 0)
    # Round up to a multiple of 128 with positions that do not count: few distinct shapes.
    spare = numpy.flatnonzero(target < 0)[:-len(chosen) % 128]
    padded = numpy.concatenate([chosen, spare])
    return tokens, lengths + ([rest] if rest else []), padded, target[padded], len(chosen)


def to_batch(arrays, device):
    tokens, lengths, chosen, target, n_target = arrays
    return Batch(torch.from_numpy(tokens).to(device), Docs.of(lengths, device),
                 torch.from_numpy(chosen).to(device), torch.from_numpy(target).to(device), n_target)


def make_batch(documents, n_tok, device):
    return to_batch(lay_out(documents, n_tok), device)


class Packer:
    """Rows of exactly n_tok tokens from a source, made when asked for."""

    def __init__(self, source, n_tok, device="cpu"):
        self.source, self.n_tok, self.device = source, n_tok, device
        self.pool = []

    def row(self):
        """(arrays for a Batch, tokens of padding)"""
        row, room = [], self.n_tok
        while True:
            while len(self.pool) < POOL:
                self.pool.append(self.source.next())
            # Oldest first while there is plenty of room, then the longest that still fits.
            if room >= 2 * self.source.longest or room == self.n_tok:
                pick = 0
            else:
                fit = [(len(d[0]), -i) for i, d in enumerate(self.pool) if len(d[0]) <= room]
                if not fit:
                    break
                pick = -max(fit)[1]
            document = self.pool.pop(pick)
            row.append(document)
            room -= len(document[0])
        return lay_out(row, self.n_tok), room

    def next(self):
        return to_batch(self.row()[0], self.device)

    def set_short_share(self, share):
        self.source.short_share = share

    def next_seed(self):
        """The first seed that was not begun."""
        return self.source.seed


def work(queue, share, command, tok, seed, step, longest, n_tok):
    source = Source(command, tok, seed, step, longest)
    packer = Packer(source, n_tok)
    while True:
        source.short_share = share.value
        queue.put((packer.row()[0], source.seed))


class Workers:
    """The same for a fast GPU: processes with seeds of their own keep a queue of rows filled."""

    def __init__(self, command, tok, seed, longest, n_tok, device, count):
        context = multiprocessing.get_context("spawn")
        self.device, self.seed = device, seed
        self.queue = context.Queue(4 * count)
        self.share = context.Value("d", 0.0)
        for k in range(count):
            context.Process(target=work, daemon=True,
                            args=(self.queue, self.share, command, tok, seed + k, count, longest,
                                  n_tok)).start()

    def next(self):
        arrays, seed = self.queue.get(timeout=300)
        self.seed = max(self.seed, seed)
        return to_batch(arrays, self.device)

    def set_short_share(self, share):
        self.share.value = share

    def next_seed(self):
        return self.seed
