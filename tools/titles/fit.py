"""Fits the points of the lines that may be a title, and scores them out of fold.

  fit.py cross LINES --sets DIR    share of titles found, the domains of a page never in its training
  fit.py write LINES --sets DIR    fits on everything and writes crates/read/src/article/headline/points.rs

LINES holds `SET.jsonl` as `headwater-bench titles` writes it, SET one of extract, extract-more and own.
"""
import argparse
import hashlib
import json
import os
import re
import sys
from urllib.parse import urlparse

import numpy as np
from scipy.optimize import minimize

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
POINTS = os.path.join(ROOT, 'crates/read/src/article/headline/points.rs')
FOLDS = 5
# What a page weighs by its set, and how much large worths cost.
WEIGHTS = {'extract': 1, 'own': 1, 'extract-more': .6}
PENALTY = 2
# A reason: a condition and what it is worth, to the end of its line.
REASON = re.compile(r'(\n +\((?:(?!vec!\[).)*?, )(-?\d+)\),(?=\n)', re.S)
LISTS = re.compile(r'(vec!\[\n)(.*?\n)( *\]\n)', re.S)


def gold(sets, name):
    own = os.path.join(ROOT, 'bench/sets/derivation/truth/pages.jsonl')
    file = own if name == 'own' else os.path.join(sets, name, 'gold.jsonl')
    with open(file, encoding='utf-8') as records:
        return {record['id']: record for record in map(json.loads, records)}


def fold(url):
    domain = '.'.join(urlparse(url).netloc.split('.')[-2:])
    return int(hashlib.md5(domain.encode()).hexdigest(), 16) % FOLDS


def pages(lines, sets, norm):
    """The pages that have a title: set, fold, reasons, doubts, and which lines are the title."""
    found = []
    for name in WEIGHTS:
        records = gold(sets, name)
        with open(os.path.join(lines, f'{name}.jsonl'), encoding='utf-8') as written:
            for page in map(json.loads, written):
                record = records[page['id']]
                if not record['title'] or name != 'own' and not record['text_file'] or name == 'own' and not page['lines']:
                    continue
                holds = np.array([[bit == '1' for bit in line[1]] for line in page['lines']], dtype=np.float32)
                doubts = np.array([line[2] for line in page['lines']], dtype=np.float32) / 100
                right = np.array([norm(line[0]) == norm(record['title']) for line in page['lines']], dtype=bool)
                found.append((name, fold(record['url']), holds, doubts, right))
    return found


def fit(pages):
    pages = [page for page in pages if page[4].any()]
    holds = np.concatenate([page[2] for page in pages])
    doubts = np.concatenate([page[3] for page in pages])
    right = np.concatenate([page[4] for page in pages])
    counts = [len(page[4]) for page in pages]
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    page_of = np.repeat(np.arange(len(counts)), counts)
    weights = np.array([WEIGHTS[page[0]] for page in pages])

    def loss(worths):
        scores = holds @ worths.astype(np.float32) - doubts
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[page_of])
        all_odds = np.add.reduceat(odds, starts)
        right_odds = np.add.reduceat(odds * right, starts) + 1e-12
        pull = (odds / all_odds[page_of] - odds * right / right_odds[page_of]) * weights[page_of]
        value = (weights * (np.log(all_odds) - np.log(right_odds))).sum() + PENALTY / 2 * (worths * worths).sum()
        return float(value), (holds.T @ pull).astype(np.float64) + PENALTY * worths

    return minimize(loss, np.zeros(holds.shape[1]), jac=True, method='L-BFGS-B', options={'maxiter': 250}).x


def chosen_right(worths, page):
    _, _, holds, doubts, right = page
    if not len(right):
        return False
    scores = holds @ worths - doubts
    return bool(right[len(scores) - 1 - int(np.argmax(scores[::-1]))])  # of equals the last, as in headline.rs


def cross(pages):
    hits = {name: [] for name in WEIGHTS}
    for turn in range(FOLDS):
        worths = fit([page for page in pages if page[1] != turn])
        for page in pages:
            if page[1] == turn:
                hits[page[0]].append(chosen_right(worths, page))
    for name, found in hits.items():
        print(f'{name:14}{sum(found) / len(found):.3f} of {len(found)}')


def write(pages):
    worths = [round(worth * 100) for worth in fit(pages)]
    rest = iter(worths)
    with open(POINTS, encoding='utf-8') as file:
        source = file.read()
    place = lambda reason: f'{reason[1]}{next(rest)}),'
    lists = lambda found: found[1] + REASON.sub(place, '\n' + found[2])[1:] + found[3]
    source = LISTS.sub(lists, source)
    if next(rest, None) is not None:
        sys.exit('points.rs has fewer reasons than the lines; build headwater-bench again')
    with open(POINTS, 'w', encoding='utf-8') as file:
        file.write(source)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('task', choices=['cross', 'write'])
    parser.add_argument('lines')
    parser.add_argument('--sets', required=True)
    arguments = parser.parse_args()
    sys.path.insert(0, os.path.join(arguments.sets, 'extract'))
    from score import norm
    found = pages(arguments.lines, arguments.sets, norm)
    (cross if arguments.task == 'cross' else write)(found)


if __name__ == '__main__':
    main()
