#!/usr/bin/env bash
# markitdown: one amount of a thousand million and a small one beside it cost every amount of the column its cents.
#
# The workbook holds 1234567890.12, 230456.78 and 0.5 as numbers with the format #,##0.00. The Markdown table says
# 1.234568e+09, 2.304568e+05 and 5.000000e-01: seven digits of each. Item codes kept as text lose their zero, 0801 is
# 801, and a cell without an amount is NaN.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install markitdown==0.1.9 pandas==3.1.1 openpyxl==3.1.5
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import openpyxl
from markitdown import MarkItDown

book = openpyxl.Workbook()
sheet = book.active
for row in [("项目", "决算数", "编码"), ("甲", 1234567890.12, "0801"), ("乙", 230456.78, "0802"), ("丙", 0.5, "0803"), ("丁", None, "0804")]:
    sheet.append(row)
for cell in sheet["B"]:
    cell.number_format = "#,##0.00"
book.save("a.xlsx")

rows = [line.strip("| ").split(" | ") for line in MarkItDown().convert("a.xlsx").text_content.splitlines()[3:]]
print("markitdown", version("markitdown"), rows)
assert rows == [
    ["甲", "1.234568e+09", "801"],
    ["乙", "2.304568e+05", "802"],
    ["丙", "5.000000e-01", "803"],
    ["丁", "NaN", "804"],
]
PY
