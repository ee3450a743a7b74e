#!/usr/bin/env python3
"""Score sentences found in another language, on the articles of a story file (each in many languages).

  segments.py GOLD PRED [--json]          PRED: {"a": "doc|lang|n", METHOD: "doc|lang|n", ...}: the best of the other language
  segments.py GOLD PRED --pairs [--json]  PRED: {"a": "doc|lang|n", "b": "doc|lang|n"}: decided to correspond

A method is right where document and place are the same. `english` is the mean over languages with English, both ways,
`mixed` over pairs without, `least` the lowest of a language with English. With --pairs every third document, from the
first, stands in both piles, so recall is over its segments and all pairs of languages that PRED has.
"""
import gzip, json, sys
from collections import defaultdict


def lines(path):
    opened = gzip.open(path, "rt", encoding="utf8") if path.endswith(".gz") else open(path, encoding="utf8")
    with opened as file:
        return [json.loads(line) for line in file if line.strip()]


def place(name):
    doc, language, nth = name.rsplit("|", 2)
    return (doc, nth), language


def mean(values):
    return sum(values) / len(values) if values else 0.0


def retrieval(pred):
    methods = [key for key in pred[0] if key != "a"]
    out = {}
    for method in methods:
        right = defaultdict(list)
        for line in pred:
            own, language = place(line["a"])
            # Without an answer the pair of languages is that of the line's other answers.
            other = next(place(line[key])[1] for key in methods if line[key])
            right[language, other].append(bool(line[method]) and place(line[method])[0] == own)
        shares = {pair: mean(hits) for pair, hits in right.items()}
        english = {pair: share for pair, share in shares.items() if "eng" in pair}
        least = [mean([share for pair, share in english.items() if language in pair]) for language in {p[0] for p in english} - {"eng"}]
        out[method] = {"english": mean(list(english.values())), "least": min(least, default=0.0),
                       "mixed": mean([share for pair, share in shares.items() if "eng" not in pair])}
    return out


def decided(gold, pred):
    both = sum(len(record["segs"]["eng"]) for record in gold[::3])
    right, languages = 0, set()
    for line in pred:
        (left, one), (other, two) = place(line["a"]), place(line["b"])
        languages.add((one, two))
        right += left == other
    precision, recall = right / max(len(pred), 1), right / max(both * len(languages), 1)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(precision + recall, 1e-9), "found": len(pred)}


def main():
    flags = [argument for argument in sys.argv[1:] if argument.startswith("--")]
    gold, pred = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    pred = lines(pred)
    out = decided(lines(gold), pred) if "--pairs" in flags else retrieval(pred)
    print(json.dumps(out, indent=None if "--json" in flags else 1))


if __name__ == "__main__":
    main()
