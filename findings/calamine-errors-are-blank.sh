#!/usr/bin/env bash
# python-calamine: a cell that says #DIV/0! comes out as '', like a cell that nobody filled in.
# 
# An amount that could not be calculated is then an amount that is not there, and a sum over the column is
# confidently wrong. openpyxl, with data_only, gives the error as it is printed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install python-calamine==0.9.1 XlsxWriter==3.3.1 openpyxl==3.1.5
cd "$place"
env/bin/python - <<'PY'
import io
from importlib.metadata import version

import openpyxl
import python_calamine
import xlsxwriter

data = io.BytesIO()
book = xlsxwriter.Workbook(data)
sheet = book.add_worksheet()
sheet.write_row(0, 0, ["预算数", "决算数", "完成率"])
sheet.write_row(1, 0, [0, 12.35])
sheet.write_formula(1, 2, "=B2/A2", None, "#DIV/0!")
sheet.write_row(2, 0, [0, 6.2])  # nobody filled in the rate
book.close()

data.seek(0)
rows = python_calamine.load_workbook(data).get_sheet_by_index(0).to_python()
data.seek(0)
stored = openpyxl.load_workbook(data, data_only=True).active["C2"].value
print("python-calamine", version("python-calamine"), "| openpyxl", version("openpyxl"))
print("calamine, #DIV/0!:", repr(rows[1][2]), "| calamine, blank:", repr(rows[2][2]), "| openpyxl:", repr(stored))
assert rows[1][2] == rows[2][2] == "" and stored == "#DIV/0!"
PY
