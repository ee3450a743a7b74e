"""Trains the model that finds the title of a text capture, and scores it out of fold.

  titles.py cross LINES --sets DIR    share of titles found, the domain of a page never in its training
  titles.py ship LINES --sets DIR --out FILE    the model file, trained on everything

LINES holds `SET.jsonl` as `headwater-bench titles` writes it, SET one of extract, extract-more and stories.
"""
import argparse
import hashlib
import json
import os
import sys
from urllib.parse import urlparse

import lightgbm
import numpy as np

import gold
import train

MARK = b'HWTITLE1'
SETTINGS = train.SETTINGS | {
    'num_leaves': 15, 'min_data_in_leaf': 20, 'min_sum_hessian_in_leaf': 1, 'feature_fraction': .4,
    'boost_from_average': False,
}
# What a page of each set weighs.
WORTH = {'extract': 1., 'extract-more': .6, 'stories': 1.}


def fold(address):
    domain = '.'.join(urlparse(address).netloc.split('.')[-2:])
    return int(hashlib.md5(domain.encode()).hexdigest(), 16) % train.FOLDS


def pages(options):
    """The pages that have a title: set, fold, values of their lines, and which lines are the title. Each comes twice."""
    found = []
    for name in WORTH:
        own = name == 'stories'
        with open(options.stories if own else os.path.join(options.sets, name, 'gold.jsonl'), encoding='utf-8') as file:
            records = {record['id']: record for record in map(json.loads, file)}
        with open(os.path.join(options.lines, f'{name}.jsonl'), encoding='utf-8') as file:
            for page in map(json.loads, file):
                record = records[page['id']]
                if record['title'] and (page['texts'] if own else record['text_file']):
                    norm = gold.score.norm
                    right = np.array([norm(text) == norm(record['title']) for text in page['texts']], bool)
                    found.append((name, fold(record['url']), np.array(page['values'], np.int16), right))
    return found


def fit(found):
    """Of each page the title and all other lines weigh alike at most; the more there are, the less does each."""
    found = [page for page in found if page[3].any()]
    weights = [WORTH[name] * np.where(right, 1 / right.sum(), 1 / np.sqrt(max(1, (~right).sum())))
               for name, _, _, right in found]
    rows, weights = np.concatenate([page[2] for page in found]), np.concatenate(weights)
    right = np.concatenate([page[3] for page in found]).astype(np.int8)
    data = lightgbm.Dataset(rows, right, weight=weights * (len(weights) / weights.sum()))
    return lightgbm.train(SETTINGS, data, train.TREES)


def cross(options):
    found, hits = pages(options), {name: [] for name in WORTH}
    for turn in range(train.FOLDS):
        model = fit([page for page in found if page[1] != turn])
        for name, _, values, right in (page for page in found if page[1] == turn):
            odds = model.predict(values, num_threads=1) if len(right) else []
            hits[name].append(bool(len(right) and right[len(odds) - 1 - np.argmax(odds[::-1])]))  # of equals the last
    for name, found in hits.items():
        print(f'{name:14}{np.mean(found[0::2]):.3f} with the rules\' text, {np.mean(found[1::2]):.3f} with the model\'s')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('what', choices=['cross', 'ship'])
    parser.add_argument('lines')
    parser.add_argument('--sets', required=True)
    parser.add_argument('--stories', default=os.path.join(gold.HERE, '../../bench/sets/derivation/truth/pages.jsonl'))
    parser.add_argument('--out')
    options = parser.parse_args()
    if options.what == 'cross':
        return cross(options)
    with open(options.out, 'wb') as file:
        file.write(MARK + train.packed(fit(pages(options))))
    return None


if __name__ == '__main__':
    sys.exit(main())
