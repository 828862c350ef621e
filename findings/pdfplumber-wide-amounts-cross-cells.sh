#!/usr/bin/env bash
# pdfplumber, camelot-py: an amount wider than its cell is cut where the line stands; the neighbour gets its cents.
#
# Tables of accounts are full of amounts that reach over the ruled line of a narrow column. Both libraries deal out
# a text character by character (camelot where split_text is set, or the whole row into one cell where it is not):
# 12,345,678.90 beside 0.50 becomes 12,345,678 and ".90 0.50", and where the neighbour is empty it becomes an amount
# of its own, 0.90. The text of the page is one run, so nothing in the file says that it ends at the line.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install pdfplumber==0.11.10 camelot-py==2.0.0 reportlab==5.1.0
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import camelot
import pdfplumber
from reportlab.pdfgen import canvas

across, down = (20, 120, 170, 220), (150, 130, 110, 90)
page = canvas.Canvas("a.pdf", pagesize=(400, 200))
for x in across:
    page.line(x, down[-1], x, down[0])
for y in down:
    page.line(across[0], y, across[-1], y)
page.setFont("Helvetica", 10)
for x, y, text in [
    (24, 135, "Item"), (124, 135, "Budget"), (174, 135, "Final"),
    (24, 115, "Total"), (122, 115, "12,345,678.90"), (190, 115, "0.50"),
    (24, 95, "Other"), (122, 95, "12,345,678.90"),
]:
    page.drawString(x, y, text)
page.save()

with pdfplumber.open("a.pdf") as document:
    plumbed = document.pages[0].extract_table()
whole = camelot.read_pdf("a.pdf", flavor="lattice")[0].df.values.tolist()
dealt = camelot.read_pdf("a.pdf", flavor="lattice", split_text=True)[0].df.values.tolist()
print("pdfplumber", version("pdfplumber"), plumbed[1:])
print("camelot-py", version("camelot-py"), whole[1:], "with split_text", dealt[1:])
cut = [["Total", "12,345,678", ".90 0.50"], ["Other", "12,345,678", ".90"]]
assert plumbed[1:] == cut and dealt[1:] == cut
assert whole[1] == ["Total", "12,345,678.90 0.50", ""]
PY
