#!/usr/bin/env python3
"""Turn what `predict derivation` printed into the form of claims.py.  Standard library only.

usage: align_claims.py GOLD.jsonl PRED.jsonl OUT.jsonl

claims.py speaks of the gold's articles and claims.  A program that sees pages only cannot know those names, so they
are put on here, after it has answered: a page becomes the article of the same file, and words become the gold claim
on which they lie, by the rules of derivation.py.  What lies on no gold claim is left out.
"""
import json, os, sys
from collections import Counter, defaultdict

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from derivation import read


def gold_claim(instances):
    """The gold claim that most instances lie on, or None."""
    hits = Counter(claim for _, claim in instances if claim)
    return min(hits, key=lambda claim: (-hits[claim], claim)) if hits else None


def aligned(story):
    """Edges and origins of one story, on the gold's names."""
    edges = [{"from": e["from"], "to": e["to"], "claim": e["claim"], "kind": e["kind"], "p": e["p"]} for e in story.edges]
    best = {}
    for c in story.claims:
        claim = gold_claim(c["instances"])
        hits = sum(1 for _, k in c["instances"] if k == claim)
        if claim and hits > best.get(claim, (0, None))[0]:
            best[claim] = (hits, c["origins"])
    origins = [dict(claim=claim, **found) for claim, (_, found) in sorted(best.items()) if found]
    return edges, origins


def changes(path, stories):
    """Mutations and circular reporting, which derivation.py passes over, by story."""
    lookup = {s.id: s for s in stories}
    page = {}
    for s in stories:
        for a in s.g["articles"]:
            page["/".join(a["file"].split("/")[-2:])] = (s.id, a["id"])
    place = lambda f: page.get("/".join(str(f).split("/")[-2:]))
    mutations, circular = defaultdict(set), defaultdict(set)
    with open(path, encoding="utf-8") as fh:
        for d in map(json.loads, filter(str.strip, fh)):
            named = {}
            for c in d.get("claims") or []:
                at = []
                for i in c.get("instances") or []:
                    hit = place(i.get("file"))
                    at.append((hit, lookup[hit[0]].lies_on(hit[1], i.get("words"), i.get("value"), i.get("sentence")) if hit else None))
                claim = gold_claim([(hit, k) for hit, k in at])
                if not claim:
                    continue
                story = next(hit[0] for hit, k in at if k == claim)
                named[c.get("id")] = (story, claim)
                for m in c.get("mutations") or []:
                    (a, _), (b, _) = at[m["from"]], at[m["to"]]
                    if a and b and a[0] == b[0] == story:
                        mutations[story].add((claim, a[1], b[1], m["kind"]))
            for x in d.get("circular") or []:
                if x.get("claim") in named:
                    story, claim = named[x["claim"]]
                    circular[story].add((claim, tuple(x["publishers"])))
    return mutations, circular


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    gold, pred, out = sys.argv[1:]
    stories = read(gold, pred, None, 0.0)
    mutations, circular = changes(pred, stories)
    with open(out, "w", encoding="utf-8") as fh:
        for s in stories:
            edges, origins = aligned(s)
            fh.write(json.dumps({
                "story": s.id, "edges": edges, "origins": origins,
                "mutations": [dict(zip(("claim", "from", "to", "kind"), m)) for m in sorted(mutations[s.id])],
                "circular": [{"claim": c, "publishers": list(p)} for c, p in sorted(circular[s.id])]}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
