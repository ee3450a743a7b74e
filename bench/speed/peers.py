"""Virtual environments for the peers that we are timed beside, made beside the build; each from PyPI, pinned."""
import os
import subprocess
import sys

TARGET = os.environ.get('CARGO_TARGET_DIR') or os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../target')


def environment(name, *steps):
    """The Python of an environment of this name, into which each step's packages were installed, in order."""
    place = os.path.join(TARGET, name)
    python = os.path.join(place, 'bin/python')
    ready = os.path.join(place, 'ready')
    if not os.path.isfile(ready):
        subprocess.run([sys.executable, '-m', 'venv', '--clear', place], check=True)
        for step in steps:
            subprocess.run([python, '-m', 'pip', 'install', '-q', *step], check=True)
        open(ready, 'w').close()
    return python
