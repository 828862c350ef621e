"""PDFium, started once with our own fonts and no others."""

from __future__ import annotations

import ctypes
import importlib
from functools import cache
from typing import Any

from mingzhang.formats import fonts

_KEPT: list[Any] = []  # PDFium reads the list of folders as long as the process lives


@cache
def library() -> Any:
    """The functions of PDFium; call this before anything else touches it.

    PDFium asks the fonts of the machine where a document brings none, and leaves out text for which it finds
    no glyph.  It is therefore given the fonts that come with this package, and only these: the same bytes are
    read, and drawn, alike on a desk full of fonts and on a bare server.  PDFium must not be used by two
    threads at once.

    >>> library() is library()
    True
    """
    raw = importlib.import_module("pypdfium2_raw")  # when needed only: it takes 40 ms
    config = raw.FPDF_LIBRARY_CONFIG()
    config.version = 2
    path = ctypes.create_string_buffer((fonts.folder(fonts.READING) or "").encode())
    paths = (ctypes.POINTER(ctypes.c_char) * 2)()  # ends with a null
    paths[0] = ctypes.cast(path, ctypes.POINTER(ctypes.c_char))
    config.m_pUserFontPaths = ctypes.cast(paths, type(config.m_pUserFontPaths))
    _KEPT.extend((config, path, paths))
    raw.FPDF_InitLibraryWithConfig(ctypes.byref(config))
    return raw


def documents() -> Any:
    """The module ``pypdfium2``, over the same library.

    >>> documents().__name__
    'pypdfium2'
    """
    library()
    return importlib.import_module("pypdfium2")
