"""PDFium knows the fonts that come along, and no others."""

from __future__ import annotations

import ctypes
from pathlib import Path

from mingzhang.formats import fonts, pdfium


def test_pdfium_is_given_one_folder_with_both_fonts() -> None:
    pdfium.library()
    config, path, paths = pdfium._KEPT
    folder = Path(path.value.decode())
    assert {file.name for file in folder.glob("*.otf")} == {
        "NotoSansSC-Regular.otf",
        "NotoSerifSC-Regular.otf",
    }
    assert ctypes.cast(paths[0], ctypes.c_char_p).value == path.value and not paths[1]
    assert ctypes.addressof(config.m_pUserFontPaths.contents) == ctypes.addressof(paths)


def test_a_package_that_is_not_there_has_no_folder() -> None:
    assert fonts.folder("no_such_fonts") is None
