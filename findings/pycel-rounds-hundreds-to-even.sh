#!/usr/bin/env bash
# pycel: ROUND(1250,-2) is 1200, where Excel has 1300; with decimals it rounds as Excel does.
#
# Amounts in 元 that are rounded to hundreds, thousands or 万 go half to even, and only they: 1350 is 1400, ROUND(2.5,0)
# is 3. A total of rounded parts then differs from the one that Excel prints.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install pycel==1.0b30 openpyxl==3.1.5
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import openpyxl
from pycel import ExcelCompiler

excel_says = {
    "=ROUND(1250,-2)": 1300,
    "=ROUND(65000,-4)": 70000,
    "=ROUND(A1,-2)": 1300,
    "=ROUND(1350,-2)": 1400,
    "=ROUND(2.5,0)": 3,
    "=ROUND(12.345,2)": 12.35,
}
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "S"
sheet["A1"] = 1250
for row, formula in enumerate(excel_says, start=1):
    sheet.cell(row, 2, formula)
book.save("a.xlsx")
excel = ExcelCompiler("a.xlsx")
said = {formula: excel.evaluate(f"S!B{row}") for row, formula in enumerate(excel_says, start=1)}
print("pycel", version("pycel"), said)
assert list(said.values()) == [1200, 60000, 1200, 1400, 3, 12.35]
PY
