"""Writes crates/lang/data/han.tsv: how Japanese and Korean read the characters that names are written with.

    python3 tools/han/readings.py FOLDER > crates/lang/data/han.tsv

FOLDER holds Unihan_Readings.txt.bz2, Unihan_OtherMappings.txt.bz2 and Unihan_Variants.txt.bz2, as Debian's package
unicode-data has them in /usr/share/unicode.
"""

import bz2
import sys

# Readings a side at most: names take the common ones.
ON, KUN, HANGUL = 3, 3, 2
# Ends of Japanese verbs and adjectives, which names seldom are.
INFLECTED = ("RU", "MU", "GU", "BU", "SHII")
# Long vowels, which romanised names do not mark.
LONG = (("OU", "O"), ("OO", "O"), ("UU", "U"))


def table(folder, name):
    fields, version = {}, ""
    for line in bz2.open(f"{folder}/{name}.txt.bz2", "rt", encoding="utf-8"):
        if line.startswith("# Unicode version:"):
            version = line.split(":")[1].strip()
        if line.startswith("U+"):
            code, field, value = line.rstrip("\n").split("\t")
            fields.setdefault(field, {})[chr(int(code[2:], 16))] = value
    return fields, version


def spelled(reading):
    for long, short in LONG:
        reading = reading.replace(long, short)
    return reading.lower()


def japanese(character, readings):
    on = readings["kJapaneseOn"].get(character, "").split()[:ON]
    kun = [word for word in readings["kJapaneseKun"].get(character, "").split() if not word.endswith(INFLECTED)][:KUN]
    return list(dict.fromkeys(spelled(word) for word in on + kun if word.isascii()))


def korean(character, readings):
    # "조:0E": the syllable, and which standards give it; 0 is KS X 1001.
    syllables = (word.split(":") for word in readings["kHangul"].get(character, "").split())
    return [syllable for syllable, standards in syllables if "0" in standards][:HANGUL]


def main():
    folder = sys.argv[1]
    readings, version = table(folder, "Unihan_Readings")
    mappings, _ = table(folder, "Unihan_OtherMappings")
    variants, _ = table(folder, "Unihan_Variants")
    in_japan = mappings["kJoyoKanji"].keys() | mappings["kJinmeiyoKanji"].keys()
    print(f"# Readings of Han characters, version 1, from Unihan {version} (https://www.unicode.org/license.txt).")
    print("# Character, Japanese readings, Korean readings. Made by tools/han/readings.py.")
    for character in sorted(readings["kMandarin"].keys() | readings["kHangul"].keys()):
        full = variants["kTraditionalVariant"].get(character, "").split()
        # Korean reads a simplified character as the one that it stands for. Japanese does not write them.
        forms = [character] + [chr(int(code[2:], 16)) for code in full]
        ja = japanese(character, readings) if character in in_japan else []
        ko = next((found for form in forms if (found := korean(form, readings))), [])
        if ja or ko:
            print(character, " ".join(ja), " ".join(ko), sep="\t")


main()
