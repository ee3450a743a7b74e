"""Trains the model that labels blocks, and scores it out of fold.

  train.py cross FEATURES --sets DIR          body F1 by folds of domains, beside the rules alone
  train.py ship FEATURES --sets DIR --out FILE    the model file, trained on everything

FEATURES holds `SET.KIND.bin` as `headwater-bench features` writes them, SET one of extract and extract-more (the
second may be missing), KIND one of html and text. DIR holds the sets themselves.
"""
import argparse
import os
import struct
import sys
from collections import Counter, defaultdict

import lightgbm
import numpy as np

import gold
from gold import score

SEED = 4
FOLDS = 5
TREES = 250
UNIT = 2048  # as in forest.rs
THRESHOLD, SWITCH, TRUST = .5, .5, {'html': 0., 'text': .25}  # log odds, as in labeller.rs
MARK = b'HWBLOCK1'

SETTINGS = {
    'objective': 'binary', 'num_leaves': 31, 'learning_rate': .05, 'min_data_in_leaf': 60, 'min_sum_hessian_in_leaf': 5,
    'feature_fraction': .5, 'bagging_fraction': .7, 'bagging_freq': 1, 'lambda_l2': 5, 'max_bin': 127,
    'num_threads': 1, 'deterministic': True, 'force_row_wise': True, 'seed': SEED, 'verbose': -1,
}
# How blocks weigh in a page, by tokens, and what a page of each set weighs.
POWER = .7
WORTH = {'extract': 1., 'extract-more': .75, gold.OWN: 2.}


def pages(options, kind):
    """The pages of one kind, with where they come from: the set, the set of more pages, our own stories."""
    found = []
    for name in ('extract', 'extract-more'):
        file = os.path.join(options.features, f'{name}.{kind}.bin')
        if os.path.isfile(file):
            for page in gold.load(os.path.join(options.sets, name, 'gold.jsonl'), file):
                found.append(page | {'from': name, 'kind': kind})
    for page in gold.load(options.stories, os.path.join(options.features, 'stories.bin')):
        if page['record']['format'] == kind:
            found.append(page | {'from': gold.OWN, 'kind': kind})
    return found


def folds(found):
    """A fold for each domain of extract and each of our stories; -1 is trained on always."""
    fold = {}
    for name in ('extract', gold.OWN):
        domains = sorted({page['domain'] for page in found if page['from'] == name})
        order = np.random.default_rng(SEED).permutation(len(domains))
        fold |= {domains[at]: place % FOLDS for place, at in enumerate(order)}
    return [-1 if page['from'] == 'extract-more' else fold[page['domain']] for page in found]


def weights(found):
    """Pages count by source and language, blocks by tokens; what is not body never outweighs the body twice."""
    key = lambda page: (page['from'], page['record']['src'], page['record']['lang'])
    count = Counter(map(key, found))
    rows = []
    for page in found:
        body = page['is_body']
        weight = ((page['sizes'] + 2.) / (max(30, page['sizes'][body].sum()) + 2.)) ** POWER
        ours, others = weight[body].sum(), weight[~body].sum()
        if others > 2 * ours > 0:
            weight[~body] *= 2 * ours / others
        of_page = WORTH[page['from']]
        if page['from'] == 'extract-more':
            of_page *= min(1., 60 / count[key(page)]) ** .5
        # Where the blocks cannot give the body, the gold or its alignment is not to be learnt from.
        best = [text for text, one in zip(page['texts'], body) if one]
        if score.body_counts(page['record']['body'], '\n\n'.join(best))[0] < .7:
            of_page = 0.
        rows.append(weight / max(weight.sum(), 1e-9) * of_page)
    whole = np.concatenate(rows)
    return whole * (len(whole) / whole.sum())


class Table:
    """All blocks of all pages as rows."""

    def __init__(self, found):
        self.values = np.concatenate([page['values'] for page in found])
        self.is_body = np.concatenate([page['is_body'] for page in found]).astype(np.int8)
        self.weights = weights(found)
        self.page = np.repeat(np.arange(len(found)), [len(page['texts']) for page in found])
        light = (self.is_body == 0) & (self.weights <= np.median(self.weights))
        self.kept = (self.weights > 0) & ~(light & (np.random.default_rng(SEED).random(len(light)) < .5))

    def train(self, rows, kind):
        rows = np.nonzero(rows & self.kept)[0]
        data = lightgbm.Dataset(self.values[rows], self.is_body[rows], weight=self.weights[rows])
        return lightgbm.train(SETTINGS, data, TREES)


def packed(model):
    """A forest in the form of forest.rs."""
    trees = model.dump_model()['tree_info']
    out = [struct.pack('<HH', model.num_feature(), len(trees))]
    for tree in trees:
        nodes, leaves = {}, {}

        def walk(node):
            if 'leaf_value' in node:
                leaves[node.get('leaf_index', 0)] = round(node['leaf_value'] * UNIT)
                return -1 - node.get('leaf_index', 0)
            assert node['decision_type'] == '<='
            threshold = int(np.clip(np.floor(node['threshold']), -32768, 32767))
            steps = walk(node['left_child']), walk(node['right_child'])
            nodes[node['split_index']] = struct.pack('<Hhhh', node['split_feature'], threshold, *steps)
            return node['split_index']

        walk(tree['tree_structure'])
        out.append(struct.pack('<H', len(nodes)))
        out.extend(nodes[at] for at in range(len(nodes)))
        out.extend(struct.pack('<h', leaves[at]) for at in range(len(leaves)))
    return b''.join(out)


def smooth(worths):
    """As in labeller.rs."""
    values, origins = [0., 0.], []
    for worth in worths:
        switched = values[1] - SWITCH, values[0] - SWITCH
        origins.append((switched[0] > values[0], switched[1] <= values[1]))
        values = [max(values[0], switched[0]), max(values[1], switched[1]) + worth]
    state, chosen = values[1] > values[0], []
    for origin in reversed(origins):
        chosen.append(state)
        state = origin[state]
    return np.array(chosen[::-1], bool)


def surely(values):
    """Full sentences in lists without links, and cells: what labeller.rs leaves to the rules."""
    ends, linked, kind, prose = (values[:, column] for column in (5, 7, 13, 15))
    return (kind == 1) & (ends == 1) & (linked == 0) | (kind == 2) & (prose == 0)


def body(page, odds):
    """The body as the rules and the model give it together; the rules alone without odds."""
    labels = np.array(page['labels'])
    rules = np.isin(labels, ['Body', 'Subheading', 'Credit'])
    trust = np.where(np.isin(labels, ['Body', 'Subheading']), 1, -1) * TRUST[page['kind']]
    if odds is not None and (chosen := smooth((odds - THRESHOLD + trust).tolist())).any():
        corrected = np.isin(labels, ['Body', 'Subheading', 'Furniture']) & ~(surely(page['values']) & rules)
        rules = np.where(corrected, chosen, rules)
    return '\n\n'.join(text for text, one in zip(page['texts'], rules) if one)


def report(name, held, bodies):
    by = {'src': defaultdict(list), 'lang': defaultdict(list)}
    for page, text in zip(held, bodies):
        counts = score.body_counts(page['record']['body'], text)
        for field, groups in by.items():
            groups[page['record'][field]].append(counts)
    whole = score.body_scores([one for group in by['src'].values() for one in group])
    languages = np.mean([score.body_scores(group)[2] for group in by['lang'].values()])
    sources = ' '.join(f'{src} {score.body_scores(group)[2]:.4f}' for src, group in sorted(by['src'].items()))
    print(f'{name:14} P {whole[0]:.4f} R {whole[1]:.4f} F1 {whole[2]:.4f} languages {languages:.4f} {sources}', flush=True)


def cross(options):
    for kind in options.kind:
        found = pages(options, kind)
        fold, table = np.array(folds(found)), Table(found)
        odds = {}
        for number in range(FOLDS):
            model = table.train(fold[table.page] != number, kind)
            for at in np.nonzero(fold == number)[0]:
                odds[at] = model.predict(found[at]['values'], raw_score=True, num_threads=1)
        if options.out:
            np.savez(f'{options.out}.{kind}.npz', **{found[at]['id']: odds[at] for at in odds})
        for own in (False, True):
            held = [at for at in sorted(odds) if (found[at]['from'] == gold.OWN) == own]
            name = f'{kind}{" own" if own else ""}'
            report(f'{name} rules', [found[at] for at in held], [body(found[at], None) for at in held])
            report(f'{name} model', [found[at] for at in held], [body(found[at], odds[at]) for at in held])


def ship(options):
    forests = []
    for kind in ('html', 'text'):
        found = pages(options, kind)
        table = Table(found)
        rows = np.ones(len(table.page), bool)
        if options.without is not None:
            rows = np.array(folds(found))[table.page] != options.without
        forests.append(packed(table.train(rows, kind)))
    with open(options.out, 'wb') as file:
        file.write(MARK + b''.join(forests))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('what', choices=['cross', 'ship'])
    parser.add_argument('features')
    parser.add_argument('--sets', required=True)
    parser.add_argument('--stories', default=os.path.join(gold.HERE, '../../bench/sets/derivation/truth/pages.jsonl'))
    parser.add_argument('--kind', nargs='+', default=['html', 'text'])
    parser.add_argument('--out', help='the model file; with `cross`, where to keep the log odds of each block')
    parser.add_argument('--without', type=int, help='leave this fold out, to check the compiled model on it')
    options = parser.parse_args()
    {'cross': cross, 'ship': ship}[options.what](options)


if __name__ == '__main__':
    sys.exit(main())
