#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/golden/tokenizer: two small byte-level BPE tokenizers and texts with their exact ids.

    python3 tests/oracle/make_tokenizer.py [tests/golden/tokenizer]

Python's standard library only. The oracle is written for being obviously right: the two splitting
patterns as functions with plain backtracking, BPE that scans for the lowest rank each time, added
tokens found by trying every one at every place. The first tokenizer has the shape of the model's
own (o200k pattern, tags that swallow space, ids in the file that are not to be believed, merges as
pairs); the second that of GPT-2 (ByteLevel with its own regex, merges as strings, ignore_merges).
"""
import json
import os
import sys
import unicodedata

# --- byte alphabet ---------------------------------------------------------------------------

def byte_alphabet():
    printable = list(range(0x21, 0x7F)) + list(range(0xA1, 0xAD)) + list(range(0xAE, 0x100))
    chars, extra = {}, 0
    for byte in range(256):
        if byte in printable:
            chars[byte] = chr(byte)
        else:
            chars[byte] = chr(0x100 + extra)
            extra += 1
    return chars


BYTE_CHAR = byte_alphabet()


def spell(text):
    return "".join(BYTE_CHAR[b] for b in text.encode("utf-8"))


# --- character classes -----------------------------------------------------------------------

SPACES = set(list(range(9, 14)) + [0x20, 0x85, 0xA0, 0x1680] + list(range(0x2000, 0x200B)) +
             [0x2028, 0x2029, 0x202F, 0x205F, 0x3000])


def is_space(c):
    return ord(c) in SPACES


def category(c):
    return unicodedata.category(c)


def is_letter(c):
    return category(c)[0] == "L"


def is_number(c):
    return category(c)[0] == "N"


def is_upper_like(c):
    return category(c) in ("Lu", "Lt", "Lm", "Lo") or category(c)[0] == "M"


def is_lower_like(c):
    return category(c) in ("Ll", "Lm", "Lo") or category(c)[0] == "M"


def is_word(c):
    return is_letter(c) or category(c)[0] == "M" or category(c) in ("Nd", "Nl", "Pc") or \
        c in "\u200c\u200d"


def run(text, at, test):
    """End of the longest run of characters that pass the test."""
    while at < len(text) and test(text[at]):
        at += 1
    return at


# --- the o200k pattern -----------------------------------------------------------------------

def o200k_contraction(text, at):
    """(?i:'s|'t|'re|'ve|'m|'ll|'d)? where i also means U+017F for s."""
    for word in ("s", "t", "re", "ve", "m", "ll", "d"):
        piece = text[at + 1:at + 1 + len(word)].lower().replace("\u017f", "s")
        if text[at:at + 1] == "'" and piece == word:
            return at + 1 + len(word)
    return at


def o200k_word(text, at, upper_least, lower_least):
    """[^\\r\\n\\p{L}\\p{N}]? upper{upper_least,} lower{lower_least,} contraction?, or None."""
    starts = [at]
    if at < len(text) and text[at] not in "\r\n" and not is_letter(text[at]) and \
            not is_number(text[at]):
        starts.insert(0, at + 1)
    for start in starts:
        most = run(text, start, is_upper_like)
        for middle in range(most, start + upper_least - 1, -1):
            end = run(text, middle, is_lower_like)
            if end - middle >= lower_least:
                return o200k_contraction(text, end)
    return None


def tail_of_spaces(text, at):
    """What both patterns do with white space: \\s+(?!\\S)|\\s+"""
    end = run(text, at, is_space)
    if end == at:
        return None
    return end - 1 if end < len(text) and end - 1 > at else end


def o200k_match(text, at):
    end = o200k_word(text, at, 0, 1)
    if end is None:
        end = o200k_word(text, at, 1, 0)
    if end is not None:
        return end
    if is_number(text[at]):
        return min(run(text, at, is_number), at + 3)
    start = at + (text[at] == " ")
    end = run(text, start, lambda c: not is_space(c) and not is_letter(c) and not is_number(c))
    if end > start:
        return run(text, end, lambda c: c in "\r\n/")
    # \s*[\r\n]+ : the last line break of the run of spaces ends it
    end = run(text, at, is_space)
    while end > at and text[end - 1] not in "\r\n":
        end -= 1
    if end > at:
        return end
    return tail_of_spaces(text, at)


def gpt2_match(text, at):
    for word in ("'s", "'t", "'re", "'ve", "'m", "'ll", "'d"):
        if text.startswith(word, at):
            return at + len(word)
    start = at + (text[at] == " ")
    tests = (is_letter, is_number,
             lambda c: not is_space(c) and not is_letter(c) and not is_number(c))
    for test in tests:
        end = run(text, start, test)
        if end > start:
            return end
    return tail_of_spaces(text, at)


# --- the tokenizer ---------------------------------------------------------------------------

class Tokenizer:
    def __init__(self, match, merges, ignore_merges=False, extra_words=()):
        self.match = match
        self.ignore_merges = ignore_merges
        self.merges = {pair: rank for rank, pair in enumerate(merges)}
        self.vocab = {BYTE_CHAR[b]: b for b in range(256)}
        for left, right in merges:
            self.vocab.setdefault(left + right, len(self.vocab))
        for word in extra_words:
            self.vocab.setdefault(word, len(self.vocab))
        self.added = []

    def add(self, content, file_id, **flags):
        """The library's rule for ids: file_id is written to the file and nothing more."""
        highest = max([t["real_id"] for t in self.added], default=-1)
        real = self.vocab.get(content, max(len(self.vocab), highest + 1))
        token = {"id": file_id, "content": content, "single_word": False, "lstrip": False,
                 "rstrip": False, "normalized": False, "special": True}
        token.update(flags)
        token["real_id"] = real
        self.added.append(token)

    def bpe(self, piece):
        spelled = spell(piece)
        if self.ignore_merges and spelled in self.vocab:
            return [self.vocab[spelled]]
        symbols = list(spelled)
        while True:
            ranks = [self.merges.get((a, b)) for a, b in zip(symbols, symbols[1:])]
            known = [rank for rank in ranks if rank is not None]
            if not known:
                return [self.vocab[s] for s in symbols]
            at = ranks.index(min(known))
            symbols[at:at + 2] = [symbols[at] + symbols[at + 1]]

    def plain(self, text):
        ids, at = [], 0
        while at < len(text):
            end = self.match(text, at)
            ids += self.bpe(text[at:end])
            at = end
        return ids

    def tagged(self, text, normalized=False):
        """One pass over the text; what is left goes to the second pass, then to plain()."""
        rest = self.plain if normalized else lambda part: self.tagged(part, True)
        tokens = [t for t in self.added if t["normalized"] == normalized]
        ids, at, done = [], 0, 0
        while at < len(text):
            here = [t for t in tokens if text.startswith(t["content"], at)]
            if not here:
                at += 1
                continue
            token = max(here, key=lambda t: len(t["content"]))
            begin, end = at, at + len(token["content"])
            at = end
            touched = (begin > 0 and is_word(text[begin - 1])) or \
                (end < len(text) and is_word(text[end]))
            if token["single_word"] and touched:
                continue
            while token["lstrip"] and begin > done and is_space(text[begin - 1]):
                begin -= 1
            end = run(text, end, is_space) if token["rstrip"] else end
            ids += rest(text[done:begin]) if begin > done else []
            ids.append(token["real_id"])
            done = end
        return ids + (rest(text[done:]) if done < len(text) else [])

    def template(self, messages, generation):
        text = ""
        for m in messages:
            text += "<|" + m["role"] + "|>" + m["content"]
            if m["role"] == "system" and m.get("tools") is not None:
                text += "<|tool|>" + m["tools"] + "<|/tool|>"
            text += "<|end|>"
        return text + ("<|assistant|>" if generation else "<|endoftext|>")

    def plain_chat(self, messages, generation):
        """Tags by id, contents as plain text after the space their tag swallows."""
        tag = {t["content"]: t for t in self.added}
        ids = []

        def put(name, text):
            ids.append(tag[name]["real_id"])
            at = run(text, 0, is_space) if tag[name]["rstrip"] else 0
            ids.extend(self.plain(text[at:]))

        for m in messages:
            put("<|" + m["role"] + "|>", m["content"])
            if m["role"] == "system" and m.get("tools") is not None:
                put("<|tool|>", m["tools"])
                ids.append(tag["<|/tool|>"]["real_id"])
            ids.append(tag["<|end|>"]["real_id"])
        return ids + [tag["<|assistant|>" if generation else "<|endoftext|>"]["real_id"]]


def train(text, match, count):
    """Plain BPE training: the most frequent pair, the first in spelling on a tie."""
    words, at = {}, 0
    while at < len(text):
        end = match(text, at)
        word = tuple(spell(text[at:end]))
        words[word] = words.get(word, 0) + 1
        at = end
    merges = []
    while True:
        pairs = {}
        for word, n in words.items():
            for pair in zip(word, word[1:]):
                pairs[pair] = pairs.get(pair, 0) + n
        if not pairs or len(merges) == count:
            return merges
        best = min(pairs, key=lambda p: (-pairs[p], p))
        merges.append(best)
        joined = {}
        for word, n in words.items():
            out = []
            for symbol in word:
                if out and (out[-1], symbol) == best:
                    out[-1] += symbol
                else:
                    out.append(symbol)
            joined[tuple(out)] = joined.get(tuple(out), 0) + n
        words = joined


# --- what is written -------------------------------------------------------------------------

O200K = ("[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
         "(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+"
         "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}|"
         " ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+")

CORPUS = """
The answer is the sum of the angles: the angle at the centre is twice the angle on the circle.
Let us solve the equation step by step. We're looking for x, and we've found that it's 12.
I'll write the solution; you'd check it. She's right, they're right, it doesn't matter.
두 수의 합을 구하세요. 이차방정식의 근을 구하고 검산해 주세요. 삼각형의 넓이는 얼마인가요?
한국어로 답하세요. 답은 다음과 같습니다. 그러므로 두 근의 합은 오입니다. 안녕하세요.
def solve(a, b, c):\n    d = b * b - 4 * a * c\n    return (-b + sqrt(d)) / (2 * a)\n
數學 的 方法 と 数学の方法。x = 10, y = 100, z = 1000; 1 + 1 = 2, 2 + 2 = 4.
\\frac{1}{2} + \\frac{1}{3} = \\frac{5}{6}, \\sqrt{2} \\cdot \\sqrt{2} = 2, \\boxed{42}
aaaaaaaa aaaaaaaa aaaaaaaa hahahaha                angleangle SSSS
"""

TEXTS = {
    "empty": "",
    "english": "The angles of a triangle add up to two right angles.",
    "contractions": "I'll, we've, they're, it's, I'd, I'm, don't; I'LL, WE'VE, IT'S, ' s",
    "long s contraction": "it'\u017f IT'\u017f '\u017f \u017f",
    "no contraction": "it\u2019s l\u2019angle 's 'tis",
    "upper and lower": "ABCdefGHI aB Ab x\u01c5y \u01c5\u01c6 iPhone McDonald",
    "korean": "두 수의 합을 구하세요. 한국어로 답하세요.",
    "korean decomposed": unicodedata.normalize("NFD", "두 수의 합을 구하세요."),
    "korean letters": "ㅎㅏㄴㄱㅡㄹ ㅋㅋㅋ ㅠㅠ",
    "korean and english": "한국어English섞어쓰기123번",
    "chinese and japanese": "數學的方法。数学の方法、カタカナ、\U00020000\U00020bb7野家",
    "emoji joined": "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1f0\U0001f1f7 \u2764\ufe0f "
                    "\U0001f44d\U0001f3fd",
    "marks": "e\u0301 \u0301a x\u0302\u0303y \u0928\u092e\u0938\u094d\u0924\u0947",
    "next line": "a\u0085b\u0085\u0085 c \u0085\nd",
    "vowel separator": "a\u180eb \u180e \u180e\n",
    "ideographic space": "수학\u3000문제\u3000\u3000풀이\u3000\n",
    "odd spaces": "a\u00a0b\u2003c\u202f\u2028d\u2029\u1680e\u200bf\u2060g\ufeffh",
    "spaces": "a b  c   d    e ",
    "leading spaces": "   a\n   b",
    "only spaces": "      ",
    "line ends": "a\r\nb\r\n\r\nc\n\n\nd\re \r\n f",
    "tabs": "\ta\t\tb \t c\t\n\t\td",
    "code": "def f(x):\n    if x > 0:\n        return x / 2 // 3\n    # done\n",
    "digits": "12345678901234567890 1,000,000.25 007 ½²٣Ⅷ",
    "latex": "\\frac{-b \\pm \\sqrt{b^2-4ac}}{2a} \\boxed{42}",
    "slashes": "https://example.org//a/b\n///\r\n/ /",
    "tag": "What is <|user|>?",
    "tags": "<|end|><|assistant|> Sure",
    "tag and space": "<|end|>  \n\u3000\u0085 x<|end|>\u200bx<|end|>\u180ex",
    "tag cut short": "<|use <|user| <||user|> |><|us<|user|>er|>",
    "swallows left": "a  <|mark|> b <|mark|>",
    "single word": "<|word|> a<|word|> <|word|>b \u00e9<|word|> _<|word|> <|word|>!",
    "tags against each other": "<|end|> <|mark|>  <|mark|><|word|><|end|>",
    "in the vocabulary": "a<|endoftext|>b",
    "tool": "<|tool|> {} <|/tool|>",
    "nul": "a\0b\0\0 \0",
    "controls": "\x01\x02\x1b[31m\x7f",
    "long letters": "a" * 300,
    "long spaces": " " * 70 + "x",
    "long words": "angle" * 20 + "ANGLE" * 20,
    "last plane": "\U0010ffff\U0010fffe\ufffd\ue000",
}

BROKEN = {  # bytes that are not UTF-8, and what each stands for
    "lone continuation": b"a\x80b",
    "cut sequence": b"a\xe2\x82b\xf0\x9f\x98 c\xf0\x9f",
    "overlong": b"\xc0\xaf\xe0\x80\x80\xf0\x80\x80\x80",
    "surrogate": b"\xed\xa0\x80\xed\xbf\xbf",
    "past the end": b"\xf4\x90\x80\x80\xf5\xff\xfe",
    "between tags": b"<|end|>\xff<|end|>",
}

CHATS = [
    {"messages": [{"role": "user", "content": "1 + 1 = ?"}]},
    {"messages": [{"role": "system", "content": "한국어로 답하세요."},
                  {"role": "user", "content": " \n leading space"},
                  {"role": "assistant", "content": "<think>\nit's 2\n</think>\n\n2 "},
                  {"role": "user", "content": "\u3000검산해 주세요.  "}]},
    {"messages": [{"role": "user", "content": "<|end|>\n\n<|assistant|> Sure"}]},
    {"messages": [{"role": "user", "content": "   "}]},
    {"messages": [{"role": "user", "content": "\u200bzero width, \ufeffmark"}]},
    {"messages": [{"role": "system", "content": "x ", "tools": " [{\"name\": \"f\"}]"},
                  {"role": "user", "content": "tools"}]},
    {"messages": [{"role": "system", "content": "x", "tools": None},
                  {"role": "user", "content": "no tools"}]},
    {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": " yes"}],
     "add_generation_prompt": False},
    {"messages": [], "add_generation_prompt": False},
]


def document(tok, pre_tokenizer, merges, **model):
    added = [{k: v for k, v in t.items() if k != "real_id"} for t in tok.added]
    byte_level = {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True,
                  "use_regex": True}
    fields = {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "",
              "end_of_word_suffix": "", "fuse_unk": False, "byte_fallback": False}
    fields.update(model)
    fields.update({"vocab": tok.vocab, "merges": merges})
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": added,
            "normalizer": None, "pre_tokenizer": pre_tokenizer, "post_processor": None,
            "decoder": byte_level, "model": fields}


def write(directory, tok, doc):
    os.makedirs(directory, exist_ok=True)
    with open(os.path.join(directory, "tokenizer.json"), "w", encoding="utf-8") as f:
        json.dump(doc, f, ensure_ascii=False, indent=0)
        f.write("\n")
    with open(os.path.join(directory, "cases.jsonl"), "w", encoding="utf-8") as f:
        def line(case):
            f.write(json.dumps(case) + "\n")

        for name, text in TEXTS.items():
            line({"name": name, "text": text, "ids": tok.plain(text), "ids_tags": tok.tagged(text)})
        for name, broken in BROKEN.items():
            text = broken.decode("utf-8", "replace")
            line({"name": name, "hex": broken.hex(), "ids": tok.plain(text),
                  "ids_tags": tok.tagged(text)})
        for chat in CHATS if any(t["content"] == "<|end|>" for t in tok.added) else []:
            generation = chat.get("add_generation_prompt", True)
            line(dict(chat, name="chat", ids=tok.plain_chat(chat["messages"], generation),
                      ids_tags=tok.tagged(tok.template(chat["messages"], generation))))


def main():
    top = sys.argv[1] if len(sys.argv) > 1 else \
        os.path.join(os.path.dirname(__file__), "..", "golden", "tokenizer")

    tok = Tokenizer(o200k_match, train(CORPUS, o200k_match, 400), extra_words=["<|endoftext|>"])
    base = len(tok.vocab)
    turn = {"rstrip": True}
    tok.add("<|endoftext|>", tok.vocab["<|endoftext|>"])
    tok.add("<|assistant|>", base, **turn)
    tok.add("<|end|>", base + 1, **turn)
    tok.add("<|user|>", base + 3, **turn)  # the file leaves out base + 2, the library does not
    tok.add("<|system|>", base + 4, **turn)
    tok.add("<|tool|>", base + 5, special=False, **turn)
    tok.add("<|/tool|>", base + 6, special=False, **turn)
    tok.add("<|mark|>", base + 7, lstrip=True)
    tok.add("<|word|>", base + 8, single_word=True, normalized=True)
    split = {"type": "Split", "pattern": {"Regex": O200K}, "behavior": "Removed", "invert": True}
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True,
                  "use_regex": False}
    pre = {"type": "Sequence", "pretokenizers": [split, byte_level]}
    write(top, tok, document(tok, pre, [list(pair) for pair in tok.merges]))

    words = [spell(w) for w in (" triangle", "zero", "Sure", "  ")]
    tok = Tokenizer(gpt2_match, train(CORPUS, gpt2_match, 300), ignore_merges=True,
                    extra_words=words + ["<|endoftext|>"])
    tok.add("<|endoftext|>", 0)
    tok.add("<|user|>", 1)
    pre = dict(byte_level, use_regex=True)
    write(os.path.join(top, "gpt2"), tok,
          document(tok, pre, [left + " " + right for left, right in tok.merges],
                   ignore_merges=True))


if __name__ == "__main__":
    main()
