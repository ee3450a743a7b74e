"""Time of the reader beside trafilatura's on the same pages: one thread each, taken in turns, the least of each counts.

  extract.py SET --bench PATH/headwater-bench [--rounds 3]

Makes a virtual environment beside the build and installs the peer there from PyPI.
"""
import argparse
import gzip
import json
import os
import subprocess
import sys
import time

import peers

PEER = ['trafilatura==2.3.1', 'lxml_html_clean==0.4.6']


def peer(folder):
    """Seconds that the peer takes for all pages, which are in memory before."""
    import trafilatura
    with open(os.path.join(folder, 'gold.jsonl'), encoding='utf-8') as file:
        records = [json.loads(line) for line in file]
    pages = []
    for record in records:
        with gzip.open(os.path.join(folder, record['file'])) as file:
            pages.append((record.get('url'), file.read()))
    trafilatura.bare_extraction(pages[0][1], url=pages[0][0], with_metadata=True)
    start = time.perf_counter()
    for address, page in pages:
        trafilatura.bare_extraction(page, url=address, with_metadata=True)
    print(time.perf_counter() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('set')
    parser.add_argument('--bench', default=os.path.join(peers.TARGET, 'dist/headwater-bench'))
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--peer', action='store_true', help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        return peer(options.set)
    python = peers.environment('speed', PEER)
    output = lambda *command: subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    ours, theirs = [], []
    for _ in range(options.rounds):
        ours.append(json.loads(output(options.bench, 'speed', options.set)))
        theirs.append(float(output(python, __file__, options.set, '--peer')))
    best = min(ours, key=lambda one: one['seconds'])
    print(f"{best['pages']} pages, {best['bytes'] / 1e6:.1f} MB")
    print(f"headwater   {best['seconds']:7.2f} s  slowest page {best['slowest_seconds']:.3f} s ({best['slowest']})")
    print(f'trafilatura {min(theirs):7.2f} s')
    print(f"ratio       {min(theirs) / best['seconds']:7.1f}")
    return None


if __name__ == '__main__':
    sys.exit(main())
