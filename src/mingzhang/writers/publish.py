"""A publication in all the formats it is asked for, as one set: all files appear, or none does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from mingzhang.facts.progress import reached
from mingzhang.facts.publication import Publication
from mingzhang.writers.once import unchanging
from mingzhang.writers.words import printable
from mingzhang.writers.written import made_folder, told_of, written_together

FORMATS = {  # name: module, ending of the file, what it is called
    "docx": ("word.document", ".docx", "Word 文档"),
    "pdf": ("pdf.document", ".pdf", "PDF"),
    "html": ("html.account_page", ".html", "网页"),
    "xlsx": ("spreadsheet.account", ".xlsx", "Excel 工作簿"),
    "opendata": ("opendata", "（开放数据）.zip", "开放数据"),
}
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')
_LONGEST = 60  # characters of a file name without its ending


def write_set(
    publication: Publication,
    folder: Path,
    formats: Sequence[str] = tuple(FORMATS),
    force: bool = False,
    stem: str = "",
) -> list[Path]:
    """Write the publication in several formats into a folder; returns the files in the order asked for.

    ``stem`` is the name of the files without ending, by default unit and title.  Raises
    :class:`~mingzhang.writers.written.UnwritableError` and leaves the folder as it was when one of them
    fails.

    >>> import tempfile
    >>> from mingzhang.facts.publication import TITLE, Piece
    >>> from mingzhang.facts.report import Paragraph
    >>> made = Publication("某局", "决算", 2024, [Piece(Paragraph("决算"), TITLE)])
    >>> with tempfile.TemporaryDirectory() as name:
    ...     [path.name for path in write_set(made, Path(name), ["html", "opendata"])]
    ['某局决算.html', '某局决算（开放数据）.zip']
    """
    return write_sets([(publication, stem or file_stem(publication))], folder, formats, force)[0]


def write_sets(
    publications: Sequence[tuple[Publication, str]],
    folder: Path,
    formats: Sequence[str],
    force: bool = False,
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> list[list[Path]]:
    """Write several publications, each with the name of its files, as one set; returns the files of each.

    Names may have folders in them, which are made.  ``beside`` are other files of the same set, by name.
    Raises as :func:`write_set`: then none of them is written.
    """
    sets = [[folder / f"{stem}{FORMATS[each][1]}" for each in formats] for _, stem in publications]
    others = [folder / name for name in beside]
    targets = [path for paths in sets for path in paths] + others
    for parent in {path.parent for path in targets} - {folder}:
        made_folder(parent)
    with written_together(targets, force) as places:
        left = iter(places)
        for number, ((publication, _), paths) in enumerate(zip(publications, sets, strict=True), 1):
            write_into(publication, formats, [next(left) for _ in paths], paths)
            reached("写出，份", number, len(sets))
        for place, data in zip(left, beside.values(), strict=True):
            place.write_bytes(data)
    return sets


def write_into(
    publication: Publication, formats: Sequence[str], places: Sequence[Path], names: Sequence[Path]
) -> None:
    """Write the publication in several formats to places that are there; ``names`` are what they will be.

    Raises :class:`~mingzhang.writers.written.UnwritableError` by those names.
    """
    with unchanging(publication):
        for each, place, name in zip(formats, places, names, strict=True):
            with told_of(name), place.open("w+b") as stream:
                _writer(each)(publication, stream)


def file_stem(publication: Publication) -> str:
    """A name for the files of a publication: unit and title without what file systems refuse.

    >>> file_stem(Publication("某/局", "2024年度部门决算", 2024))
    '某局2024年度部门决算'
    """
    return name_for(f"{publication.unit}{publication.title}", "决算")


def name_for(text: str, otherwise: str) -> str:
    """A name for a file or folder out of a text, ``otherwise`` where nothing of it may be used.

    >>> name_for("某市/某区 统计局", "单位"), name_for("..", "单位")
    ('某市某区统计局', '单位')
    """
    return _FORBIDDEN.sub("", printable(text)).strip(".")[:_LONGEST] or otherwise


def _writer(name: str) -> Callable[[Publication, BinaryIO], None]:
    """The writer of a format, loaded when it is needed: the libraries behind it take time to import."""
    writer: Callable[[Publication, BinaryIO], None] = getattr(
        import_module(f"mingzhang.writers.{FORMATS[name][0]}"), f"write_{name}"
    )
    return writer
