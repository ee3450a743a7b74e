#!/usr/bin/env python3
"""Compare the engine of derivation with simpler rules, and with itself less one family of evidence.  Standard library only.

usage: rules.py PROGRAM DIR

PROGRAM is headwater-bench, DIR a folder with manifest.json, pages/ and truth/gold.jsonl.  Prints a Markdown table, each
story by itself: F1 over article pairs, over named outlets and over claim edges, mean absolute error and exact share of
the counts of origins, and the share of independent pairs that are tied.
"""
import json, pathlib, subprocess, sys, tempfile

RULES = [("earliest is the source", "earliest"), ("most similar earlier", "similar"), ("citation only", "cited"),
         ("citation, else similarity", "cited-else-similar"), ("this engine", "engine")]
RULES += [(f"without {name}", f"without-{name}") for name in "stated text inherited fact time order common".split()]

def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    scorer = pathlib.Path(__file__).with_name("derivation.py")
    print("| rule | article | named | claim edge | count error | count exact | false ties |\n|---|---|---|---|---|---|---|")
    for name, rule in RULES:
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
            subprocess.run([program, "predict", "derivation", "--by-story", "--rule", rule, folder], stdout=out, check=True)
            text = subprocess.run([sys.executable, "-B", scorer, folder / "truth/gold.jsonl", out.name, "--json"], stdout=subprocess.PIPE, check=True).stdout
        got = json.loads(text)
        cells = [got["article"]["f1"], got["named"]["f1"], got["claim edge"]["f1"], got["count"]["mae"], got["count"]["exact"], got["false tie"]["rate"]]
        print(f"| {name} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |", flush=True)

if __name__ == "__main__":
    main()
