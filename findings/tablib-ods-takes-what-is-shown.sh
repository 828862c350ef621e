#!/usr/bin/env bash
# tablib: from an .ods file it takes the amount as it is shown, not the amount: 12.345 shown as 12.35 becomes 12.35.
#
# A table in 万元 with two decimals shown, over amounts with more, is read rounded, so that parts no longer add up to
# their total; a code shown as 1.2E+07 would be read so. An amount with a currency sign or % stays text, of a
# cell whose letters have two styles only the first piece is kept (12.35 is 12), and equal cells or rows that the
# file writes once with a count are read once.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install tablib==3.10.0 odfpy==1.4.1 pandas==3.1.1
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import pandas
import tablib
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P, Span


def number(value, shown, **more):
    cell = TableCell(value=value, **{"valuetype": "float", **more})
    cell.addElement(P(text=shown))
    return cell


two_styles = TableCell(valuetype="string")
two_styles.addElement(P())
two_styles.firstChild.addElement(Span(text="12"))
two_styles.firstChild.addText(".35")
rows = [
    [number("12.345", "12.35"), number("100", "¥100.00", valuetype="currency", currency="CNY"), two_styles],
    [number("5", "5.00", numbercolumnsrepeated=3)],
]
sheet = Table(name="表")
for cells in rows:
    row = TableRow()
    for cell in cells:
        row.addElement(cell)
    sheet.addElement(row)
document = OpenDocumentSpreadsheet()
document.spreadsheet.addElement(sheet)
document.save("a.ods")

with open("a.ods", "rb") as file:
    read = list(tablib.Dataset().load(file, format="ods", headers=False))
right = pandas.read_excel("a.ods", engine="odf", header=None).values.tolist()
print("tablib", version("tablib"), read, "| pandas:", right)
assert read == [(12.35, "¥100.00", "12"), (5.0, "", "")]
assert right[0][:2] == [12.345, 100] and right[1] == [5, 5, 5]
PY
