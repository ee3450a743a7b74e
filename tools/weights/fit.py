#!/usr/bin/env python3
"""Fits what the signs of derivation weigh (crates/link/model/weights.toml) on annotated stories.

usage: fit.py ship  GOLD PREDICTION WEIGHTS            fits on all stories and rewrites WEIGHTS
       fit.py cross GOLD PREDICTION WEIGHTS FOLDER     for each story, writes FOLDER/STORY.toml, fitted on the others

GOLD is truth/gold.jsonl of a set of stories, PREDICTION what `headwater-bench predict derivation --by-story` prints about
its pages: each instance of a claim with its candidates, and what is seen of each sign.  A conditional logit (McFadden
1974): the probability of a candidate is the softmax of its sums of amount times weight.  Each weight is drawn towards its
prior (ridge) and keeps its sign; so that a page that was misread decides little, one answer in a hundred is taken to be
wrong whatever is seen.  The same files give the same bytes.
"""
import hashlib, json, pathlib, re, sys

import numpy as np
from scipy.optimize import minimize

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench" / "score"))
import derivation

RIDGE = 1.0
MISREAD = 0.01
LINE = re.compile(r'^"(?P<sign>[^"]+)" = \{ weight = (?P<weight>-?[\d.]+), prior = (?P<prior>-?[\d.]+) \}$')


def priors(weights):
    """Sign -> prior, in the order of the file."""
    found = (LINE.match(line) for line in weights.splitlines())
    return {m["sign"]: float(m["prior"]) for m in found if m}


def questions(gold, prediction, signs):
    """(story, amounts by candidate and sign, which candidates are right) of each annotated instance."""
    stories = {s.id: s for s in derivation.read(gold, prediction, None, 0)}
    files = {}
    for s in stories.values():
        for a in s.g["articles"]:
            files["/".join(a["file"].split("/")[-2:])] = (s, a["id"])
    place = {sign: i for i, sign in enumerate(signs)}
    with open(prediction, encoding="utf-8") as lines:
        claims = [c for line in lines for c in json.loads(line)["claims"]]
    for instance in (i for c in claims for i in c["instances"]):
        story, article = files["/".join(instance["file"].split("/")[-2:])]
        claim = story.lies_on(article, instance["words"], instance["value"], instance["sentence"])
        edges = [e for e in story.g["edges"] if e["to"] == article and e["claim"] == claim] if claim else []
        if not edges or not instance["parents"]:
            continue
        def node(name):
            if name in ("origin", "unknown"):
                return name
            if name.startswith("primary:"):
                return "origin"
            if name.startswith("missing:"):
                return story.node(name, lambda _: None)
            return files["/".join(name.split("/")[-2:])][1]
        right = set()
        for e in edges:
            if e["certainty"] == "unknowable":
                right |= {"unknown", e["from"], *(e.get("may_be") or [])}
            else:
                right.add(e["from"] if e["from"] in story.arts or story.is_missing(e["from"]) else "origin")
        amounts = np.zeros((len(instance["parents"]), len(signs)))
        for row, parent in zip(amounts, instance["parents"]):
            for sign, _, amount in parent["evidence"]:
                i = place[sign]
                row[i] = max(row[i], amount, key=abs)
        yield story.id, amounts, np.array([node(p["from"]) in right for p in instance["parents"]], float)


def hit_rate(amounts, weights, right):
    """The probabilities of the candidates, and that of the right ones among them."""
    scores = amounts @ weights
    p = np.exp(scores - scores.max())
    p /= p.sum()
    return p, p @ right


def loss(weights, asked, prior):
    total, slope = 0.0, np.zeros_like(weights)
    for _, amounts, right in asked:
        p, hit = hit_rate(amounts, weights, right)
        total -= np.log((1 - MISREAD) * hit + MISREAD)
        share = (1 - MISREAD) / ((1 - MISREAD) * hit + MISREAD)
        slope -= share * (amounts.T @ (p * right - p * hit))
    apart = weights - prior
    return total + RIDGE * apart @ apart, slope + 2 * RIDGE * apart


def fitted(asked, prior):
    start = np.array(list(prior.values()))
    bounds = [(0, None) if p > 0 else (None, 0) if p < 0 else (None, None) for p in start]
    found = minimize(loss, start, (asked, start), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 1000})
    return {sign: round(float(w), 2) + 0.0 for sign, w in zip(prior, found.x)}


def rewritten(weights, found, corpus):
    def line(text):
        m = LINE.match(text)
        if m:
            return f'"{m["sign"]}" = {{ weight = {found[m["sign"]]}, prior = {m["prior"]} }}'
        return f'corpus = "{corpus}"' if text.startswith("corpus = ") else text
    return "\n".join(map(line, weights.splitlines())) + "\n"


def judged(asked, found):
    """How often the best candidate is right, and the loss without the ridge."""
    weights = np.array(list(found.values()))
    best = sum(right[np.argmax(amounts @ weights)] for _, amounts, right in asked)
    return best, loss(weights, asked, weights)[0]


def main():
    if len(sys.argv) < 5 or (sys.argv[1], len(sys.argv)) not in (("ship", 5), ("cross", 6)):
        sys.exit(__doc__)
    command, gold, prediction, path = sys.argv[1:5]
    weights = pathlib.Path(path).read_text(encoding="utf-8")
    prior = priors(weights)
    asked = list(questions(gold, prediction, list(prior)))
    corpus = hashlib.sha256(pathlib.Path(gold).read_bytes()).hexdigest()
    if command == "ship":
        found = fitted(asked, prior)
        pathlib.Path(path).write_text(rewritten(weights, found, corpus), encoding="utf-8")
        print("best parent right, loss: %d %.1f of %d" % (*judged(asked, found), len(asked)))
        return
    hits, losses = 0, 0.0
    for story in sorted({s for s, *_ in asked}):
        found = fitted([q for q in asked if q[0] != story], prior)
        hit, lost = judged([q for q in asked if q[0] == story], found)
        hits, losses = hits + hit, losses + lost
        pathlib.Path(sys.argv[5], story + ".toml").write_text(rewritten(weights, found, corpus), encoding="utf-8")
    print("each story left out: best parent right, loss: %d %.1f of %d" % (hits, losses, len(asked)))
    print("by the priors: %d %.1f" % judged(asked, prior))


if __name__ == "__main__":
    main()
