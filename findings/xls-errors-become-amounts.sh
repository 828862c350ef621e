#!/usr/bin/env bash
# petl, csvkit: from an .xls file #DIV/0! is read as the amount 7 and #N/A as 42, numbers like all others.
#
# An error is kept in the file as a code, and the code is what xlrd gives, beside a type that the two do not look at.
# The sum over the column is wrong by amounts that nobody would suspect. tablib gives the text; pyexcel-xls calls both
# #N/A. (calamine, another finding, reads an error like a blank.)
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install petl==1.7.30 csvkit==2.2.0 xlrd==2.0.2 xlwt==1.3.0 tablib==3.10.0 pyexcel-xls==0.7.1
cd "$place"
env/bin/python - <<'PY'
import csv
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import petl
import pyexcel_xls
import tablib
import xlwt

book = xlwt.Workbook(encoding="utf-8")
sheet = book.add_sheet("表")
for number, cells in enumerate((["款项", "完成率"], ["甲", 95.5], ["乙", None], ["丙", None])):
    for column, value in enumerate(cells):
        if value is not None:
            sheet.write(number, column, value)
sheet.row(2).set_cell_error(1, "#DIV/0!")
sheet.row(3).set_cell_error(1, "#N/A!")  # the name that xlwt has for #N/A
book.save("a.xls")

tool = Path(sys.executable).parent / "in2csv"
listed = subprocess.run([tool, "a.xls"], capture_output=True, text=True, check=True).stdout
with open("a.xls", "rb") as file:
    table = tablib.Dataset().load(file, format="xls")
read = {
    "petl": list(petl.values(petl.fromxls("a.xls"), "完成率")),
    "csvkit": [row[1] for row in csv.reader(listed.splitlines())][1:],
    "tablib": table["完成率"],
    "pyexcel-xls": [row[1] for row in pyexcel_xls.get_data("a.xls")["表"]][1:],
}
for name, values in read.items():
    print(name, version(name), values)
assert read["petl"] == [95.5, 7, 42] and read["csvkit"] == ["95.5", "7", "42"]
assert read["tablib"] == [95.5, "#DIV/0!", "#N/A"] and read["pyexcel-xls"] == [95.5, "#N/A", "#N/A"]
PY
