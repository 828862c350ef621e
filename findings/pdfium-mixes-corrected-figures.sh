#!/usr/bin/env bash
# pypdfium2: a figure that was covered in white and typed anew is read mixed with the old one: 1.00 is 100.00.00.
#
# PDFium leaves out a character that stands where an equal one stands already, covered or not: of 12.53 over 12.35
# come 12.3553, of 66.66 over 77.77 the old amount and 6666. So even who knows which characters are covered lacks
# some of the new amount. pdfplumber interleaves the two, with dedupe_chars too; pypdf gives one after the other.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install pypdfium2==5.15.2 pdfplumber==0.11.10 pypdf==7.1.1 reportlab==5.1.0
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import pdfplumber
import pypdf
import pypdfium2
from reportlab.pdfgen import canvas

amounts = [("12.35", "12.53"), ("77.77", "66.66"), ("100.00", "1.00"), ("20.00", "20.00")]
page = canvas.Canvas("a.pdf", pagesize=(300, 300))
for number, (old, new) in enumerate(amounts):
    y = 250 - 30 * number
    page.setFont("Helvetica", 10)
    page.drawString(50, y, old)
    page.setFillColorRGB(1, 1, 1)
    page.rect(48, y - 2, 60, 12, fill=1, stroke=0)
    page.setFillColorRGB(0, 0, 0)
    page.drawString(50, y, new)
page.save()

with pdfplumber.open("a.pdf") as document:
    plumbed = document.pages[0].extract_text().split()
    without_doubles = document.pages[0].dedupe_chars().extract_text().split()
said = {
    "pypdfium2": pypdfium2.PdfDocument("a.pdf")[0].get_textpage().get_text_range().split("\r\n"),
    "pdfplumber": plumbed,
    "pypdf": pypdf.PdfReader("a.pdf").pages[0].extract_text().split(),
}
print("seen on the page:", [new for _, new in amounts])
for name, lines in said.items():
    print(name, version(name), lines)
assert said["pypdfium2"] == ["12.3553", "77.77 6666", "100.00.00", "20.00"]
assert said["pdfplumber"] == ["1122..3553", "7676..7676", "110.000.00", "2200..0000"]
assert without_doubles == ["12.3553", "7676.7676", "10.000.00", "20.00"]
assert said["pypdf"] == [amount for both in amounts for amount in both]
PY
