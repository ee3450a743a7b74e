#!/usr/bin/env python3
"""Score what stands beside the body of an article.  Standard library only.

usage: parts.py GOLD.jsonl PRED.jsonl [--json]

Both files: one JSON object a page with "id".  Lines of text are compared whole, after NFKC and with runs of white
space as one space; a part of several lines counts line by line.

  parts       credit lines, references, notes and the preface together
  credit, refs    each of these alone
  section     the nearest section of the path
  site_topics the site's own topics, each with its count
"""
import argparse
import json
import re
import unicodedata
from collections import Counter


def plain(text):
    return re.sub(r'\s+', ' ', unicodedata.normalize('NFKC', text)).strip()


def lines(*texts):
    return Counter(line for text in texts for line in map(plain, text.split('\n')) if line)


def gold(page):
    credit, refs, preface = (page[part] or '' for part in ('credit', 'refs', 'preface'))
    return {
        'parts': lines(credit, refs, preface), 'credit': lines(credit), 'refs': lines(refs),
        'section': lines(page['section'] or ''),
        'site_topics': Counter((topic['name'], topic['count']) for topic in page['site_topics'] or []),
    }


def predicted(page):
    return {
        'parts': lines(*page['credit'], *page['refs'], *page['notes'], page['preface'] or ''),
        'credit': lines(*page['credit']), 'refs': lines(*page['refs']),
        'section': lines(*page['section'][-1:]),
        'site_topics': Counter((topic['name'], topic['count']) for topic in page['site_topics'] or []),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('gold')
    parser.add_argument('pred')
    parser.add_argument('--json', action='store_true')
    options = parser.parse_args()
    read = lambda path: [json.loads(line) for line in open(path, encoding='utf-8')]
    answers = {page['id']: predicted(page) for page in read(options.pred)}
    counts = {}
    for page in read(options.gold):
        answer = answers.get(page['id'], {})
        for part, wanted in gold(page).items():
            given = answer.get(part, Counter())
            both, all_given, all_wanted = counts.get(part, (0, 0, 0))
            counts[part] = (both + sum((wanted & given).values()), all_given + sum(given.values()),
                            all_wanted + sum(wanted.values()))
    scores = {part: {'p': both / max(given, 1), 'r': both / max(wanted, 1), 'f1': 2 * both / max(given + wanted, 1)}
              for part, (both, given, wanted) in counts.items()}
    if options.json:
        print(json.dumps(scores))
        return
    for part, score in scores.items():
        print(f"{part:14}P {score['p']:.3f} R {score['r']:.3f} F1 {score['f1']:.3f}")


if __name__ == '__main__':
    main()
