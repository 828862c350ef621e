#!/usr/bin/env bash
# easyofd: the form of an OFD page is put on the page whose number its file's name happens to hold, not on its pages.
#
# Tables in OFD often stand in two layers: the page has the amounts, a template page the headings and rulings. Here
# two pages name the same template: kept in Tpl_0 it appears on the first page only, in Tpl_1 on the second only, and
# the amounts of the other are left without headings. Objects marked invisible are read as text like any other, by
# ofdkit too, which otherwise reads each page with its template.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install easyofd==20260427 ofdkit==0.2.0
cd "$place"
env/bin/python - <<'PY'
import contextlib
import io
import warnings
import zipfile
from importlib.metadata import version

warnings.simplefilter("ignore")
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    import ofdkit
    from easyofd.ofd import OFD
    from loguru import logger

logger.remove()
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(number, x, y, letters, more=""):
    code = f'<ofd:TextCode X="0" Y="4">{letters}</ofd:TextCode>'
    box = f'Boundary="{x} {y} 60 6" Font="3" Size="4"'
    return f'<ofd:TextObject ID="{number}" {box} {more}>{code}</ofd:TextObject>'


def page(layer, content, template=""):
    return f"<ofd:Page {SPACE}>{template}<ofd:Content>{layer}{content}</ofd:Layer></ofd:Content></ofd:Page>"


def save(name, template_file):
    uses = '<ofd:Template TemplateID="9" ZOrder="Background"/>'
    hidden = text(31, 20, 60, "9.99", 'Visible="false"')
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    pages = "".join(f'<ofd:Page ID="{10 + i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in (0, 1))
    common = (
        f"<ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>{area}<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        f'<ofd:TemplatePage ID="9" BaseLoc="{template_file}"/></ofd:CommonData>'
    )
    root = "<ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
    font = '<ofd:Fonts><ofd:Font ID="3" FontName="SimSun"/></ofd:Fonts>'
    files = {
        "OFD.xml": f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody>{root}</ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}>{common}<ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {SPACE} BaseLoc="Res">{font}</ofd:Res>',
        f"Doc_0/{template_file}": page('<ofd:Layer ID="40">', text(41, 20, 20, "决算数")),
        "Doc_0/Pages/Page_0/Content.xml": page('<ofd:Layer ID="50">', text(51, 20, 40, "12.35"), uses),
        "Doc_0/Pages/Page_1/Content.xml": page('<ofd:Layer ID="60">', text(61, 20, 40, "7.50") + hidden, uses),
    }
    with zipfile.ZipFile(name, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, '<?xml version="1.0" encoding="UTF-8"?>' + content)


def by_easyofd(name):
    ofd = OFD()
    with contextlib.redirect_stdout(io.StringIO()):
        ofd.read(name, fmt="path")
    return {n: sorted(t["text"] for t in p["text_list"]) for n, p in ofd.data[0]["page_info"].items()}


def by_ofdkit(name):
    with ofdkit.OFDDocument(name) as document:
        return [sorted(page.text().split()) for page in document.pages]


read = {}
for file in ("Tpls/Tpl_0/Content.xml", "Tpls/Tpl_1/Content.xml"):
    save("a.ofd", file)
    read[file] = by_easyofd("a.ofd")
    print("easyofd", version("easyofd"), file, read[file], "| ofdkit", version("ofdkit"), by_ofdkit("a.ofd"))
    assert by_ofdkit("a.ofd") == [["12.35", "决算数"], ["7.50", "9.99", "决算数"]]
assert read["Tpls/Tpl_0/Content.xml"] == {0: ["12.35", "决算数"], 1: ["7.50", "9.99"]}
assert read["Tpls/Tpl_1/Content.xml"] == {0: ["12.35"], 1: ["7.50", "9.99", "决算数"]}
PY
