"""What is read apart for the archive: what images are, and what stands on them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mingzhang.archive.pages import UNREAD
from mingzhang.facts.refusal import RefusalError
from mingzhang.readers.archival import image_file
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.page import PdfPages
from mingzhang.work.archive_batch import COPIES, scan_batch

Told = dict[str, Any]
_DOTS = 110  # to an inch, of the picture that a page of the application shows


def archive_images(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """What each image is: how many pages, or why it cannot be read."""
    made = []
    for path in files:
        row: Told = {"name": path.name, "refused": "", "pages": 1}
        try:
            row["pages"] = image_file(path, Limits(seconds=seconds)).pages
        except RefusalError as refusal:
            row["refused"] = str(refusal).removeprefix(f"in/{path.name}：").removeprefix("in/")
        made.append(row)
    return {"images": made}


def archive_scan(files: Sequence[Path], out: Path, seconds: int) -> Told:
    """The records of an item's pages, the PDF for use, and a picture of each page."""
    batch = scan_batch(files[0].parent, out, limits=Limits(seconds=seconds)).batch
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


VERBS = {verb.__name__: verb for verb in (archive_images, archive_scan)}
