"""Prints the seconds that datasketch takes to find near copies among texts from standard input, one a line.

  copied.py PERMUTATIONS THRESHOLD SHINGLE

Makes a virtual environment beside the build and installs the peer there from PyPI. Run by `cargo bench --bench copied`.
"""
import os
import sys
import time

import peers

PEER = ['datasketch==2.0.0']


def measure(permutations, threshold, shingle):
    """Seconds for signatures of all texts, an index of them, and a query of each."""
    from datasketch import MinHash, MinHashLSH

    texts = sys.stdin.read().splitlines()
    start = time.monotonic()
    signatures = []
    for text in texts:
        words = text.lower().split()
        signature = MinHash(num_perm=permutations)
        signature.update_batch(' '.join(words[at:at + shingle]).encode() for at in range(len(words) - shingle + 1))
        signatures.append(signature)
    index = MinHashLSH(threshold=threshold, num_perm=permutations)
    for place, signature in enumerate(signatures):
        index.insert(place, signature)
    for signature in signatures:
        index.query(signature)
    return time.monotonic() - start


if __name__ == '__main__':
    if os.environ.get('HEADWATER_PEER'):
        print(measure(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])))
    else:
        os.environ['HEADWATER_PEER'] = '1'
        python = peers.environment('speed-copied', PEER)
        os.execv(python, [python, '-B', __file__, *sys.argv[1:]])
