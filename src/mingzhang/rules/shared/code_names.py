"""What the code lists say about the name of a code, as far as they are sure."""

from __future__ import annotations

from mingzhang.facts.finding import Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import once
from mingzhang.language.table.notation import Code
from mingzhang.rules.shared.near_names import plain_name, slipped


def entries(document: Document, code: str) -> tuple[Code, ...]:
    """The list's entries of a functional or economic code."""
    notation = document.notation
    return notation.functional.get(code, ()) if code.startswith("2") else notation.economic.get(code, ())


def official(document: Document, code: str) -> list[str]:
    """All names the list gives to a code, of whatever year."""
    return [entry.name for entry in entries(document, code)]


def right_name(document: Document, code: str, printed: str) -> tuple[str, Severity]:
    """The name a printed one should be and how grave that is; ``""`` where nothing can be said.

    A name the list is sure of makes a slip an error.  Any other name of the list only warns, and only
    where the printed one is that name with a slip, or is the name of the code's neighbour.
    """
    known = [entry for entry in entries(document, code) if entry.current(document.year)]
    plain = plain_name(printed)
    if not known or any(plain_name(entry.name) == plain for entry in entries(document, code)):
        return "", Severity.INFO
    entry = known[-1]
    if entry.sure and (slipped(printed, entry.name) or _sibling(document, code, plain)):
        return entry.name, Severity.ERROR
    if slipped(printed, entry.name) and len(plain) >= 6:
        return entry.name, Severity.WARNING
    if len(plain) >= 6 and not entry.name.startswith("其他") and _sibling(document, code, plain):
        return entry.name, Severity.WARNING
    return "", Severity.INFO


def right_code(document: Document, code: str, printed: str) -> tuple[str, Severity]:
    """The code that a name has beside one that no list knows, ``""`` where the list does not tell."""
    notation, plain = document.notation, plain_name(printed)
    listed = notation.functional if code.startswith("2") else notation.economic
    if code in listed or len(code) < 5:
        return "", Severity.INFO
    found = {
        other: entry.sure
        for other, entry in _neighbours(document, code.startswith("2")).get(code[:-2], ())
        if plain_name(entry.name) == plain and entry.current(document.year)
    }
    if len(found) != 1:
        return "", Severity.INFO
    ((right, sure),) = found.items()
    return right, Severity.ERROR if sure else Severity.WARNING


def _sibling(document: Document, code: str, plain: str) -> bool:
    """Whether a sure neighbour of the code, valid this year, has the printed name."""
    return any(
        other != code and entry.sure and plain_name(entry.name) == plain and entry.current(document.year)
        for other, entry in _neighbours(document, code.startswith("2")).get(code[:-2], ())
    )


@once
def _neighbours(document: Document, functional: bool) -> dict[str, list[tuple[str, Code]]]:
    """The codes of a list with their entries, by the code above them: large tables ask for every row."""
    found: dict[str, list[tuple[str, Code]]] = {}
    for code, known in (document.notation.functional if functional else document.notation.economic).items():
        found.setdefault(code[:-2], []).extend((code, entry) for entry in known)
    return found
