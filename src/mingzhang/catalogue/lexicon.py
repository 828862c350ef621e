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
class Slip:
    """A wrong form with its right one; ``before`` and ``after`` are what must stand around it."""

    wrong: re.Pattern[str]
    right: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Where the wrong form stands in a flat text, names in quotation marks left out.

        >>> slip = Slip(re.compile("拔款"), "拨款")
        >>> [m.start() for m in slip.found("拔款1万元，依据《拔款办法》。")]
        [0]
        """
        named: list[tuple[int, int]] | None = None  # looked for where there is something to be left out
        for match in self.wrong.finditer(text):
            if named is None:
                named = [quoted.span() for quoted in _NAMED.finditer(text)]
            if any(start <= match.start() < end for start, end in named):
                continue
            if self.before and not self.before.search(text[: match.start()]):
                continue
            if self.after and not self.after.search(text[match.end() :]):
                continue
            yield match


@lru_cache(maxsize=1)
def lexicon() -> tuple[Slip, ...]:
    """All slips of the lexicon in its order.

    Raises :class:`~mingzhang.catalogue.files.UnfitCatalogueError` for an entry that is no pattern.

    >>> slip = next(slip for slip in lexicon() if slip.wrong.search("公务车用车"))
    >>> slip.right
    '公务用车'
    """
    return tuple(_slip(entry) for entry in files.national().get("lexicon", ()))


def _slip(entry: dict[str, str]) -> Slip:
    try:
        patterns = {key: re.compile(entry[key]) for key in ("before", "after") if key in entry}
        return Slip(re.compile(entry["wrong"]), entry["right"], **patterns)
    except (re.error, KeyError) as fault:
        words = entry.get("wrong", "[[lexicon]]")
        raise files.unfit(NATION, words, f"用语“{words}”不能用（{fault}）") from None
