"""Scanned pages by optical character recognition (extra ``ocr``): characters and rulings of an image.

An image becomes what the PDF reader knows of a page, so that lines, paragraphs and tables are found by the
same code.  What was not read with certainty is told with its place: what depends on it is undecided, not
wrong.
"""

from mingzhang.readers.scan.crew import Made, Open, ScanCrew, shared_with
from mingzhang.readers.scan.engine import HINT, available, spent
from mingzhang.readers.scan.gate import gate
from mingzhang.readers.scan.kept import kept_in
from mingzhang.readers.scan.page import DOTS, MOST, ScannedPage, scanned

__all__ = [
    "DOTS",
    "HINT",
    "MOST",
    "Made",
    "Open",
    "ScanCrew",
    "ScannedPage",
    "available",
    "gate",
    "kept_in",
    "scanned",
    "shared_with",
    "spent",
]
