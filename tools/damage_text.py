#!/usr/bin/env python3
"""Writes a copy of documents as a bad scan or a typist without diacritics would leave them, to measure the reader on.

damage_text.py plain|scan|torn OUT_DIR FILE...

plain   no diacritics at all: "Ke hoach"
scan    three words in four with another mark than theirs, one letter in fifty taken for one that looks like it
torn    letters as they should be, one word in eight with a gap in it, one gap between words in forty lost: "Nhân Dâ n", "Chínhphủ"

The same file always gives the same copy.
"""
import pathlib
import random
import sys
import unicodedata

LOOK_ALIKE = {"l": "1", "i": "l", "o": "0", "n": "u", "u": "n", "h": "b", "c": "e", "e": "c", "t": "f", "m": "rn", "r": "i", "g": "q"}
MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306"  # the tones, circumflex and breve
VOWELS = "aeiouyAEIOUY"


def plain(text):
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def scanned_word(word, chance):
    if chance.random() < 0.25:
        return word
    letters = list(plain(word))
    vowels = [i for i, c in enumerate(letters) if c in VOWELS]
    if vowels and not word.isascii():
        letters[chance.choice(vowels)] += chance.choice(MARKS)
    return "".join(LOOK_ALIKE.get(c, c) if chance.random() < 0.02 else c for c in letters)


def scan(text):
    chance = random.Random(len(text))
    lines = []
    for line in text.split("\n"):
        lines.append(" ".join(scanned_word(word, chance) for word in line.split(" ")))
    return unicodedata.normalize("NFC", "\n".join(lines))


def torn(text):
    chance = random.Random(len(text))
    lines = []
    for line in text.split("\n"):
        words = []
        for word in line.split(" "):
            if word.isalpha() and len(word) > 1 and chance.random() < 1 / 8:
                at = chance.randrange(1, len(word))
                word = word[:at] + " " + word[at:]
            if words and word.isalpha() and words[-1].isalpha() and chance.random() < 1 / 40:
                words[-1] += word
            else:
                words.append(word)
        lines.append(" ".join(words))
    return "\n".join(lines)


def main():
    hows = {"plain": plain, "scan": scan, "torn": torn}
    if len(sys.argv) < 4 or sys.argv[1] not in hows:
        sys.exit(__doc__)
    how = hows[sys.argv[1]]
    out = pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[3:]:
        path = pathlib.Path(name)
        (out / path.name).write_text(how(path.read_text(encoding="utf-8", errors="replace")), encoding="utf-8")


if __name__ == "__main__":
    main()
