"""Numbers that belong to a person and are not to be published: mobile phones and identity cards."""

from __future__ import annotations

import re

_GAP = r"[ \-－—]?"
MOBILE = re.compile(rf"(?<!\d)1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)")
IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)


def personal(text: str) -> list[tuple[str, str]]:
    """What a text says of persons: the kind of each number, and the number with its middle hidden.

    >>> personal("联系人电话 138-0000-1234，身份证 11010619800101001X，金额 13800001234.00元")
    [('身份证号码', '110***01X'), ('手机号码', '138***234')]
    """
    found = [("身份证号码", match[0]) for match in IDENTITY.finditer(text)]
    for match in MOBILE.finditer(text):
        if not re.match(r"\.\d", text[match.end() :]):
            found.append(("手机号码", match[0]))
    return [(kind, f"{number[:3]}***{number[-3:]}") for kind, number in found]
