#!/usr/bin/env python3
"""Scores which made texts are copies of each other: recall by kind of edit, and precision of pairs.

usage: copied.py PRED      PRED holds {"id": "NUMBER:EDIT", "language", "copies": [id, ...]}, every text once

Two texts are copies where their numbers are the same. A kind's recall is the share of its texts that are paired with
the text that they were made from.
"""
import json
import sys
from collections import defaultdict


def main():
    lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    found, right, pairs = defaultdict(int), 0, 0
    asked = defaultdict(int)
    for line in lines:
        number, edit = line["id"].split(":")
        if edit != "original":
            asked[edit] += 1
            found[edit] += number + ":original" in line["copies"]
        pairs += len(line["copies"])
        right += sum(other.split(":")[0] == number for other in line["copies"])
    recall = {edit: round(found[edit] / asked[edit], 4) for edit in sorted(asked)}
    print(json.dumps({"recall": recall, "precision": round(right / pairs, 4) if pairs else 0.0, "texts": len(lines)}))


if __name__ == "__main__":
    main()
