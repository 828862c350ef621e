"""Zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import BinaryIO

_READABLE = 0o100644 << 16  # a file that everybody on the machine may read once it is unpacked
_DAY = (1980, 1, 1, 0, 0, 0)  # the first a zip file can name


def write_archive(files: Mapping[str, bytes], stream: BinaryIO) -> None:
    """Write files by name, in their order and without the time of day.

    >>> import io
    >>> stream = io.BytesIO()
    >>> write_archive({"甲.txt": b"1"}, stream)
    >>> zipfile.ZipFile(stream).namelist()
    ['甲.txt']
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = _READABLE
            archive.writestr(info, data)
