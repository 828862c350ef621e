#!/usr/bin/env bash
# docx2txt, docx2python: what Word keeps in two places is printed twice: a sentence that was moved, and a text box.
#
# A sentence moved with changes being tracked is marked where it was and where it is; a text box is written in two
# ways, of which a program takes one. All is printed like other text, so an amount is stated twice in one account.
# Deleted text is left out as it should be. mammoth prints each once.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install docx2txt==0.9 docx2python==3.7.1 python-docx==1.2.0 mammoth==1.13.0
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


document = docx.Document()
for first, change, text in (("甲", "moveFrom", "支出12.35"), ("乙", "moveTo", "支出12.35"), ("丙", "ins", "结余7.50")):
    marked = f'<w:{change} {nsdecls("w")} w:id="1" w:author="A">{run(text)}</w:{change}>'
    document.add_paragraph(first)._p.append(parse_xml(marked))
words = f'<w:txbxContent><w:p>{run("合计19.85")}</w:p></w:txbxContent>'
shape = '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
box = (
    f'<w:r {nsdecls("w", "wp", "a")} {MORE}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
    f'<wp:extent cx="900000" cy="300000"/><wp:docPr id="1" name="t"/><a:graphic>{shape}<wps:cNvSpPr/><wps:spPr/>'
    f"<wps:txbx>{words}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{words}</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
document.add_paragraph("丁")._p.append(parse_xml(box))
gone = f'<w:del {nsdecls("w")} w:id="9" w:author="A"><w:r><w:delText>20.00</w:delText></w:r></w:del>'
document.add_paragraph("戊")._p.append(parse_xml(gone))
document.save("a.docx")

with docx2python("a.docx") as content, open("a.docx", "rb") as file:
    said = {
        "docx2txt": docx2txt.process("a.docx"),
        "docx2python": content.text,
        "mammoth": mammoth.extract_raw_text(file).value,
    }
amounts = ("12.35", "19.85", "7.50", "20.00")
counts = {name: [text.count(amount) for amount in amounts] for name, text in said.items()}
for name, text in said.items():
    print(name, version(name), text.split(), counts[name])
assert counts["docx2txt"] == counts["docx2python"] == [2, 2, 1, 0] and counts["mammoth"] == [1, 1, 1, 0]
PY
