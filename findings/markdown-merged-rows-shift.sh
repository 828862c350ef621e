#!/usr/bin/env bash
# markitdown, html2text: below a cell that spans rows the amounts move one column to the left, under another heading.
#
# Markdown has no merged cells, and neither program fills the places they cover: in a two-row heading 本年 stands over
# the names, and in the second row of 乙局 5.50 stands where the names are. Whoever gives tables of accounts to a
# language model by this way gives it other tables. From .docx (by way of mammoth) it is the same.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install markitdown==0.1.9 mammoth==1.13.0 html2text==2025.4.15 python-docx==1.2.0
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import docx
import html2text
from markitdown import MarkItDown

page = """<table><tr><th rowspan="2">项目</th><th colspan="2">决算数</th></tr><tr><th>本年</th><th>上年</th></tr>
<tr><td rowspan="2">乙局</td><td>3.30</td><td>4.40</td></tr><tr><td>5.50</td><td>6.60</td></tr></table>"""
with open("a.html", "w", encoding="utf-8") as file:
    file.write(f'<html><head><meta charset="utf-8"></head><body>{page}</body></html>')
document = docx.Document()
table = document.add_table(4, 3)
texts = (("项目", "决算数", ""), ("", "本年", "上年"), ("乙局", "3.30", "4.40"), ("", "5.50", "6.60"))
for row, cells in zip(table.rows, texts):
    for cell, text in zip(row.cells, cells):
        cell.text = text
for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((2, 0), (3, 0))):
    table.cell(*first).merge(table.cell(*last))
document.save("a.docx")


def rows(markdown):
    lines = [line for line in markdown.splitlines() if "|" in line and "---" not in line]
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]


converter = MarkItDown()
said = {
    "markitdown": rows(converter.convert("a.html").text_content),
    "markitdown, .docx": rows(converter.convert("a.docx").text_content),
    "html2text": rows(html2text.html2text(page)),
}
for name, read in said.items():
    print(name, version(name.split(",")[0]), read)
for read in said.values():
    assert ["本年", "上年"] in read and ["乙局", "3.30", "4.40"] in read and ["5.50", "6.60"] in read
PY
