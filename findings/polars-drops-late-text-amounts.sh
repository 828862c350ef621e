#!/usr/bin/env bash
# polars: read_excel makes null of an amount kept as text, if it stands below the hundredth row, and may drop the row.
#
# The type of a column is taken from its first 100 rows, however long the sheet; what does not fit it later, 1,234.56
# or （7.50） as text, becomes null without a word, and a row of which nothing is left is taken for an empty one and
# left out. In the first 100 rows the same cell makes the column text, where all is seen.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install polars==2.1.0 fastexcel==0.21.0 XlsxWriter==3.3.1
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import polars
import xlsxwriter


def sheet(text_from):
    book = xlsxwriter.Workbook("a.xlsx")
    page = book.add_worksheet()
    page.write_row(0, 0, ["决算数", "人数"])
    for row in range(1, 121):
        page.write_row(row, 0, [12.35, 3])
    page.write_row(text_from, 0, ["1,234.56", 4])
    page.write_row(text_from + 1, 0, ["（7.50）", "五"])
    book.close()
    return polars.read_excel("a.xlsx")


early, late = sheet(51), sheet(102)
print("polars", version("polars"), "| in row 51:", early.height, early.dtypes, early.rows()[50:52])
print("in row 102:", late.height, late.dtypes, late.rows()[101:103])
assert early.height == 120 and early.rows()[50:52] == [("1,234.56", "4"), ("（7.50）", "五")]
assert late.height == 119 and late.rows()[101:103] == [(None, 4), (12.35, 3)]
PY
