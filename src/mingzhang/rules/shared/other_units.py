"""Names of other units where a disclosing sentence must name the unit itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mingzhang.language.document.passage import Passage

_ORGAN = "局|委员会|办公室|办事处|人民法院|人民检察院|人民政府|大队|支队|中学|小学|图书馆|文化馆"
# Sentences of which only the unit itself can be the subject.
_NAMED = re.compile(
    r"(?:^|(?<=[。；：，年是]))"
    rf"(?P<name>[\u4e00-\u9fa5]{{2,8}}?[省市县区州旗][\u4e00-\u9fa5]{{2,20}}?(?:{_ORGAN}))"
    r"(?=(?:（[^（）]{1,6}）)?(?:所属各预算单位)?"
    r"(?:共有车辆|安排政府采购|政府采购预算总额|机关运行经费(?:财政拨款|预算为)|评价项目\d|收入预算\d|支出预算\d"
    r"|(?:20\d\d年(?:度)?)?(?:无|没有)(?:使用)?(?:政府性基金|国有资本)|20\d\d年(?:度)?(?:评价|收、支|财政拨款收)"
    r"|是(?:本?[省市县区州旗]|上?一级)[^，。]{0,6}(?:政府|党委)[^，。]{0,6}(?:部门|单位|机构)|的主要(?:工作|职责)[。，是]))"
)


def other_units(passages: Iterable[Passage], unit: str) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Where a full name stands that is neither the unit's, nor a longer or shorter form, nor told elsewhere.

    >>> from mingzhang.language.document.passage import passages
    >>> from mingzhang.work.examples import text
    >>> read = passages(text("截至2024年8月31日，某市东山区水务局共有车辆2辆。", "某市东山区教育局共有车辆3辆。"))
    >>> [match["name"] for _, match in other_units(read, "某市东山区教育局")]
    ['某市东山区水务局']
    """
    told = list(passages)
    for passage in told:
        for match in _NAMED.finditer(passage.text):
            name, core = match["name"].replace("人民", ""), unit.replace("人民", "")
            own = name in core or core in name or core.endswith(name[-6:])
            listed = sum(match["name"] in other.text for other in told) > 1  # a unit of its own, named above
            if not own and not listed:
                yield passage, match
