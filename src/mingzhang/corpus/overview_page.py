"""The page of a corpus: the overview in words, charts and lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from mingzhang.catalogue.divisions import place_name
from mingzhang.corpus.overview import JUMP, NO_NUMBERS, SHARES, SHOWN, DocumentTally, Overview, in_order
from mingzhang.corpus.record import CHECKED, STATES, UNREADABLE
from mingzhang.facts.coverage import Worth
from mingzhang.facts.finding import Severity, Verdict
from mingzhang.facts.number import rounded
from mingzhang.facts.publication import Chart
from mingzhang.writers.html.corpus_page import CorpusBoard, Headline, corpus_page
from mingzhang.writers.words import KINDS

_CHARTED = 10  # bars of a chart
_COLUMNS = ("文件", "有错误的", "错误", "警告", "提示", "每份的错误", "管着的数占")
_WATCHED = (*(name for _, name in SHARES), NO_NUMBERS)
_SCOPES = {"department": "部门", "unit": "单位", "office": "部门本级", "": "没有写明"}


def overview_page(made: Overview, families: Mapping[str, str], edition: str) -> str:
    """The page as HTML; ``families`` name the rules by the first letter of their ids."""
    documents = sum(made.states.values())
    spread = f"{len(made.places)} 个地区、{len(made.years)} 个年度"
    told = f"共 {documents:,} 份文件，{spread}。没有作过说明的问题才计入；同一个原因的几项检查算一处。"
    boards = [
        _by_rule(made),
        _by_kind(made, families),
        _by_place(made),
        _by_year(made),
        _repeaters(made),
        _totals(made),
        _outliers(made),
        _jumps(made),
        _coverage(made),
        _unread(made),
    ]
    return corpus_page(
        "文件库汇总", told, list(_headlines(made)), [b for b in boards if b is not None], edition
    )


def _headlines(made: Overview) -> Iterator[Headline]:
    total = made.total
    yield Headline("文件", f"{sum(made.states.values()):,}", f"没能读的 {made.states[UNREADABLE]:,} 份")
    yield Headline("有错误的文件", f"{total.faulty:,}", f"占读到的 {_share(total.faulty, total.documents)}")
    for severity in Severity:
        yield Headline(severity.chinese, f"{total.found[severity]:,}", "处", severity.value)
    numbers = sum(made.total.worths.values())
    checked = made.total.worths[Worth.CHECKED]
    yield Headline("文中的数", f"{numbers:,}", f"有检查管着的占 {_share(checked, numbers)}")


def _by_rule(made: Overview) -> CorpusBoard:
    """The rules that found most."""
    ordered = sorted(made.rules.items(), key=lambda each: (-each[1].findings, each[0]))
    rows = [
        (
            f"{rule} {tally.title}",
            Severity(tally.severity).chinese,
            f"{tally.findings:,}",
            f"{tally.documents:,}",
            _share(tally.documents, made.total.documents),
        )
        for rule, tally in ordered[:SHOWN]
    ]
    shown = ordered[:_CHARTED]
    chart = _bars(
        "发现最多的规则", "处", [rule for rule, _ in shown], {"问题": [tally.findings for _, tally in shown]}
    )
    return CorpusBoard(
        "按规则",
        f"{len(ordered)} 条规则发现了问题。",
        chart,
        ("规则", "级别", "处数", "涉及文件", "占文件"),
        rows,
        frozenset({0, 1}),
        _left_out(
            len(ordered),
            "SELECT rule, count(*) AS n FROM findings WHERE verdict = 'fails' GROUP BY rule ORDER BY n DESC",
        ),
    )


def _by_kind(made: Overview, families: Mapping[str, str]) -> CorpusBoard:
    found = sorted(made.families.items(), key=lambda each: (-each[1], each[0]))
    names = [families.get(key, key) for key, _ in found]
    chart = _bars("按检查的类别", "处", names[:_CHARTED], {"问题": [n for _, n in found[:_CHARTED]]})
    rows = [(KINDS[kind], *_tallied(tally)) for kind, tally in sorted(made.kinds.items())]
    told = "；".join(f"{name} {count:,} 处" for name, (_, count) in zip(names, found, strict=True))
    return CorpusBoard(
        "按类别", f"{told or '没有发现问题'}。下表按文件的种类。", chart, ("种类", *_COLUMNS), rows
    )


def _by_place(made: Overview) -> CorpusBoard:
    """The places with most errors."""
    ordered = sorted(made.places.items(), key=lambda each: (-each[1].found[Severity.ERROR], each[0]))
    shown = ordered[:_CHARTED]
    chart = _bars(
        "错误最多的地区", "处", [_place(code) for code, _ in shown], _graded([tally for _, tally in shown])
    )
    rows = [(_place(code), code, *_tallied(tally)) for code, tally in ordered[:SHOWN]]
    query = "SELECT place, count(*) AS n, sum(errors) FROM documents GROUP BY place ORDER BY n DESC"
    return CorpusBoard(
        "按地区",
        "地区是文件自己写明的，到能确定的一级。文件多的地区错误也多，比较要看每份的错误。",
        chart,
        ("地区", "代码", *_COLUMNS),
        rows,
        frozenset({0, 1}),
        _left_out(len(ordered), query),
    )


def _by_year(made: Overview) -> CorpusBoard:
    years = in_order(made.years)
    known = [year for year in years if year is not None][-_CHARTED:]
    chart = _bars("各年度的问题", "处", list(map(str, known)), _graded([made.years[year] for year in known]))
    rows = [(_year(year), *_tallied(made.years[year])) for year in years]
    return CorpusBoard("按年度", "年度是决算或预算的年度，不是公开的年份。", chart, ("年度", *_COLUMNS), rows)


def _repeaters(made: Overview) -> CorpusBoard:
    """The units that make the same error year after year."""
    rows = []
    for _, _, unit in made.repeaters:
        rules = "；".join(f"{rule}（{'、'.join(map(str, years))}）" for rule, years in unit.rules.items())
        rows.append((unit.unit, _place(unit.place), rules, f"{unit.errors:,}"))
    told = (
        f"{made.repeaters.count:,} 个单位在两个以上年度犯了同一条规则的错误。"
        if rows
        else "没有单位在两个以上年度犯同一条规则的错误。"
    )
    heads = ("单位", "地区", "规则（年度）", "错误合计")
    return CorpusBoard("屡犯", told, (), heads, rows, frozenset({0, 1, 2}), _most(made.repeaters.count))


def _totals(made: Overview) -> CorpusBoard:
    """Income and expenditure by year, kind and scope: never added over scopes, which contain each other."""
    keys = sorted(made.sums, key=lambda key: (key[0] is None, key[0] or 0, key[1], key[2]))
    rows = []
    for key in keys:
        total = made.sums[key]
        said = zip(total.amounts, total.counts, strict=True)
        amounts = [_ten_thousand(amount) if count else "—" for amount, count in said]
        counts = [f"{count:,}" for count in total.counts]
        rows.append(
            (_year(key[0]), KINDS[key[1]], _SCOPES[key[2]], counts[0], amounts[0], counts[1], amounts[1])
        )
    heads = ("年度", "种类", "口径", "写明收入的", "本年收入（万元）", "写明支出的", "本年支出（万元）")
    told = "文件写明、并且读出的金额相加，没有读出的不计。部门的数包含所属单位，不同口径的不能再相加。"
    return CorpusBoard("合计", told, _years_of_money(made), heads, rows, frozenset({0, 1, 2}))


def _years_of_money(made: Overview) -> list[Chart]:
    """Income and expenditure of departmental accounts over the years, where there are several."""
    found = {
        year: total.amounts
        for (year, kind, scope), total in made.sums.items()
        if year is not None and kind == "final_account" and scope == "department" and all(total.counts)
    }
    years = sorted(found)[-_CHARTED:]
    if len(years) < 2:
        return []
    series = tuple(
        (name, tuple(found[year][order] / 10_000 for year in years))
        for order, name in enumerate(("本年收入", "本年支出"))
    )
    told = "；".join(f"{year}年收入 {_ten_thousand(found[year][0])} 万元" for year in years)
    title = "部门决算的收支合计"
    return [Chart("lines", title, tuple(map(str, years)), series, "万元", f"{title}：{told}。")]


def _outliers(made: Overview) -> CorpusBoard:
    """Documents with very many errors, and the errors that are wrong by most."""
    rows = [(name, rule, message, _ten_thousand(gap)) for gap, _, (name, rule, message) in made.differences]
    least = made.many
    many = [f"{name}（{errors} 处）" for errors, name, _ in made.most_errors if errors >= least]
    told = (
        f"错误特别多的文件（{least} 处及以上，高出第三个四分位数三倍四分位距）：{'、'.join(many)}。"
        if many
        else "没有错误特别多的文件。"
    )
    heads = ("文件", "规则", "问题", "相差（万元）")
    more = _most(made.differences.count)
    return CorpusBoard(
        "异常", f"{told}下表是相差金额最大的错误。", (), heads, rows, frozenset({0, 1, 2}), more
    )


def _jumps(made: Overview) -> CorpusBoard | None:
    rows = [
        (jump.unit, _place(jump.place), *_years_told(jump.years, jump.amounts), f"{_exact(jump.times)} 倍")
        for _, _, jump in made.jumps
    ]
    if not rows:
        return None
    told = f"相邻两个年度的本年支出差 {JUMP} 倍以上：多半是单位写错（元、万元），也可能是机构有变动。"
    heads = ("单位", "地区", "前一年（万元）", "后一年（万元）", "相差")
    return CorpusBoard("两年悬殊", told, (), heads, rows, frozenset({0, 1}), _most(made.jumps.count))


def _coverage(made: Overview) -> CorpusBoard:
    """What of all numbers anything watches."""
    numbers = sum(made.total.worths.values())
    rows = [
        (worth.chinese, f"{made.total.worths[worth]:,}", _share(made.total.worths[worth], numbers))
        for worth in Worth
    ]
    parts = [
        (worth.chinese, Fraction(made.total.worths[worth])) for worth in Worth if made.total.worths[worth]
    ]
    told = "文中的数：" + "，".join(f"{name} {int(count):,} 个" for name, count in parts) + "。"
    labels, values = tuple(n for n, _ in parts), tuple(v for _, v in parts)
    chart = [Chart("ring", "文中的数", labels, (("个数", values),), "个", told, 0)] if len(parts) > 1 else []
    verdicts = "，".join(f"{verdict.chinese} {made.verdicts[verdict]:,} 项" for verdict in Verdict)
    watched = "，".join(f"{name}的 {made.watched[name]:,} 份" for name in _WATCHED if made.watched[name])
    return CorpusBoard(
        "检查管到哪里",
        "“没有发现问题”只对有检查管着的数说；没读懂的数见 unread 表。"
        f"逐项检查的结果：{verdicts}；无法判断的缺少所需的数或话，不等于没有问题。"
        f"按文中的数有多少有检查管着，文件分为：{watched or '没有文件'}。",
        chart,
        ("着落", "个数", "占全部"),
        rows,
    )


def _unread(made: Overview) -> CorpusBoard | None:
    states = {state: count for state, count in made.states.items() if state != CHECKED and count}
    if not states:
        return None
    rows = [(name, (reason or "").removeprefix(f"{name}：")) for _, name, reason in made.unread]
    told = "，".join(f"{STATES[state]}的 {states[state]:,} 份" for state in STATES if state in states)
    return CorpusBoard(
        "没能检查的文件", f"{told}。", (), ("文件", "原因"), rows, frozenset({0, 1}), _most(made.unread.count)
    )


def _bars(title: str, unit: str, labels: list[str], series: Mapping[str, list[int]]) -> list[Chart]:
    """A chart of counts, where there is anything to be counted."""
    if not any(map(any, series.values())):
        return []
    shown = tuple((name, tuple(map(Fraction, values))) for name, values in series.items())
    said = ("，".join(f"{name} {v[n]:,}{unit}" for name, v in series.items()) for n in range(len(labels)))
    told = "；".join(f"{label}：{counts}" for label, counts in zip(labels, said, strict=True))
    return [Chart("bars", title, tuple(labels), shown, unit, f"{title}。{told}。", 0)]


def _graded(tallies: list[DocumentTally]) -> dict[str, list[int]]:
    return {
        severity.chinese: [tally.found[severity] for tally in tallies]
        for severity in (Severity.ERROR, Severity.WARNING)
    }


def _tallied(tally: DocumentTally) -> tuple[str, ...]:
    each = Fraction(tally.found[Severity.ERROR], tally.documents) if tally.documents else Fraction(0)
    counts = (tally.documents, tally.faulty, *(tally.found[severity] for severity in Severity))
    watched = _share(tally.worths[Worth.CHECKED], sum(tally.worths.values()))
    return (*(f"{count:,}" for count in counts), _exact(each), watched)


def _exact(value: Fraction) -> str:
    """A value with two decimals, worked out in whole numbers."""
    cents = rounded(value, 2) * 100
    whole, part = divmod(abs(int(cents)), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}.{part:02d}"


def _years_told(years: tuple[int, int], amounts: tuple[Fraction, Fraction]) -> Iterator[str]:
    return (f"{year}年 {_ten_thousand(amount)}" for year, amount in zip(years, amounts, strict=True))


def _ten_thousand(amount: Fraction) -> str:
    """An amount of 元 in 万元.

    >>> _ten_thousand(Fraction(123456789012345))
    '12,345,678,901.23'
    """
    return _exact(amount / 10_000)


def _share(part: int, whole: int) -> str:
    return f"{_exact(Fraction(100 * part, whole))}%" if whole else "—"


def _place(code: str) -> str:
    return place_name(code) or "没有写明"


def _year(year: int | None) -> str:
    return "没有写明" if year is None else str(year)


def _most(count: int) -> str:
    return f"只列前 {SHOWN} 个，共 {count:,} 个。" if count > SHOWN else ""


def _left_out(count: int, query: str) -> str:
    return (
        f'只列前 {SHOWN} 个，共 {count:,} 个。全部：mingzhang ask 文件库 "{query}"' if count > SHOWN else ""
    )
