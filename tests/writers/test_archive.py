"""Zip files depend on nothing but their contents."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.writers.archive import write_archive

NAMES = st.text("abc甲乙/.", min_size=1, max_size=8).filter(lambda name: name.strip("/.") == name)


@given(st.dictionaries(NAMES, st.binary(max_size=50), max_size=4))
def test_what_goes_in_comes_out_in_order_and_always_alike(files: dict[str, bytes]) -> None:
    one, other = io.BytesIO(), io.BytesIO()
    write_archive(files, one)
    write_archive(files, other)
    assert one.getvalue() == other.getvalue()
    with zipfile.ZipFile(one) as archive:
        assert [(name, archive.read(name)) for name in archive.namelist()] == list(files.items())
        assert all(info.compress_type == zipfile.ZIP_DEFLATED for info in archive.infolist())
        assert all(info.external_attr >> 16 == 0o100644 for info in archive.infolist()), "others may read it"
