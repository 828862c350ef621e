#!/usr/bin/env bash
# mammoth, docx2python, python-docx: the numbers of headings that Word counts in Chinese are lost in three ways.
# 
# The headings 第三部分 and 第四部分 come out as 1. and 2. (mammoth: a list that starts anew), as -- (docx2python, with a
# warning) and as nothing (python-docx). All three print hidden text as if it could be seen. Who cites a part by its
# number, or splits a document at its parts, needs numbering.xml.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install mammoth==1.13.0 docx2python==3.7.1 python-docx==1.2.0
cd "$place"
env/bin/python - <<'PY'
import warnings
from importlib.metadata import version

import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

SPACE = nsdecls("w")
document = docx.Document()
numbering = document.part.numbering_part.element
numbering.insert(
    0,
    parse_xml(
        f'<w:abstractNum {SPACE} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1部分"/></w:lvl></w:abstractNum>'
    ),
)
numbering.append(parse_xml(f'<w:num {SPACE} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
for text in ("决算情况说明", "名词解释"):
    shape = parse_xml(f'<w:numPr {SPACE}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')
    document.add_paragraph(text)._p.get_or_add_pPr().append(shape)
document.add_paragraph("支出").add_run("9.99").font.hidden = True
document.save("a.docx")

with open("a.docx", "rb") as file:
    html = mammoth.convert_to_html(file).value
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    with docx2python("a.docx") as content:
        text = content.text
plain = [paragraph.text for paragraph in docx.Document("a.docx").paragraphs]
for name, said in (("mammoth", html), ("docx2python", text), ("python-docx", plain)):
    print(name, version(name), repr(said))
assert html == "<ol><li>决算情况说明</li><li>名词解释</li></ol><p>支出9.99</p>"
assert "--\t决算情况说明" in text and "第三部分" not in text and "9.99" in text
assert plain == ["决算情况说明", "名词解释", "支出9.99"]
PY
