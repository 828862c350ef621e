"""Text as single characters, for a search that finds words of one and of two characters.

No division into words is needed, and none can be wrong; full-width and half-width are one, so are capital and
small letters, and what is no letter or digit does not count: ``1,859.43`` is found by ``1859``.
"""

from __future__ import annotations

import unicodedata

LONGEST, MOST = 60, 6  # characters of a word that is looked for, and how many words


def letters(text: str) -> list[tuple[str, int]]:
    """The characters of a text that count, each with its position.

    >>> letters("Ａ，1.5")
    [('a', 0), ('1', 2), ('5', 4)]
    """
    return [
        (letter, position)
        for position, char in enumerate(text)
        for letter in unicodedata.normalize("NFKC", char).lower()
        if letter.isalnum()
    ]


def tokens(text: str) -> list[str]:
    """The characters of a text by their numbers: what every database takes for a word of plain letters.

    >>> tokens("预算")
    ['9884', '7b97']
    """
    return [f"{ord(letter):x}" for letter, _ in letters(text)]


def phrases(words: str) -> list[list[str]]:
    """What is looked for: each run without blanks is a phrase, and all must be there.

    >>> phrases("预算  三公")
    [['9884', '7b97'], ['4e09', '516c']]
    >>> phrases("，。")
    []
    """
    found = [tokens(word[:LONGEST]) for word in words.split()[:MOST]]
    return [each for each in found if each]


def excerpt(text: str, words: str, around: int = 40) -> list[tuple[str, bool]]:
    """A piece of the text around what was found, in stretches that are marked or not.

    >>> excerpt("本年收入合计1,801.58万元。", "1801 收入")
    [('本年', False), ('收入', True), ('合计', False), ('1,801', True), ('.58万元。', False)]
    """
    known = letters(text)
    plain = "".join(letter for letter, _ in known)
    marked = [False] * len(text)
    for word in words.split()[:MOST]:
        wanted = "".join(letter for letter, _ in letters(word[:LONGEST]))
        start = plain.find(wanted) if wanted else -1
        while start >= 0:
            first, last = known[start][1], known[start + len(wanted) - 1][1]
            marked[first : last + 1] = [True] * (last + 1 - first)
            start = plain.find(wanted, start + len(wanted))
    first = marked.index(True) if True in marked else 0
    left, right = max(0, first - around), min(len(text), first + 3 * around)
    pieces: list[tuple[str, bool]] = []
    for char, mark in zip(text[left:right], marked[left:right], strict=True):
        if pieces and pieces[-1][1] == mark:
            pieces[-1] = (pieces[-1][0] + char, mark)
        else:
            pieces.append((char, mark))
    return [*([("…", False)] if left else []), *pieces, *([("…", False)] if right < len(text) else [])]
