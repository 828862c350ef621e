"""The few words by which official prose says what a figure means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.language.text.numerals import NUMERALS

UP = "增加|增长|上升|提高|提升|增收|增支|上涨|增多|多支出|多支|大于|高于|超过|超出|多于|增幅|升幅|增"
DOWN = "减少|下降|降低|压减|压缩|节约|减支|少支|减收|小于|低于|少于|降幅|减幅|减"
FLAT_WORDS = "基本持平|持平|保持一致|一致|无变化|没有变化|未发生变化|无增减变化|无增减|零增长|保持不变|不变|相等|等于|相同"
UNCHOSEN = re.compile(
    rf"(?:{UP})（(?:{DOWN})）|(?:{DOWN})（(?:{UP})）|(?:增加|增)[/、](?:减少|减)|(?:减少|减)[/、](?:增加|增)"
    r"|大[/、]小于|小[/、]大于|增减(?!变化)|增长下降|下降增长"
)
SAME = re.compile(FLAT_WORDS)

_YEAR = r"(?:20\d\d年?|上一?年|去年|上年)"
# Comparison with last year; group "budget" tells a comparison with last year's budget.
PRIOR = re.compile(
    rf"(?:按?(?:同口径|可比口径)?(?:与|同比|同|较|比|对比|相比)(?P<year>{_YEAR})(?:年度|度|年(?!初))?"
    r"(?:（[^（）]{1,8}）)?(?:同期|同口径)?(?:的)?"
    r"(?P<budget>(?:年初|当年)?预算(?!执行))?(?:累计)?(?:执行数|预算执行数|支出|收入|数[字据]?)?"
    r"(?:决算)?(?:数[字据]?)?(?:相比较|相比|对比|比较)?|(?:按?(?:同口径|可比口径))?同比)"
)
_PLAN = r"(?P<plan>年初|全年|调整后?的?|当年|年度|批复|年)?(?:部门|单位)?(?:支出)?预算(?:安排)?(?:控制)?(?:数|额)?"
AGAINST = re.compile(
    r"(?:与|较|比|同|大于|小于|等于|高于|低于|超过|少于|多于)(?:其|20\d\d年度?|本年度?)?"
    rf"[^，。；：]{{0,16}}?{_PLAN}(?:相比|对比)?"
)
DONE = re.compile(
    r"(?!占(?![^，。；：\d]*(?:年初|全年|调整|批复))[^，。；：\d]*(?:总|支出|收入|经费|费)预算)"
    rf"(?:完成|达到|占|为)(?:了)?(?:其|20\d\d年度?)?(?:[^，。；：\d]{{0,10}}?){_PLAN}的?(?:比例为|比率为|百分比为)?(?:约)?$"
    r"|(?:预算|支出)?(?:执行率|完成率|执行进度|完成预算率)(?:为|是|达到?|约)?$"
)
SHARE = re.compile(
    r"(?:(?:各?分别)?占(?P<whole>[^，。；：]*?)(?:的?比重|的?比例|比)?|^[，、]?(?:所占)?比重(?:各?分别)?)(?:的|为|是|达|约|：|各?分别)*$"
)
RATE_AFTER = re.compile(r"(?:了|约|幅度?|率|比例|分别|各|为|是|达到?|仅)*$")
OF_WHICH = re.compile(r"其中|包括：|包括以下|主要用于以下方面|构成如下|具体(?:情况)?如下|分项情况")
# Words that announce a list behind a colon: …，具体情况如下： …，包括：
OPENS_LIST = re.compile(
    r"(?:如下|包括|其中|分别为|分别是|以下方面|(?:构成|分布)(?:情况)?(?:为|是)?|分配情况|组成|明细|(?:按|从)[^，。；：]{2,8}(?:分|划分|分类|来?看))$"
)
REASON = re.compile(
    r"(?:主要|变动|增减|增加|减少)?原因(?:主要)?(?:是|为|：|在于|如下|系)?|主要(?:是|系|由于|因为)"
    r"|(?:主要)?缘(?:由(?:是|为|：)|于)|是(?:因为|由于)"
)
BUDGET_WORD = re.compile(  # 收支总预算 and 政府性基金预算 are names of what is budgeted
    r"(?P<plan>年初|全年|调整后?|当年|年度|批复)?"
    r"(?:(?<!总)(?<!公共)(?<!基金)(?<!经营)预算|(?<!总)预算(?=安排|批复|数|额))"
    r"(?:安排|批复)?(?:数|额)?(?:为|是|：|共|计)*$"
)
OUTTURN_WORD = re.compile(
    r"(?:(?:支出|收入)?(?<!总)(?<!、支)(?<!收支)决算(?:数|支出|总额|数共计)?|执行数|实际支出|实际列支|实支|实际发生|支出完成|完成支出|决算金额)"
    r"(?:为|是|：|共|计|合计|总计|了)*$"
)
COPULA = re.compile(r"(?:完成|为|是|：|共计|共|达到?|约|了|有|实际|实有|累计|分别|各|均|仅|安排|发生|列支)+$")
LEADING = re.compile(
    r"^(?:）(?=[、和及与以])|（含）以上的?|以上的?|（含|[，。；：、\s“”]|[\u4e00-\u9fff“”（）]{2,20}中(?:包含|含有?|包括)|其中"
    r"|(?:收入|支出)(?:主要)?包括|包括"
    r"|具体[是为]|此外|另外|同时|以及|和|及|并|截至|截止|全年|本部门|本单位|我单位|我局"
    r"|(?:实际)?(?:安排|组织|开支|发生|支出|共)(?=因公|出国|会议费|培训费|财政拨款|接待|“?三公|公务)|本年度?(?=[^收支])|20\d\d(?=本年)"
    r"|20\d\d年度?(?:[1-9]\d?月\d{1,2}日)?(?:末|底)?"
    rf"|（(?!境|室|含）)|[（(]?[{NUMERALS}]{{1,3}}[）)、.．]|[（(]?\d{{1,2}}[）)、.．](?!\d)|[①-⑳])+"
)
PATH = re.compile(
    r"“?(?P<a>(?!）)[\u4e00-\u9fa5（）、]{2,40}?)”?（\d{0,3}类(?:级)?）”?"
    r"(?:“?(?P<b>[\u4e00-\u9fa5（）、]{2,40}?)”?（\d{0,5}款(?:级)?）”?"
    r"(?:“?(?P<c>[\u4e00-\u9fa5（）、]{2,60}?)”?（\d{0,7}项(?:级)?）”?)?)?"
)

_FUND = "(?:一般公共预算|政府性基金|国有资本经营)(?:预算)?"
ALL_FUNDS = re.compile(f"{_FUND}(?:[、及和与]{_FUND})+(?=财政拨款)")  # several named: 财政拨款 of every kind

LISTED = re.compile(
    rf"[（(]?[{NUMERALS}]{{1,3}}[）)、.．]|[（(]?\d{{1,2}}[）)、.．](?!\d)|[①-⑳]|第.{{1,3}}部分|“"
)
ENUMERATED = re.compile(
    rf"(?:第?[{NUMERALS}]|其[一二三四])[是、，]|[（(]?\d{{1,2}}[）)、.]|[①-⑳]|另|同时|以及"
)
SUBJECTLESS = re.compile(
    r"(?:其中：)?(?:年初预算|全年预算|支出决算|决算数|完成(?:年初|全年)?预算|主要原因|当年支出决算)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence between commas; offsets count in the flat paragraph text."""

    text: str
    start: int
    closes: str  # the mark that ends it

    @property
    def end(self) -> int:
        """Offset after the text, before the closing mark."""
        return self.start + len(self.text)


# …分别为9万元，8万元和7万元: the comma parts the figures of one list.
_NEXT_FIGURE = re.compile(r"，(?=\d[\d.,]*(?:[，、和与](?=\d)|(?:万|亿)?元|%))")
_EACH = re.compile(r"(?:各|分别)[^，。；：\d]{0,8}\d[\d.,]*(?:(?:万|亿)?元|%)?$")
_STILL_OPEN = re.compile(r"[^（）。！？]*(?:（[^（）。！？]*）[^（）。！？]*)*。?）")


def clauses(flat: str) -> Iterator[Clause]:
    """Cut a flat text at commas, semicolons, colons and full stops; brackets stay whole.

    >>> [c.text for c in clauses("收入10万元，下降1%（上年11.5万元，见表）；支出9万元。")]
    ['收入10万元', '下降1%（上年11.5万元，见表）', '支出9万元']
    >>> [c.text for c in clauses("收、支总计各是10，9万元，持平")]
    ['收、支总计各是10，9万元', '持平']
    """
    depth = start = 0
    for index, mark in enumerate(flat):
        if mark == "（":
            depth += 1
        elif mark == "）":
            depth = max(0, depth - 1)
        elif mark in "。；！？" or (mark in "，：" and depth == 0 and not _listing(flat, start, index)):
            if index > start:
                yield Clause(flat[start:index], start, mark)
            start = index + 1
            if mark in "。！？" or (mark == "；" and not _STILL_OPEN.match(flat, start)):
                depth = 0
    if start < len(flat):
        yield Clause(flat[start:], start, "")


def _listing(flat: str, start: int, comma: int) -> bool:
    """Whether a comma stands between two figures of a list that 各 or 分别 opened."""
    return _NEXT_FIGURE.match(flat, comma) is not None and _EACH.search(flat, start, comma) is not None


def base_of(text: str, year: int | None = None) -> str:
    """What a clause compares with: ``上年``, ``上年预算``, ``年初预算``, ``全年预算``, ``预算`` or ``""``.

    ``year`` is the fiscal year: a budget of that year is this year's, of the year before last year's.

    >>> [base_of(t, 2020) for t in ("与2019年度相比", "比2020年年初预算减少", "较2019年预算增加", "决算数小于预算数", "同比")]
    ['上年', '年初预算', '上年预算', '预算', '上年']
    """
    against, prior = AGAINST.search(text), PRIOR.search(text)
    named = (prior["year"] or "").rstrip("年") if prior else ""
    if prior and prior["budget"]:
        if named.isdecimal() and (int(named) == year or (year is None and "年初" in prior["budget"])):
            return plan_name("年初" if "年初" in prior["budget"] else None)
        return "上年预算"
    if prior and named.isdecimal() and int(named) == year:
        prior = None  # a comparison inside the year: it can only be with its budget
    if against and not (prior and prior.start() <= against.start()):
        return plan_name(against["plan"])
    if prior and named.isdecimal() and year is not None and int(named) < year - 1:
        return f"{named}年"
    return "上年" if prior else ""


def plan_name(word: str | None) -> str:
    """The budget a word means.

    >>> plan_name("调整后"), plan_name(None)
    ('全年预算', '预算')
    """
    if word in ("年初", "批复"):
        return "年初预算"
    if word and (word.startswith("调整") or word == "全年"):
        return "全年预算"
    return "预算"
