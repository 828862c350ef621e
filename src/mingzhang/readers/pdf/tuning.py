"""The numbers that the reader of PDFs is tuned by: value, unit, why.

The lengths in em are widths of a full-width character of the text they stand beside.
"""

from __future__ import annotations

# Letters

MIDDLE = 0.36  # em above the baseline, where the middle of letters stands; font boxes are no guide
ASCENT = 0.88  # em above the baseline, as Chinese fonts have it
SAME = 0.3  # em; characters no further apart across the direction of writing stand in one column
NEXT = 1.8  # em; a wider step along the direction of writing begins another label
SMALL = 0.42  # em; figures narrower than this may be a raised mark
RAISED = 0.15  # em above the baseline of its line that a mark stands

# Lines

SAME_LINE = 0.5  # em; figures and Chinese of one line stand up to this much apart in some fonts
WIDE = 2.0  # em; a gap this wide separates two things on one line
WORDS = 0.9  # em; a full-width blank between two Chinese words: lines of prose are stretched by less
NARROW = 0.22  # em; a blank behind the ordinal of a part or an article
SPACED = 0.6  # share of neighbours standing apart from which a line counts as letter-spaced
TOUCH = 0.05  # em; characters closer than this touch
MARGINS = 1.2  # em of white that a cell may have beside its text, both sides together

# Rulings and grids

SNAP = 3.0  # pt; rulings no further apart are one
GAP = 3.0  # pt; pieces of a ruling no further apart are joined
OPEN = 6.0  # pt; rulings reaching further than this beyond the last crossing end a table without side lines
ACROSS = 0.15  # of a figure's width on either side of a wall: it stands across it
CROWDED = 2_000_000  # pairs of crossing lines from which a drawing is a map or a chart, no table
THIN = 2.5  # pt; a drawn shape no thicker than this is a ruling, as Word fills its borders
FLAT = 0.01  # pt; PDFium passes over a text less wide than this
HAIR = 0.02  # pt; the width such a text is given: enough for PDFium, nothing for the eye
OVERHANG = 1.0  # pt that a text may stand out from under its cover
SOLID = 250  # of 255: nothing shines through
PAPER = 250  # of 255 in red, green and blue

# Pages

FEW = 5  # texts that a blank page may hold: blanks, a stray mark
GIVEN = 0.5  # characters for each text on a page from which its fonts are there
EDGE = 0.12  # share of the page height at top and bottom where page numbers and running titles stand
REPEATS = 3  # pages that must carry the same line at the same height
INDENT = 2  # em that a paragraph is set in
DRIFT = 2.0  # pt; heights no further apart are the same
TWO_UP = 1.2  # times its height that a sheet of two upright pages is wide, at least
GUTTER = 0.05  # share of the width around the middle that stays white between two pages
SLIT = 0.01  # the same where other sheets are known to show two pages
LINES = 5  # lines that each of two pages holds, at least
SCANNED = 0.3  # share of the page from which a picture counts as the page itself
STAMPED = 40  # characters a scanned page may carry (page number, stamp) and still be a scan
GARBLED = 0.3  # share of characters without Unicode from which a text layer is useless
FREE = 2.0  # characters; a line with less room, margins of the cell included, is full
SAME_EDGE = 1.5  # pt; measured: column edges of a continuation agree this well
FAINT = 5  # of 255: nothing is seen

# Tables without walls

ALIGNED = 0.35  # em; edges no further apart are in line
EXACT = 0.15  # em; what is centred stands no further from the middle
AGREE = 0.7  # em; what two columns say of the edge between them differs by no more
MARGIN = 0.45  # em of white at both sides of a cell, where no ruling tells
WIDEST = 1.5  # em; no cell has a wider margin
NEAR = 0.9  # of the pitch of the rows; what stands side by side no further apart is in two columns
OVER = 0.05  # em; less of an overlap is none
ROWS = 3  # rows that must share a column of figures
MANY = 4  # pieces of a line that no sentence falls into
CLEAR = 1.3  # em; no line of text stands so near above a table
SHORT = 0.4  # of a row's length; no head is longer where it stands alone
HALF = 1.5  # em; half the height of a row, by which heads over two rows stand off those over one
FAR = 3.2  # em; baselines further apart do not belong to one table
SAME_END = 3.0  # pt; rulings of one table end no further apart
PROSE = 0.6  # of the width of the rulings; no cell of one line is wider
APART = 0.7  # em; a gap this wide may part two columns
BESIDE = 0.55  # em; so may this, if there is a figure at one of its sides
LEVEL = 0.45  # em; middles no further apart stand at one height
TIGHT = 0.9  # of the pitch of the rows; lines nearer than this belong to one cell
LEADING = 1.75  # em; lines of one cell stand no further apart
USUAL = 1.45  # em; the same where no rows tell their pitch
FULL = 0.5  # em that a full line may be shorter than the column is wide, its last word besides
CLOSES = 0.5  # em; edges of rows told by two columns agree this well
ABOVE = 1.5  # em; a level so far above the next stands in a row of its own
LOWEST = 0.8  # em; no row is less high
CENTRED = 0.3  # em by which text may stand beside the middle of its cell
