#!/usr/bin/env bash
# docx2txt, docx2python: a minus that Word keeps from standing alone at a line's end is lost: -12.35 becomes 12.35.
#
# A no-break hyphen (Ctrl+Shift+-) is an element of its own, and both leave it out: a decrease becomes an increase,
# and pages 3-5 page 35. python-docx and mammoth print it. For docx2txt a correction waits upstream (34).
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
from docx.oxml import OxmlElement
from docx2python import docx2python

document = docx.Document()
for before, after in (("比上年增加", "12.35万元"), ("第3", "5页")):
    paragraph = document.add_paragraph(before)
    paragraph.add_run()._r.append(OxmlElement("w:noBreakHyphen"))
    paragraph.add_run(after)
document.save("a.docx")

with docx2python("a.docx") as content, open("a.docx", "rb") as file:
    said = {
        "docx2txt": docx2txt.process("a.docx"),
        "docx2python": content.text,
        "python-docx": "\n\n".join(paragraph.text for paragraph in docx.Document("a.docx").paragraphs),
        "mammoth": mammoth.extract_raw_text(file).value.strip(),
    }
for name, text in said.items():
    print(name, version(name), repr(text))
assert said["docx2txt"] == said["docx2python"] == "比上年增加12.35万元\n\n第35页"
assert said["python-docx"] == "比上年增加-12.35万元\n\n第3-5页" and "\N{NON-BREAKING HYPHEN}12.35" in said["mammoth"]
PY
