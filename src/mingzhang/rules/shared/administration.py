"""Whether a document is surely of an administrative unit alone, without public institutions."""

from __future__ import annotations

import re

from mingzhang.language.document.examined import Examined, once
from mingzhang.language.text.spelling import plain

_OFFICE = re.compile(
    r"(?:局|厅|办公室|委员会|人民政府|检察院|人民法院|办事处|委|部)(?:（?本级）?|（?机关）?)?$"
)
_ALONE = re.compile(
    r"(?:无|没有|不含|未设立?)(?:其他)?(?:下属|所属|直属|二级|下级)(?:预算|独立核算)?(?:行政)?(?:事业)?单位"
    r"|(?:仅|只)(?:包括|为|含|有)?[^，。；]{0,24}本级|本部门所属1个行政单位(?!、)"
)
_INSTITUTION = re.compile(
    r"(?<!无)(?<!没有)(?<!不含)(?:下属|所属|直属|二级)[^，。；]{0,8}事业单位|[1-9]\d*个[^，。；]{0,8}事业单位"
    r"|事业编制(?:人员|数)?(?:为|共)?[1-9]|[1-9]\d*个(?:下属|所属|二级)[^，。；]{0,4}单位|参照公务员法|参公"
)
_SECTIONS = {"概况", "职责", "机构", "人员", "三公"}


@once
def administrative(document: Examined) -> bool:
    """True only where the name is an office's and the text says that no other unit is included."""
    if not _OFFICE.search(plain(document.unit)):
        return False
    text = "".join(
        plain(paragraph.text)
        for index, paragraph in document.body()
        if any(section.key in _SECTIONS for section in document.around(index))
    )
    alone = "本级" in document.unit or bool(_ALONE.search(text))
    return alone and not _INSTITUTION.search(text)
