"""The index of the search, on both databases: positions of characters; a phrase is characters in a row.

SQLite keeps it in an FTS5 table, PostgreSQL in a column of ``tsvector`` with a GIN index.  Both are written
with the numbers of the characters, so that no tokenizer and no locale has a say in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from mingzhang.web.portal.letters import tokens
from mingzhang.web.portal.models import EditionWords

MAKE = {
    "sqlite": ["CREATE VIRTUAL TABLE portal_letters USING fts5(letters, tokenize = 'ascii')"],
    "postgresql": [
        "CREATE TABLE portal_letters (rowid bigint PRIMARY KEY, letters tsvector NOT NULL)",
        "CREATE INDEX portal_letters_index ON portal_letters USING gin (letters)",
    ],
}
_ADD = {
    "sqlite": "INSERT INTO portal_letters (rowid, letters) VALUES (%s, %s)",
    "postgresql": "INSERT INTO portal_letters (rowid, letters) VALUES (%s, %s::tsvector)",
}
_REMOVE = (
    "DELETE FROM portal_letters WHERE rowid IN (SELECT id FROM portal_editionwords WHERE edition_id = %s)"
)
MATCHES = {
    "sqlite": "portal_letters.letters MATCH %s",
    "postgresql": "portal_letters.letters @@ %s::tsquery",
}


def learn(edition: int) -> None:
    """Let the words of an edition be found."""
    forget(edition)
    rows = EditionWords.objects.filter(edition=edition).values_list("pk", "text")
    with connection.cursor() as cursor:
        cursor.executemany(_ADD[connection.vendor], [(pk, _written(tokens(text))) for pk, text in rows])


def forget(edition: int) -> None:
    """Let the words of an edition be found no more."""
    with connection.cursor() as cursor:
        cursor.execute(_REMOVE, [edition])


def asked(phrases: Iterable[Sequence[str]]) -> str:
    """The phrases as the database wants to be asked."""
    if connection.vendor == "sqlite":
        return " AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
    return " & ".join("(" + " <-> ".join(phrase) + ")" for phrase in phrases)


def _written(letters: Sequence[str]) -> str:
    """The characters as the index takes them."""
    if connection.vendor == "sqlite":
        return " ".join(letters)
    return " ".join(f"{letter}:{position}" for position, letter in enumerate(letters, 1))
