"""Fixed phrases of official wording and the slips they are usually written with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mingzhang.catalogue import files
from mingzhang.catalogue.divisions import NATION

# Titles and quotations: names are written as they are.  Subjects in quotation marks are no names.
_NAMED = re.compile(r"《[^《》]*》|“(?![^“”]*(?:支出|[类款项]）))[^“”]*”")


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A wrong form with its right one; ``before`` and ``after`` are what must stand around it."""

    wrong: re.Pattern[str]
    right: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Where the wrong form stands in a flat text, names in quotation marks left out.

        >>> slip = Misspelling(re.compile("拔款"), "拨款")
        >>> [m.start() for m in slip.found("拔款1万元，依据《拔款办法》。")]
        [0]
        """
        return filter(self.stands, self.wrong.finditer(text))

    def stands(self, match: re.Match[str]) -> bool:
        """Whether a match of the wrong form is the slip: no name, with what must stand around it."""
        text = match.string
        if any(quoted.start() <= match.start() < quoted.end() for quoted in _NAMED.finditer(text)):
            return False
        if self.before and not self.before.search(text[: match.start()]):
            return False
        return not self.after or bool(self.after.search(text[match.end() :]))


@lru_cache(maxsize=1)
def lexicon() -> tuple[Misspelling, ...]:
    """All slips of the lexicon in its order.

    Raises :class:`~mingzhang.catalogue.files.UnfitCatalogueError` for an entry that is no pattern.

    >>> slip = next(slip for slip in lexicon() if slip.wrong.search("公务车用车"))
    >>> slip.right
    '公务用车'
    """
    return tuple(_slip(entry) for entry in files.national().get("lexicon", ()))


def _slip(entry: dict[str, str]) -> Misspelling:
    try:
        patterns = {key: re.compile(entry[key]) for key in ("before", "after") if key in entry}
        return Misspelling(re.compile(entry["wrong"]), entry["right"], **patterns)
    except (re.error, KeyError) as fault:
        words = entry.get("wrong", "[[lexicon]]")
        raise files.unfit(NATION, words, f"用语“{words}”不能用（{fault}）") from None
