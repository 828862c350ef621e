"""The search in all that is published: one way to ask, whichever database answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from mingzhang.web.portal.addresses import address
from mingzhang.web.portal.letters import excerpt, phrases
from mingzhang.web.portal.models import Edition, EditionWords
from mingzhang.web.portal.words_index import MATCHES, asked

PAGE = 20
_LAST = 200  # pages: who looks further asks more precisely


@dataclass(frozen=True)
class Hit:
    """A paragraph that was found: where it stands, the words around, the address of the place itself."""

    edition: Edition
    section: str
    page: int | None
    pieces: list[tuple[str, bool]]
    address: str


@dataclass(frozen=True)
class Hits:
    """A page of what was found; ``more`` tells that there is a further one."""

    hits: list[Hit]
    more: bool


def search(words: str, page: int = 1, year: int | None = None, below: str = "") -> Hits:
    """The paragraphs that hold all the words, the newest publications first.

    ``below`` is the path of an organisation: only what is published by it and beneath it.
    """
    wanted = phrases(words)
    if not wanted:
        return Hits([], more=False)
    start = (min(max(page, 1), _LAST) - 1) * PAGE
    keys = _keys(asked(wanted), start, year, below)
    found = EditionWords.objects.select_related("edition__organisation__above__above").in_bulk(keys[:PAGE])
    hits = [_hit(found[key], words) for key in keys[:PAGE] if key in found]
    return Hits(hits, more=len(keys) > PAGE)


def _keys(question: str, start: int, year: int | None, below: str) -> list[int]:
    """The keys of the paragraphs, one more than a page holds."""
    conditions, given = [MATCHES[connection.vendor]], [question]
    if year is not None:
        conditions.append("portal_edition.year = %s")
        given.append(str(year))
    if below:
        conditions.append("register_organisation.path LIKE %s")
        given.append(f"{below}%")  # a path holds digits and strokes only
    # Nothing but the fixed parts above is put into the text; what is asked goes as parameters.
    text = f"""
        SELECT portal_letters.rowid FROM portal_letters
        JOIN portal_editionwords ON portal_editionwords.id = portal_letters.rowid
        JOIN portal_edition ON portal_edition.id = portal_editionwords.edition_id
        JOIN register_organisation ON register_organisation.id = portal_edition.organisation_id
        WHERE {" AND ".join(conditions)}
        ORDER BY portal_letters.rowid DESC LIMIT {PAGE + 1} OFFSET {start}
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(text, given)
        return [int(row[0]) for row in cursor.fetchall()]


def _hit(found: EditionWords, words: str) -> Hit:
    edition = found.edition
    place = f"{address(edition, 'document')}#{found.anchor}"
    return Hit(edition, found.section, found.page, excerpt(found.text, words), place)
