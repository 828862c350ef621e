"""公开前遮蔽个人姓名和电话

为什么：自评表随决算公开，项目负责人的姓名、手机号属于个人信息，公开前应遮蔽或只留职务、单位电话。
怎么改：删去或遮蔽姓名、手机号码。

>>> print(*rule.check(form(header=("某市某局", "某市某局", "", ""))))
P-51 成立：
>>> print(*rule.check(form(header=("某市某局", "某市某局", "张三", "13800000000"))))
P-51 不成立：各自评表公开了姓名 1 处、手机号码 1 处
>>> print(*rule.check(form(header=("某市某局", "某市某局", "办公室", ""))))
P-51 无法判断：“办公室”是不是个人姓名不能确定
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.personal_data import MOBILE

RULE = Judgement(
    "P-51", Severity.INFO, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}$")
_OFFICE = re.compile(r"科|室|处|局|办|部|股|队|所|中心|组|院|站|单位|主任|科长|负责")


def check(document: Document) -> Iterator[Finding]:
    """One finding for the document."""
    if not document.evaluations:
        return
    persons = [form.person for form in document.evaluations if form.person.plain]
    phones = [form.phone for form in document.evaluations if MOBILE.search(form.phone.plain)]
    named = [person for person in persons if _NAME.match(person.plain) and not _OFFICE.search(person.plain)]
    if named or phones:
        yield fails(
            f"各自评表公开了姓名 {len(named)} 处、手机号码 {len(phones)} 处",
            *(item.place for item in (*phones, *named)),
            printed="、".join(dict.fromkeys(item.text for item in (*named, *phones)))[:60],
            expected="遮蔽",
        )
    elif persons:
        yield undecided(f"“{persons[0].text}”是不是个人姓名不能确定", persons[0].place)
    else:
        yield holds(document.evaluations[0].name.place)
