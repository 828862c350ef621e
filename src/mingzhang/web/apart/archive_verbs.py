"""What is read apart for the archive: catalogues, what images are, and what stands on them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mingzhang.appraisal.stored import stored
from mingzhang.archive.pages import UNREAD
from mingzhang.archive.workbook import read_catalogue
from mingzhang.readers.archival import image_file
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.pdf.page import PdfPages
from mingzhang.work.archive_batch import COPIES, scan_batch
from mingzhang.work.archive_handover import check_package

Told = dict[str, Any]
_MOST_BYTES = 20 << 30  # of a package that came back, unpacked
_SECONDS, _MEMORY = 60, 2 << 30  # for one picture
_DOTS = 110  # to an inch, of the picture that a page of the application shows


def archive_images(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """What each image is: how many pages, or why it cannot be read."""
    made = []
    for path in files:
        row: Told = {"name": path.name, "refused": "", "pages": 1}
        try:
            row["pages"] = image_file(path, _page_limits(seconds)).pages
        except UnreadableError as refusal:
            row["refused"] = refusal.reason
        made.append(row)
    return {"images": made}


def _page_limits(seconds: int) -> Limits:
    """What one picture may take: one that takes too much is told, and the others go on."""
    return Limits(seconds=min(seconds, _SECONDS), apart=True, memory=_MEMORY)


def archive_scan(files: Sequence[Path], out: Path, seconds: int) -> Told:
    """The records of an item's pages, the PDF for use, and a picture of each page."""
    batch = scan_batch(files[0].parent, out, limits=_page_limits(seconds)).batch
    pages = [asdict(page) for _, page in sorted(batch.pages.items())]
    copies = sorted((out / COPIES).glob("*.pdf"))
    shown = [page for page in pages if page["state"] != UNREAD]
    for name, page in zip(_pictures(copies, out), shown, strict=False):
        page["small"] = name
    return {
        "pages": pages,
        "lost": batch.lost,
        "copy": copies[0].relative_to(out).as_posix() if copies else "",
    }


def _pictures(copies: Sequence[Path], out: Path) -> list[str]:
    """The pages of a PDF as small JPEG files."""
    from PIL import Image

    names = []
    for path in copies:
        pages = PdfPages(path.read_bytes())
        try:
            for index in range(len(pages)):
                stream = io.BytesIO()
                Image.fromarray(pages.image(index, _DOTS)[:, :, ::-1]).save(stream, "JPEG", quality=80)
                names.append(f"{index}.jpg")
                (out / names[-1]).write_bytes(stream.getvalue())
        finally:
            pages.close()
    return names


def archive_catalogue(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """The catalogue of a workbook, and everything that is wrong with it by sheet and cell."""
    read = read_catalogue(files[0], Limits(seconds=seconds))
    return {"catalogue": stored(read.catalogue), "problems": [str(each) for each in read.problems]}


def archive_return(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """How the package that came back (the first) differs from the one that was handed over."""
    back, given = (_unpacked(path, out / str(number)) for number, path in enumerate(files))
    return {"faults": [str(fault) for fault in check_package(back, given)]}


def _unpacked(path: Path, folder: Path) -> Path:
    """The folder of a package that lies in an archive; raises :class:`UnreadableError`."""
    size = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                target = folder / info.filename
                if not target.resolve().is_relative_to(folder.resolve()):
                    raise UnreadableError(path.name, f"里面的“{info.filename}”指向移交包之外")
                size += info.file_size
                if size > _MOST_BYTES:
                    raise UnreadableError(path.name, f"解开以后超过 {_MOST_BYTES >> 30} GB，没有核对")
                if not info.is_dir():
                    archive.extract(info, folder)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error) as fault:
        raise UnreadableError(path.name, "不是完好的 zip 文件") from fault
    found = sorted(folder.rglob("bagit.txt"), key=lambda each: len(each.parts))
    if not found:
        raise UnreadableError(path.name, "里面没有移交包（没有 bagit.txt）")
    return found[0].parent


VERBS = {verb.__name__: verb for verb in (archive_catalogue, archive_images, archive_return, archive_scan)}
