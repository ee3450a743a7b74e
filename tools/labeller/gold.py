"""Which blocks of a page are body: block texts against the gold body, in shingles of four tokens."""
import json
import os
import sys
from collections import Counter

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', '..', 'bench', 'score'))
import extract as score  # noqa: E402  the scorer's own tokens and shingles

OWN = 'own'
TEXT = ('Body', 'Subheading')
SECOND = {'ac', 'co', 'com', 'edu', 'gov', 'go', 'in', 'ne', 'net', 'or', 'org'}


def domain(record):
    """The registrable domain, near enough: two labels, or three under `co.uk` and the like; of our own pages the story."""
    if record.get('src') == OWN:
        return record['id'].split('/')[0]
    host = (record.get('url') or '').split('://')[-1].split('/')[0].split(':')[0].lower()
    if not host:
        return record['id']
    labels = host.split('.')
    short = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND
    return '.'.join(labels[-3:] if short else labels[-2:])


def read(path):
    """Pages of `headwater-bench features`: id, texts, labels, and one row of measures a block."""
    pages = []
    with open(path, 'rb') as file:
        while line := file.readline():
            page = json.loads(line)
            size = page['columns'] * len(page['texts'])
            values = np.frombuffer(file.read(size * 2), dtype='<i2')
            page['values'] = values.reshape(len(page['texts']), page['columns']) if size else None
            pages.append(page)
    return [page for page in pages if page['values'] is not None]


def align(texts, labels, body):
    """For each block whether it is of the body, and its tokens.

    A block is body by the shingles it shares with the gold. Each shingle of the gold proves as many blocks as it has
    copies, the longest first: a pull quote or a teaser that repeats a sentence of the text is not text.
    """
    words = [score.tokens(text) for text in texts]
    gold = score.tokens(body)
    left = [Counter(tuple(gold[at:at + n]) for at in range(len(gold) - n + 1)) for n in range(1, 5)]
    sizes = np.array([len(tokens) for tokens in words])
    share, sure = np.zeros(len(texts)), np.zeros(len(texts), bool)

    def measure(at):
        n = min(4, len(words[at]))
        shingles = Counter(tuple(words[at][i:i + n]) for i in range(len(words[at]) - n + 1))
        found = shingles & left[n - 1]
        return found.total() / shingles.total(), n, found

    def near(at):
        reach = weight[max(0, at - 10):at + 11]
        return reach.sum()

    weight = np.zeros(len(texts))
    for at in np.nonzero(sizes >= 8)[0]:
        weight[at] = min(100, sizes[at]) * (measure(at)[0] >= .6)
    # Of equal copies what the rules take for text first, as against captions, then what lies amid other body.
    order = lambda at: (-sizes[at], labels[at] not in TEXT, -near(at), at)
    for at in sorted(np.nonzero(weight)[0], key=order):
        share[at], n, found = measure(at)
        sure[at] = share[at] >= .6
        if sure[at]:
            for length in range(1, 5):
                left[length - 1] -= Counter(
                    tuple(words[at][i:i + length]) for i in range(len(words[at]) - length + 1))
        else:
            weight[at] = 0
    is_body = sure.copy()
    # A few words may stand anywhere: they are body between paragraphs that are.
    total = np.concatenate([[0], np.cumsum(weight)])
    for at in sorted(np.nonzero((sizes > 0) & (sizes < 8))[0], key=order):
        share[at], n, found = measure(at)
        before, behind = total[at] - total[max(0, at - 6)], total[min(len(texts), at + 7)] - total[at + 1]
        between = before > 0 and behind > 0 and share[at] >= .6
        if between or share[at] == 1 and sizes[at] >= 3 and before + behind > 0:
            is_body[at] = True
            left[n - 1] -= found
    return is_body, sizes


def records(path):
    with open(path, encoding='utf-8') as file:
        return {record['id']: record for record in map(json.loads, file)}


def load(path, features):
    """Pages that have a gold body in the set at `path`, with targets."""
    known = records(path)
    pages = []
    for page in read(features):
        record = known[page['id']]
        if not record.get('body'):
            continue
        page['record'] = {key: value for key, value in record.items() if key != 'topics'}
        page['is_body'], page['sizes'] = align(page['texts'], page['labels'], record['body'])
        page['domain'] = domain(record)
        pages.append(page)
    return pages
