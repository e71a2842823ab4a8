# SPDX-License-Identifier: GPL-3.0-or-later
"""The starter's byte-level BPE tokenizer: training, encoding, and tokenizer.json.

    python3 tokenizer.py train --corpus "CMD" --out DIR [--size 1024] [--samples 20000]
    python3 tokenizer.py show --model DIR "text"

The one idea: a regular expression cuts the text into pieces first, and merges never cross a piece.
Digits, operators, brackets, signs and the letters of variables are pieces of their own, so a model
sees every number digit by digit; only words, LaTeX commands, headings and the two think marks can
grow into longer tokens.  The expression uses nothing that differs between re, PCRE2 and Oniguruma.
"""
import argparse
import collections
import heapq
import json
import os
import re

TAGS = ("<|endoftext|>", "<|end|>", "<|user|>", "<|assistant|>", "<|system|>")

TWO_LETTERS = "an|as|at|be|by|cm|do|go|he|if|in|is|it|kg|km|me|mm|my|no|of|on|or|so|to|up|us|we"
PATTERN = "|".join((
    r"\\[A-Za-z]+",                                     # LaTeX command
    r" ?\\\(|\\\)",                                      # LaTeX brackets
    r"</?think>",
    r"#+",
    r" ?[A-Za-z]{3,}",                                  # word, with the space before it
    " (?:%s)(?![A-Za-z])" % TWO_LETTERS,                # short words: xy or ab stay letters
    "(?:%s)(?![A-Za-z])" % "|".join(w.title() for w in TWO_LETTERS.split("|") if w[1] not in "gm"),
    r" ?[가-힣]+",
    r"\n\n",
    r"\n",
    r"[^\n]",                                           # any one character
))


def byte_letters():
    """The usual printable stand-ins of byte-level BPE: printable bytes stand for themselves, the
    others get the characters from U+0100 on, in order."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters, extra = {}, 256
    for b in range(256):
        if b in plain:
            letters[b] = chr(b)
        else:
            letters[b] = chr(extra)
            extra += 1
    return letters


LETTERS = byte_letters()
BYTES = {c: b for b, c in LETTERS.items()}


def spell(piece):
    return "".join(LETTERS[b] for b in piece.encode("utf-8"))


class Tokenizer:
    def __init__(self, vocab, merges, tags=TAGS):
        self.vocab = vocab
        self.merges = merges
        self.rank = {pair: i for i, pair in enumerate(merges)}
        self.pieces = re.compile(PATTERN)
        self.cache = {}
        # As the Hugging Face library numbers them: after the vocabulary, in order.
        self.tags = {t: len(vocab) + i for i, t in enumerate(tags)}
        self.text = {i: t for t, i in vocab.items()}

    def __len__(self):
        return len(self.vocab) + len(self.tags)

    def tag(self, name):
        return self.tags[name]

    def encode_piece(self, piece):
        parts = list(spell(piece))
        while len(parts) > 1:
            best = min(range(len(parts) - 1),
                       key=lambda i: self.rank.get((parts[i], parts[i + 1]), 1 << 30))
            if (parts[best], parts[best + 1]) not in self.rank:
                break
            parts[best:best + 2] = [parts[best] + parts[best + 1]]
        return [self.vocab[p] for p in parts]

    def encode(self, text):
        """Plain text: tags inside it are not tags."""
        ids, cache = [], self.cache
        for piece in self.pieces.findall(text):
            got = cache.get(piece)
            if got is None:
                got = self.encode_piece(piece)
                if len(cache) < 200000:
                    cache[piece] = got
            ids += got
        return ids

    def decode(self, ids):
        letters = "".join(self.text.get(i, "") for i in ids)
        return bytes(BYTES[c] for c in letters).decode("utf-8", "replace")

    def save(self, folder):
        os.makedirs(folder, exist_ok=True)
        added = [{"id": i, "content": t, "single_word": False, "lstrip": False, "rstrip": False,
                  "normalized": False, "special": True} for t, i in self.tags.items()]
        byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True,
                      "use_regex": False}
        split = {"type": "Split", "pattern": {"Regex": PATTERN}, "behavior": "Removed",
                 "invert": True}
        write_json(os.path.join(folder, "tokenizer.json"), {
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": added,
            "normalizer": None,
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, byte_level]},
            "post_processor": None, "decoder": byte_level,
            "model": {"type": "BPE", "dropout": None, "unk_token": None,
                      "continuing_subword_prefix": None, "end_of_word_suffix": None,
                      "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
                      "vocab": self.vocab, "merges": ["%s %s" % m for m in self.merges]}})
        turns = ("{% for message in messages %}{{ '<|' + message['role'] + '|>' + "
                 "message['content'] + '<|end|>' }}{% endfor %}"
                 "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}")
        write_json(os.path.join(folder, "tokenizer_config.json"), {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 4096,
            "bos_token": "<|endoftext|>", "eos_token": "<|end|>", "pad_token": "<|endoftext|>",
            "clean_up_tokenization_spaces": False, "add_bos_token": False, "add_eos_token": False,
            "chat_template": turns,
            "added_tokens_decoder": {str(a["id"]): {k: v for k, v in a.items() if k != "id"}
                                     for a in added}})
        write_json(os.path.join(folder, "generation_config.json"), {
            "_from_model_config": True, "bos_token_id": self.tags["<|endoftext|>"],
            "eos_token_id": [self.tags["<|end|>"], self.tags["<|endoftext|>"]],
            "pad_token_id": self.tags["<|endoftext|>"], "do_sample": False})

    @classmethod
    def load(cls, folder):
        with open(os.path.join(folder, "tokenizer.json"), encoding="utf-8") as f:
            data = json.load(f)
        pattern = data["pre_tokenizer"]["pretokenizers"][0]["pattern"]["Regex"]
        if pattern != PATTERN:
            raise ValueError("%s: made by another version of tokenizer.py" % folder)
        merges = [tuple(m.split(" ")) for m in data["model"]["merges"]]
        return cls(data["model"]["vocab"], merges, [a["content"] for a in data["added_tokens"]])


def write_json(path, value):
    with open(path, "w", encoding="utf-8") as f:
        json.dump(value, f, ensure_ascii=False, indent=1)
        f.write("\n")


def piece_counts(texts):
    """How often each piece that may be merged occurs."""
    counts = collections.Counter()
    find = re.compile(PATTERN).findall
    for text in texts:
        counts.update(find(text))
    kept = {}
    for piece, n in counts.items():
        if len(piece.encode("utf-8")) < 2 or (piece.strip().isalpha() and piece.isupper()):
            continue                    # a triangle ABC is three letters
        kept[piece] = n * 4 if piece[0] == "\\" else n
    kept["<think>"] = kept["</think>"] = sum(counts.values())
    return kept


def learn_merges(counts, wanted):
    """Byte-pair merges, most frequent first; ties by text, so that the result is the same on every
    machine."""
    words = [(list(spell(p)), n) for p, n in sorted(counts.items())]
    pairs, where = collections.Counter(), collections.defaultdict(set)
    for i, (parts, n) in enumerate(words):
        for pair in zip(parts, parts[1:]):
            pairs[pair] += n
            where[pair].add(i)
    heap = [(-n, pair) for pair, n in pairs.items()]
    heapq.heapify(heap)
    merges = []
    while len(merges) < wanted and heap:
        n, pair = heapq.heappop(heap)
        if -n != pairs[pair] or n == 0:
            if pairs[pair] > 0 and -n > pairs[pair]:
                heapq.heappush(heap, (-pairs[pair], pair))
            continue
        merges.append(pair)
        changed = set()
        for i in where.pop(pair):
            parts, count = words[i]
            for old in zip(parts, parts[1:]):
                pairs[old] -= count
            at = 0
            while at < len(parts) - 1:
                if (parts[at], parts[at + 1]) == pair:
                    parts[at:at + 2] = [parts[at] + parts[at + 1]]
                at += 1
            for new in zip(parts, parts[1:]):
                pairs[new] += count
                where[new].add(i)
                changed.add(new)
        for new in changed:
            heapq.heappush(heap, (-pairs[new], new))
    return merges


def train(texts, size):
    """A tokenizer of `size` entries with the tags."""
    vocab = {LETTERS[b]: b for b in range(256)}
    merges = []
    for a, b in learn_merges(piece_counts(texts), size):
        if len(vocab) == size - len(TAGS):
            break
        merges.append((a, b))
        vocab.setdefault(a + b, len(vocab))
    spare = 0
    while len(vocab) < size - len(TAGS):    # a small corpus: fill up, so that sizes stay as asked
        vocab["<unused%d>" % spare] = len(vocab)
        spare += 1
    return Tokenizer(vocab, merges)


def main():
    import data
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    sub = ap.add_subparsers(dest="verb", required=True)
    t = sub.add_parser("train")
    t.add_argument("--corpus", required=True, help="command that prints JSON lines")
    t.add_argument("--out", required=True)
    t.add_argument("--size", type=int, default=1024)
    t.add_argument("--samples", type=int, default=20000)
    s = sub.add_parser("show")
    s.add_argument("--model", required=True)
    s.add_argument("text")
    args = ap.parse_args()
    if args.verb == "show":
        tok = Tokenizer.load(args.model)
        print([tok.text[i] for i in tok.encode(args.text)])
        return
    samples = list(data.stream(args.corpus, 0, args.samples))
    tok = train((c for s in samples for _, c in s.messages), args.size)
    tok.save(args.out)
    lengths = sorted(len(data.encode_chat(tok, s.messages)[0]) for s in samples)
    at = [lengths[int(q * (len(lengths) - 1))] for q in (0, .05, .25, .5, .75, .95, .99, 1)]
    print("%d entries; document lengths: mean %.0f, at 0/5/25/50/75/95/99/100%%: %s" %
          (len(tok), sum(lengths) / len(lengths), " ".join(map(str, at))))


if __name__ == "__main__":
    main()
