"""The names of 类, 款 and 项 with the codes that bear them, in any year."""

from __future__ import annotations

from dataclasses import dataclass, field

from mingzhang.language.document.examined import Examined, once
from mingzhang.rules.shared.item_names import current_names
from mingzhang.rules.shared.near_names import plain_name

SIZES = {"类": 3, "款": 5, "项": 7}


@dataclass(frozen=True)
class CodeName:
    """A name of one level as the lists write it, and its codes; none where the name is not known."""

    name: str = ""
    codes: frozenset[str] = frozenset()


@dataclass
class CodePaths:
    """The names of each level in one spelling."""

    names: dict[str, dict[str, CodeName]] = field(default_factory=lambda: {level: {} for level in SIZES})

    def called(self, level: str, text: str) -> CodeName:
        """The name that a text is, or the longest one that it ends with: 主要用于其他支出.

        >>> from mingzhang.work.examples import text
        >>> code_paths(text("某局", year=2024)).called("类", "主要用于其他支出").codes
        frozenset({'229'})
        """
        plain, known = plain_name(text), self.names[level]
        ends = [name for name in known if plain.endswith(name)]
        return known[max(ends, key=len)] if ends else CodeName()

    def above(self, level: str, codes: frozenset[str]) -> list[str]:
        """The names of the codes of a level, as the lists write them, in order."""
        return sorted(one.name for one in self.names[level].values() if one.codes & codes)


@once
def code_paths(document: Examined) -> CodePaths:
    """The names that the lists give in whatever year, and those that the tables print."""
    found, levels = CodePaths(), {size: level for level, size in SIZES.items()}
    named = [(code, entry.name) for code, some in document.notation.functional.items() for entry in some]
    for code, name in (*named, *current_names(document).items()):
        if level := levels.get(len(code)):
            known = found.names[level].get(plain_name(name), CodeName(name))
            found.names[level][plain_name(name)] = CodeName(known.name, known.codes | {code})
    return found
