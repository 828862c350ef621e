#!/usr/bin/env bash
# mammoth: what a field shows is lost when the field is written in its short form: 合计99.90万元 becomes 合计万元.
#
# Word keeps fields (a sum over the column, a document property, a cross reference) as w:fldSimple or as runs between
# marks; of the second the shown result is printed, of the first nothing. The one sign of it is a warning among the
# messages (an element was ignored), which many a caller drops. paragraph.text of python-docx loses it without any;
# docx2txt prints both.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install mammoth==1.13.0 python-docx==1.2.0 docx2txt==0.9
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

RUN = "<w:r><w:t>{}</w:t></w:r>"
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
asked = ' =SUM(ABOVE) \\# "0.00" '
short = f'<w:fldSimple {nsdecls("w")} w:instr="=SUM(ABOVE)">{RUN.format("99.90")}</w:fldSimple>'
long = (
    f"<w:p {nsdecls('w')}>{MARK.format('begin')}<w:r><w:instrText>{asked}</w:instrText></w:r>"
    f"{MARK.format('separate')}{RUN.format('99.90')}{MARK.format('end')}</w:p>"
)
document = docx.Document()
for parts in ([parse_xml(short)], list(parse_xml(long))):
    paragraph = document.add_paragraph("合计")
    for part in parts:
        paragraph._p.append(part)
    paragraph.add_run("万元")
document.save("a.docx")

with open("a.docx", "rb") as file:
    result = mammoth.extract_raw_text(file)
said = {
    "mammoth": result.value.split(),
    "python-docx": [paragraph.text for paragraph in docx.Document("a.docx").paragraphs],
    "docx2txt": docx2txt.process("a.docx").split(),
}
for name, lines in said.items():
    print(name, version(name), lines)
print("messages of mammoth:", result.messages)
assert said["mammoth"] == said["python-docx"] == ["合计万元", "合计99.90万元"]
assert [message.type for message in result.messages] == ["warning"]
assert said["docx2txt"] == ["合计99.90万元", "合计99.90万元"]
PY
