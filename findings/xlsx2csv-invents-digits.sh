#!/usr/bin/env bash
# xlsx2csv: what stands behind the digits of a number format becomes further digits, or a date.
# 
# `0.00"元"` prints 12.5 as 12.50000, the usual bracket format of accountants gives 3.5 twelve decimals, and a
# format with a letter of dates in its quoted words (`0.0"d"`: per day) makes a day of the month of an amount. Chinese
# dates lose their quotes to the CSV. A reader who takes printed decimals for precision is misled.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install xlsx2csv==0.8.6 XlsxWriter==3.3.1
cd "$place"
env/bin/python - <<'PY'
import csv
import io
from importlib.metadata import version

import xlsxwriter
from xlsx2csv import Xlsx2csv

book = xlsxwriter.Workbook("a.xlsx")
sheet = book.add_worksheet()
cells = [
    (12.5, '0.00"元"'),
    (3.5, "0.00_);[Red]\\(0.00\\)"),
    (20.5, '0.0"d"'),
    (45292, 'yyyy"年"m"月"d"日"'),
    (12.5, "0.00"),
]
for column, (value, format) in enumerate(cells):
    sheet.write_number(0, column, value, book.add_format({"num_format": format}))
book.close()
out = io.StringIO()
Xlsx2csv("a.xlsx").convert(out)
(row,) = list(csv.reader(io.StringIO(out.getvalue())))
print("xlsx2csv", version("xlsx2csv"))
for (value, format), text in zip(cells, row):
    print(value, format, "->", text)
assert row[0] == "12.50000" and row[1] == "3.500000000000"
assert "19" in row[2] and "20.5" not in row[2]
assert row[3] != "2024年1月1日" and row[4] == "12.50"
PY
