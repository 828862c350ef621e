#!/usr/bin/env bash
# py-xbrl: from an inline XBRL report 1,234,567.89 is read as 1234568.0; from a plain XBRL one it is read right.
#
# What exceeds a million is rounded to whole units, against errors of floating point; smaller amounts keep their
# cents, so totals no longer equal their parts. Below a million the errors stay, here and in ixbrlparse: 0.07 with
# scale 4 (a table in 万元) is 700.0000000000001; of the amounts below 1,000 万元 one in ten is not whole in 元.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install py-xbrl==3.0.3 ixbrlparse==0.12.0
cd "$place"
env/bin/python - <<'PY'
import io
import logging
from importlib.metadata import version

from ixbrlparse import IXBRL
from xbrl.cache import HttpCache
from xbrl.instance import XbrlParser

logging.disable(logging.CRITICAL)
SPACES = {
    "ix": "http://www.xbrl.org/2013/inlineXBRL",
    "ixt": "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12",
    "xbrli": "http://www.xbrl.org/2003/instance",
    "link": "http://www.xbrl.org/2003/linkbase",
    "xlink": "http://www.w3.org/1999/xlink",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "g": "http://example.org/g",
}
spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
scheme = '<link:schemaRef xlink:type="simple" xlink:href="g.xsd"/>'
context = (
    '<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://example.org">1</xbrli:identifier>'
    "</xbrli:entity><xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>"
    '<xbrli:unit id="u"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit>'
)
with open("g.xsd", "w", encoding="utf-8") as file:
    names = "".join(
        f'<e:element id="g_{n}" name="{n}" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" '
        'xbrli:periodType="instant"/>'
        for n in "ABC"
    )
    file.write(f'<e:schema xmlns:e="http://www.w3.org/2001/XMLSchema" {spaces} targetNamespace="{SPACES["g"]}">')
    file.write(f"{names}</e:schema>")
facts = "".join(
    f'<p><ix:nonFraction name="g:{n}" contextRef="c" unitRef="u" decimals="2" scale="{scale}" '
    f'format="ixt:num-dot-decimal">{text}</ix:nonFraction></p>'
    for n, text, scale in (("A", "1,234,567.89", 0), ("B", "999,999.99", 0), ("C", "0.07", 4))
)
header = f"<ix:references>{scheme}</ix:references><ix:resources>{context}</ix:resources>"
page = (
    f'<html xmlns="http://www.w3.org/1999/xhtml" {spaces}><head><title>t</title></head><body>'
    f"<div><ix:header>{header}</ix:header></div>{facts}</body></html>"
)
plain = f'<g:A contextRef="c" unitRef="u" decimals="2">1234567.89</g:A>'
for name, text in (("a.htm", page), ("a.xml", f"<xbrli:xbrl {spaces}>{scheme}{context}{plain}</xbrli:xbrl>")):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)

parser = XbrlParser(HttpCache("cache"))
inline, whole = ([fact.value for fact in parser.parse_instance(name).facts] for name in ("./a.htm", "./a.xml"))
other = [fact.value for fact in IXBRL(io.StringIO(page)).numeric]
print("py-xbrl", version("py-xbrl"), "inline:", inline, "| plain:", whole)
print("ixbrlparse", version("ixbrlparse"), other)
assert inline == [1234568.0, 999999.99, 700.0000000000001] and whole == [1234567.89]
assert other == [1234567.89, 999999.99, 700.0000000000001]
assert sum(cent / 100 * 10**4 != cent * 100 for cent in range(100_000)) > 10_000
PY
