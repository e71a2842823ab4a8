# SPDX-License-Identifier: GPL-3.0-or-later
"""The starter as its users meet it: problems through `lemma solve`, answers compared as text.

    python3 exam.py --lemma ../../build/lemma [--model DIR] [--seed 2000000] [--count 400]
    python3 exam.py --lemma ../../build/lemma --problems unseen.jsonl

Needs nothing but the program.  Problems are fresh ones of the generators (every skill as often as
the corpus has it), or lines {"problem", "answer", "lang", "skill"} of a file.  Greedy decoding, one
process a problem.  An answer is right when it equals the expected one, spaces aside.  Printed are
shares with 95 % Wilson intervals.
"""
import argparse
import collections
import concurrent.futures
import json
import math
import subprocess


def wilson(right, n, z=1.96):
    """Interval of a share (Wilson 1927), in per cent."""
    p = right / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return 100 * (centre - half), 100 * (centre + half)


def read_problems(args):
    if args.problems:
        with open(args.problems, encoding="utf-8") as f:
            lines = [json.loads(line) for line in f]
        return [dict(level="intermediate", **line) for line in lines][: args.count or None]
    command = [args.lemma, "topics", "corpus", "--seed", str(args.seed), "--count",
               str(args.count or 400)]
    out = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    items = map(json.loads, out.splitlines())
    return [dict(problem=i["messages"][1]["content"], answer=i["answer"], lang=i["lang"],
                 skill=i["skill"], level=i["level"]) for i in items]


def solve(args, item):
    """The answer that lemma boxed, or what it said instead."""
    command = [args.lemma, "solve", "--json", "--threads", "1", "--temperature", "0", "--lang",
               item["lang"], "--level", item["level"]]
    if args.model:
        command += ["--model", args.model]
    run = subprocess.run(command + ["--", item["problem"]], capture_output=True, encoding="utf-8")
    try:
        return json.loads(run.stdout)
    except ValueError:
        return {"answer": None, "thinking": run.stderr}


def same(a, b):
    return "".join((a or "").split()) == "".join(b.split())


def report(counts):
    for key in sorted(counts, key=str):
        right, n = counts[key]
        low, high = wilson(right, n)
        print("%-44s %4d of %4d  %5.1f %%  (%.1f to %.1f)" % (key, right, n, 100 * right / n,
                                                            low, high))


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--lemma", required=True, help="the program")
    ap.add_argument("--model", help="model directory; the program's own choice without it")
    ap.add_argument("--seed", type=int, default=2000000, help="of the fresh problems")
    ap.add_argument("--count", type=int, default=0, help="how many (400, or the whole file)")
    ap.add_argument("--problems", help="a JSON lines file instead of fresh problems")
    ap.add_argument("--jobs", type=int, default=1)
    ap.add_argument("--wrong", help="write the wrong ones to this file")
    args = ap.parse_args()
    items = read_problems(args)
    counts, wrong = collections.defaultdict(lambda: [0, 0]), []
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for item, got in zip(items, pool.map(lambda i: solve(args, i), items)):
            right = same(got.get("answer"), item["answer"])
            for key in ("all", "lang " + item["lang"], "skill " + item["skill"]):
                counts[key][0] += right
                counts[key][1] += 1
            if not right:
                wrong.append(dict(item, got=got.get("answer"), thinking=got.get("thinking")))
    report(counts)
    if args.wrong:
        with open(args.wrong, "w", encoding="utf-8") as f:
            for item in wrong:
                f.write(json.dumps(item, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
