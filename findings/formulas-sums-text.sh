#!/usr/bin/env bash
# formulas: SUM over cells counts amounts that are stored as text, which Excel leaves out; the check sum then agrees.
#
# Numbers kept as text are the usual reason why a total in a sheet is wrong; a sheet recalculated in this way looks
# right. pycel computes what Excel does. SUMIF does the same, ISNUMBER("1") is TRUE, and ROUND(1.005,2) is 1.0 where
# Excel and pycel have 1.01 (2.675 is rounded up all the same).
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install formulas==1.3.4 pycel==1.0b30 openpyxl==3.1.5
cd "$place"
env/bin/python - <<'PY'
import contextlib
import io
from importlib.metadata import version

import formulas
import openpyxl
from pycel import ExcelCompiler

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "S"
for column, value in enumerate([20.0, "12.35", 7.5], start=1):
    sheet.cell(1, column, value)
asked = ["=SUM(A1:C1)", '=SUMIF(A1:C1,"12.35")', "=ROUND(1.005,2)", "=ROUND(2.675,2)"]
for row, formula in enumerate(asked, start=2):
    sheet.cell(row, 1, formula)
book.save("a.xlsx")

with contextlib.redirect_stderr(io.StringIO()):
    solved = formulas.ExcelModel().loads("a.xlsx").finish().calculate()
by_formulas = [float(solved[f"'[a.xlsx]S'!A{row}"].value[0, 0]) for row in range(2, 6)]
excel = ExcelCompiler("a.xlsx")
by_pycel = [float(excel.evaluate(f"S!A{row}")) for row in range(2, 6)]
print("formulas", version("formulas"), dict(zip(asked, by_formulas)))
print("pycel", version("pycel"), dict(zip(asked, by_pycel)))
assert by_formulas == [39.85, 12.35, 1.0, 2.68]
assert by_pycel == [27.5, 0.0, 1.01, 2.68]
PY
