"""Scores a tool: ``python -m suite.score MANIFEST RESULTS…`` prints what it found and what it alleged."""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.table import show
from suite.cases import Case, read_manifest
from suite.results import HINT, Results, Told, UnreadableResultsError, plain, read_results

_NAME = re.compile(r"[\u4e00-\u9fff（）]{4,30}")
_SHORT = 2  # characters; shorter texts are only looked for at the place


@dataclass(frozen=True)
class Verdict:
    """What became of a case.

    ``found``: an error or a warning speaks of the fault; ``hinted``: at least a hint does; ``culprit``: what
    it blames is what was planted; ``right``: it says what should stand there; ``false``: errors and warnings
    that speak of something else.
    """

    case: Case
    checked: bool
    found: bool = False
    hinted: bool = False
    culprit: bool = False
    right: bool = False
    false: int = 0
    told: int = 0


def judged(case: Case, told: Sequence[Told] | None) -> Verdict:
    """A case against what a tool said of its document; ``None`` where it said nothing of it at all."""
    if told is None:
        return Verdict(case, False)
    serious = [each for each in told if each.severity != HINT]
    if not case.kind:
        return Verdict(case, True, false=len(serious), told=len(serious))
    mine = [each for each in told if speaks(each, case)]
    weighty = [each for each in mine if each.severity != HINT]
    return Verdict(
        case,
        True,
        found=bool(weighty),
        hinted=bool(mine),
        culprit=any(blames(each, case) for each in mine),
        right=any(mends(each, case) for each in mine),
        false=len(serious) - len(weighty),
        told=len(serious),
    )


def speaks(told: Told, case: Case) -> bool:
    """Whether a finding speaks of the planted fault.

    It shows what was planted, at the place or with the value that should stand there; or, for what has no
    figures of its own, its first place is the sentence, the table or the heading.
    """
    text, near = plain(told.text), plain(case.near)
    here = _here(told, near)
    if _NAME.fullmatch(plain(case.right)) and plain(case.right) in text:
        return True  # “nothing is said of 住房公积金”, where another name stands
    for printed in filter(None, (case.printed, *case.blamed)):
        said = plain(printed)
        if len(said) > _SHORT and re.search(r"\d", said):
            if re.search(rf"(?<![\d.]){re.escape(said)}(?![\d])", text):
                return True
        elif said in text and here:
            return True
    return here and (not case.printed or not re.search(r"\d", case.printed))


def _here(told: Told, near: str) -> bool:
    """Whether one of a finding's places lies in the sentence (or names the row) of the fault."""
    for quote in map(plain, told.quotes):
        if not quote:
            continue
        if near and (near in quote or _overlap(quote, near)):
            return True
    return len(near) > _SHORT and near in plain(told.text)


def _overlap(quote: str, near: str) -> bool:
    """Whether ten characters in a row are the same; of short texts, all."""
    length = min(10, len(near), len(quote))
    return length > 3 and any(near[n : n + length] in quote for n in range(len(near) - length + 1))


def blames(told: Told, case: Case) -> bool:
    """Whether what a finding blames first is what was planted, or what may as well be blamed."""
    first = [plain(told.printed), *(plain(printed) for printed, _ in told.others[:1])]
    wanted = [plain(text) for text in (case.printed, *case.blamed) if text]
    if not wanted:
        return True
    return any(_same(said, want) for said in first if said for want in wanted)


def _same(said: str, want: str) -> bool:
    """Whether two texts are the same figure or one holds the other.

    >>> _same("12.50万元", "12.50"), _same("112.50", "12.50"), _same("增加（减少）5元", "增加（减少）")
    (True, False, True)
    """
    if re.fullmatch(r"[\d.]+\D*", want):
        return (
            re.search(rf"(?<![\d.]){re.escape(want)}", said) is not None
            or _figure(said) == _figure(want) != ""
        )
    return want in said or said in want


def _figure(text: str) -> str:
    match = re.match(r"[\d.]+", text)
    return match[0] if match else ""


def mends(told: Told, case: Case) -> bool:
    """Whether a finding says the right value; for words it is enough that it says what to do."""
    right = plain(case.right)
    if not re.search(r"\d", right):
        return bool(told.text) and blames(told, case)
    figure = re.match(r"[\d.]+", right)
    wanted = figure[0] if figure else right
    said = [
        told.expected,
        *(replacement for printed, replacement in told.others if _same(plain(printed), plain(case.printed))),
    ]
    return any(re.search(rf"(?<![\d.]){re.escape(wanted)}(?!\d)", plain(each)) for each in said)


def verdicts(listed: Iterable[Case], results: Results) -> list[Verdict]:
    """All cases of a manifest against the results of a tool."""
    return [judged(case, results.get(case.file)) for case in listed]


def share(part: int, whole: int) -> str:
    """A part of a whole as it is printed.

    >>> share(3, 4), share(0, 0)
    ('3/4 75%', '—')
    """
    return f"{part}/{whole} {100 * part // whole}%" if whole else "—"


def _row(name: str, group: Sequence[Verdict]) -> list[str]:
    """Recall of errors and warnings, with hints, culprit and right value among what was found, precision."""
    seen = [v for v in group if v.hinted]
    told, false = sum(v.told for v in group), sum(v.false for v in group)
    return [
        name,
        share(sum(v.found for v in group), len(group)),
        share(len(seen), len(group)),
        share(sum(v.culprit for v in seen), len(seen)),
        share(sum(v.right for v in seen), len(seen)),
        share(told - false, told),
    ]


def report(judgements: Sequence[Verdict]) -> None:
    """Print the tables: by kind, by difficulty, voice and format, and the clean documents."""
    planted = [v for v in judgements if v.case.kind and v.checked]
    clean = [v for v in judgements if not v.case.kind and v.checked]
    heads = ["", "查出（错误、警告）", "连提示", "指对地方", "说对正确值", "精确率"]
    rows = [_row(f"{k} {group[0].case.name}", group) for k, group in _groups(planted, "kind")]
    rows.append(_row("合计", planted))
    show(f"按种类（{len(planted)} 份，各有一处错）", heads, rows)
    for field, name in (("difficulty", "难易"), ("voice", "行文"), ("document", "文件"), ("file", "格式")):
        show(f"按{name}", heads, [_row(str(key), group) for key, group in _groups(planted, field)])
    accused = [v for v in clean if v.false]
    print(f"\n没有错的 {len(clean)} 份：{len(accused)} 份有错误或警告，共 {sum(v.false for v in clean)} 条。")
    missing = sum(not v.checked for v in judgements)
    if missing:
        print(f"没有结果的 {missing} 份，不计入以上各表。")


def _groups(found: Sequence[Verdict], field: str) -> list[tuple[object, list[Verdict]]]:
    groups: defaultdict[object, list[Verdict]] = defaultdict(list)
    for verdict in found:
        value = getattr(verdict.case, field)
        groups[value.rpartition(".")[2] if field == "file" else value].append(verdict)
    return sorted(groups.items(), key=lambda item: (str(type(item[0])), item[0]))


def main(arguments: list[str] | None = None) -> int:
    """Score and print; 2 where the results cannot be read."""
    parser = argparse.ArgumentParser(description="按错误清单给检查工具的结果打分。")
    parser.add_argument("manifest", type=Path, help="清单 manifest.csv")
    parser.add_argument("results", type=Path, nargs="+", help="结果：JSON、SARIF、CSV，或它们所在的文件夹")
    parser.add_argument("--list", action="store_true", help="逐份列出没有查出的和误报")
    options = parser.parse_args(arguments)
    try:
        results = read_results(options.results)
    except UnreadableResultsError as error:
        print(error, file=sys.stderr)
        return 2
    found = verdicts(read_manifest(options.manifest), results)
    report(found)
    if options.list:
        _list(found, results)
    return 0


def _list(found: Sequence[Verdict], results: Results) -> None:
    """Every miss and every false alarm."""
    for verdict in found:
        case = verdict.case
        if case.kind and verdict.checked and not verdict.found:
            word = "只有提示" if verdict.hinted else "漏"
            fault = f"{case.where}｜{case.near}｜{case.printed}→{case.right}"
            print(f"{word} {case.file} {case.kind} {case.way}｜{fault}")
        for told in results.get(case.file, ()):
            if told.severity != HINT and not (case.kind and speaks(told, case)):
                said = f"{told.printed}→{told.expected}｜{told.text[:150]}"
                print(f"误报 {case.file} {case.kind} {told.severity} {said}")


if __name__ == "__main__":
    sys.exit(main())
