#!/usr/bin/env python3
"""Score whether two names name one thing.  Standard library only.

usage: names.py GOLD.jsonl PRED.jsonl [--json]

Both files: one JSON object a line with "id" and "same".  Pairs missing from PRED
count as different.  Precision, recall and f1 are of the pairs called the same,
over all pairs and by kind.
"""
import json, sys
from collections import defaultdict


def load(path):
    with open(path, encoding="utf-8") as fh:
        return {d["id"]: d for d in map(json.loads, filter(str.strip, fh))}


def prf(pairs):
    hit = sum(g and p for g, p in pairs)
    pred, gold = sum(p for _, p in pairs), sum(g for g, _ in pairs)
    p, r = hit / pred if pred else 0.0, hit / gold if gold else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r) if p + r else 0.0, 4)}


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(args) != 2:
        sys.exit(__doc__)
    gold, pred = load(args[0]), load(args[1])
    kinds = defaultdict(list)
    for i, g in gold.items():
        pair = (bool(g["same"]), bool(pred.get(i, {}).get("same")))
        kinds["all"].append(pair)
        kinds[g.get("kind", "?")].append(pair)
    out = {kind: prf(pairs) for kind, pairs in sorted(kinds.items())}
    if "--json" in sys.argv:
        print(json.dumps(out, indent=1))
    else:
        for kind, x in out.items():
            print(f"{kind:<14}" + "  ".join(f"{a} {b:.3f}" for a, b in x.items()))


if __name__ == "__main__":
    main()
