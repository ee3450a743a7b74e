"""Which blocks of a page are body: block texts against the gold body, in shingles of four tokens."""
import json
import os
import sys
from collections import Counter, defaultdict

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', '..', 'bench', 'score'))
import extract as score  # noqa: E402  the scorer's own tokens and shingles

SECOND = {'ac', 'co', 'com', 'edu', 'gov', 'go', 'in', 'ne', 'net', 'or', 'org'}


def domain(record):
    """The registrable domain, near enough: two labels, or three under `co.uk` and the like."""
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


def align(texts, body):
    """For each block whether it is of the body, and its tokens."""
    words = [score.tokens(text) for text in texts]
    gold = score.tokens(body)
    known = [Counter(tuple(gold[at:at + n]) for at in range(len(gold) - n + 1)) for n in range(1, 5)]
    share = np.zeros(len(texts))
    for at, tokens in enumerate(words):
        n = min(4, len(tokens))
        if n:
            found = [tuple(tokens[i:i + n]) in known[n - 1] for i in range(len(tokens) - n + 1)]
            share[at] = sum(found) / len(found)
    sure = np.array([len(tokens) >= 8 and part >= .6 for tokens, part in zip(words, share)])
    sizes = np.array([len(tokens) for tokens in words])
    is_body = np.array([part >= .6 and size > 0 for part, size in zip(share, sizes)])
    weight = sure * np.minimum(sizes, 100)
    total = np.concatenate([[0], np.cumsum(weight)])
    near = lambda at, reach: total[min(len(texts), at + reach + 1)] - total[max(0, at - reach)]
    # A few words may stand anywhere: they are body between paragraphs that are.
    for at in np.nonzero(is_body & ~sure)[0]:
        before, behind = total[at] - total[max(0, at - 6)], total[min(len(texts), at + 7)] - total[at + 1]
        is_body[at] = before > 0 and behind > 0 or share[at] == 1 and sizes[at] >= 3 and before + behind > 0
    # Of copies, as many are body as the gold has; those amid other body first.
    copies = defaultdict(list)
    for at in np.nonzero(is_body)[0]:
        copies[tuple(words[at])].append(at)
    for tokens, places in copies.items():
        n = min(4, len(tokens))
        most = max(1, min(known[n - 1][tokens[i:i + n]] for i in range(len(tokens) - n + 1)))
        for at in sorted(places, key=lambda at: (-near(at, 10), at))[most:]:
            is_body[at] = False
    return is_body, sizes


def records(folder):
    with open(os.path.join(folder, 'gold.jsonl'), encoding='utf-8') as file:
        return {record['id']: record for record in map(json.loads, file)}


def load(folder, features):
    """Pages that have a gold body, with targets."""
    known = records(folder)
    pages = []
    for page in read(features):
        record = known[page['id']]
        if not record.get('body'):
            continue
        page['record'] = {key: value for key, value in record.items() if key != 'topics'}
        page['is_body'], page['sizes'] = align(page['texts'], record['body'])
        page['domain'] = domain(record)
        pages.append(page)
    return pages
