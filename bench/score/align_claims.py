#!/usr/bin/env python3
"""Put the gold's names on what `predict claims` printed, for claims.py.  Standard library only.

usage: align_claims.py GOLD.jsonl PRED.jsonl OUT.jsonl
       align_claims.py GOLD.jsonl --oracle PRED.jsonl      write what a perfect system would print

PRED, one line a story of the manifest, has what claims.py takes ("edges", "origins", "circular", "mutations"), on the
manifest's article ids and on claim ids of its own, and besides where these claims stand:
 {"claims": [{"id": "k1", "instances": [{"article", "words", "sentence", "value"}]}]}

claims.py speaks of the gold's articles and claims.  A program that sees pages and manifest only cannot know those
names, so they are put on here, after it has answered: an article becomes that of the same file, whose stem is the
manifest's id, and a claim on an article becomes the gold claim on which its words lie there, by the rules of
derivation.py.  What lies on no gold claim is left out, but for its edges: these stay as edges of the whole text.
An edge that is said twice is one, with the larger p.
"""
import json, os, sys
from collections import Counter, defaultdict

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from derivation import Story

def stem(path):
    return os.path.splitext(os.path.basename(path))[0]

class Aligned:
    """One predicted line on the gold's names."""
    def __init__(self, gold, line):
        self.story, self.line = Story(gold), line
        self.article = {stem(a["file"]): a["id"] for a in gold["articles"]}
        self.at = {}                                          # predicted claim -> article -> gold claim
        for c in line.get("claims") or []:
            at = self.at[c["id"]] = {}
            for i in c.get("instances") or []:
                a = self.article.get(i.get("article"))
                k = a and self.story.lies_on(a, i.get("words"), i.get("value"), i.get("sentence"))
                if k:
                    at.setdefault(a, k)

    def node(self, name):
        """An article, external or unresolved name on the gold's names."""
        return self.article[name] if name in self.article else self.story.node(name, lambda path: None)

    def claim(self, name):
        """The gold claim that most of a predicted claim's instances lie on, and how many do."""
        hits = Counter(self.at.get(name, {}).values())
        return min(hits.items(), key=lambda hit: (-hit[1], hit[0])) if hits else (None, 0)

    def edges(self):
        best = {}
        for e in self.line.get("edges") or []:
            to = self.article.get(e["to"])
            key = self.node(e["from"]), to, self.at.get(e.get("claim"), {}).get(to)
            if to and key[0] != to and (key not in best or (e.get("p") or 0) > (best[key].get("p") or 0)):
                best[key] = e
        return [{"from": a, "to": b, "claim": c, "kind": e.get("kind"), "p": e.get("p")} for (a, b, c), e in best.items()]

    def origins(self):
        counts, roots, most = {}, defaultdict(dict), Counter()
        for o in self.line.get("origins") or []:
            claim, hits = self.claim(o["claim"])
            if hits > most[claim]:
                most[claim], counts[claim] = hits, {k: o[k] for k in ("expected", "lo", "hi") if k in o}
            for name, root in (o.get("roots") or {}).items():
                a = self.article.get(name)
                if self.at.get(o["claim"], {}).get(a):
                    roots[self.at[o["claim"]][a]].setdefault(a, self.node(root))
        return [dict(claim=c, **counts.get(c, {}), roots=roots.get(c, {})) for c in sorted(set(counts) | set(roots))]

    def circular(self):
        found = [(self.claim(x["claim"])[0], x["publishers"]) for x in self.line.get("circular") or []]
        return [{"claim": c, "publishers": p} for c, p in found if c]

    def mutations(self):
        out = []
        for m in self.line.get("mutations") or []:
            a, b = self.node(m["from"]), self.article.get(m["to"])
            claim = self.at.get(m["claim"], {}).get(b)
            if claim:
                out.append({"claim": claim, "from": a, "to": b, "kind": m["kind"]})
        return out

    def written(self):
        return {"story": self.story.id, "edges": self.edges(), "origins": self.origins(), "circular": self.circular(), "mutations": self.mutations()}

def read(path):
    with open(path, encoding="utf-8") as fh:
        return {d["story"]: d for d in map(json.loads, filter(str.strip, fh))}

def perfect(g):
    """The answers of one story in the form of a prediction."""
    text, name = {a["id"]: a["text"] for a in g["articles"]}, {a["id"]: stem(a["file"]) for a in g["articles"]}
    ext = {x["id"]: ("missing:" if x["kind"] in ("outlet", "agency") else "primary:") + x["name"] for x in g["externals"]}
    node = lambda x: name.get(x) or ext.get(x) or "unknown"
    own = {c["id"]: f"k{n}" for n, c in enumerate(g["claims"], 1)}
    def instance(i):
        s, e = i["span"]
        return {"article": name[i["article"]], "words": text[i["article"]][s:e], "sentence": text[i["article"]][max(0, s - 40):e + 40], "value": i["value"]}
    k = {o["claim"]: len(o["reporting"]) for o in g["origins"]}
    return {"story": g["story"],
            "edges": [{"from": node(e["from"]), "to": name[e["to"]], "claim": own.get(e["claim"]), "kind": e["kind"], "p": 1.0} for e in g["edges"] if e["certainty"] != "unknowable"],
            "origins": [{"claim": own[c], "expected": n, "lo": n, "hi": n, "roots": {}} for c, n in k.items()],
            "circular": [{"claim": own[x["claim"]], "publishers": x["publishers"]} for x in g.get("circular", [])],
            "mutations": [{"claim": own[m["claim"]], "from": node(m["from"]), "to": name[m["to"]], "kind": m["kind"]} for m in g.get("mutations", [])],
            "claims": [{"id": own[c["id"]], "instances": [instance(i) for i in c["instances"]]} for c in g["claims"]]}

def main():
    args = [a for a in sys.argv[1:] if a != "--oracle"]
    oracle = len(args) < len(sys.argv) - 1
    if len(args) != (2 if oracle else 3):
        sys.exit(__doc__)
    gold = read(args[0])
    if oracle:
        lines = [perfect(g) for g in gold.values()]
    else:
        pred = read(args[1])
        lines = [Aligned(gold[story], line).written() for story, line in pred.items() if story in gold]
    with open(args[-1], "w", encoding="utf-8") as out:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)

if __name__ == "__main__":
    main()
