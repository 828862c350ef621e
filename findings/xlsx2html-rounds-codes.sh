#!/usr/bin/env bash
# xlsx2html: a number in a cell of text format keeps one digit: item code 2080505 is printed 2000000, 12.35 as 10.
#
# Codes of functions and items are stored that way, and the page shows codes that exist but are others. A rate kept as
# 95.6 with the format `0.00"%"` is printed 9560.00, and a format with conditions prints the condition with the amount
# in it. The first is known upstream (issue 22, of 2021), the others have the same root: the formats of a sheet are
# given to a formatter of another language of patterns.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install xlsx2html==0.6.4 XlsxWriter==3.3.1
cd "$place"
env/bin/python - <<'PY'
import io
import re
from html import unescape
from importlib.metadata import version

import xlsxwriter
from xlsx2html import xlsx2html

cells = [
    (2080505, "@"),
    (12.35, "@"),
    (95.6, '0.00"%"'),
    (20.5, '[<10000]0.00;[>=10000]0!.0,"万"'),
    (12345, "[DBNum2]General"),
    (12.35, "0.00"),
]
book = xlsxwriter.Workbook("a.xlsx")
sheet = book.add_worksheet()
for column, (value, format) in enumerate(cells):
    sheet.write_number(0, column, value, book.add_format({"num_format": format}))
book.close()
page = io.StringIO()
xlsx2html("a.xlsx", page, locale="zh_CN")
shown = [unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", page.getvalue())]
print("xlsx2html", version("xlsx2html"))
for (value, format), text in zip(cells, shown):
    print(value, format, "->", text)
assert shown[:2] == ["2000000", "10"] and shown[2] == '9560.00"%"'
assert shown[3:] == ["[<20]0.00", "[DBNum12345]General", "12.35"]
PY
