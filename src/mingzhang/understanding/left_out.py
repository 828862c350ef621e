"""What a document holds that is not checked, told to its reader by name: tables, other documents, amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mingzhang.facts.report import Table
from mingzhang.language.document.document import Document
from mingzhang.language.table.binding import titles_of

_NAMED = 3  # named one by one; of more the number is told
_TITLE = re.compile(
    r"(?:第?[一二三四五六七八九十]+[部、．.分]*)?[^，。；：\d]{0,30}?(?P<year>20\d\d)年度?(?:部门|单位)(?:综合)?(?P<kind>决算|预算)"
    r"(?:信息)?(?:公开)?(?:说明|草案|报告|文本)?(?:（草案）)?"
)
_CHINESE = re.compile(
    "[一二两三四五六七八九壹贰叁肆伍陆柒捌玖][零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+元"
)
_KINDS = {"final_account": "决算", "budget": "预算"}


def left_out(document: Document) -> Iterator[str]:
    """One sentence for each kind of thing that is there and is not checked.

    >>> from mingzhang.work.examples import text
    >>> told = text("某局2024年部门预算", "部门收支总表", "2023年度部门决算", "会议费为三十五万元。", kind="budget", year=2024)
    >>> for note in left_out(told): print(note)
    有《部门收支总表》的标题，但没有读到这张表（可能是图片或在别的文件里），表里的数没有检查。
    文件里还有“2023年度部门决算”的标题，像是几份文件合在一起；全部按2024年度的预算检查，请分开再查。
    有 1 处汉字写的金额（如“三十五万元”）没有检查。
    """
    yield from _without_table(document)
    yield from _of_another(document)
    words = [m[0] for _, p in document.body() for m in _CHINESE.finditer(p.text.replace(" ", ""))]
    if words:
        yield f"有 {len(words)} 处汉字写的金额（如“{words[0]}”）没有检查。"


def _without_table(document: Document) -> Iterator[str]:
    """Titles of known tables, each on a line of its own, with no table of that kind anywhere.

    Either nothing stands below the title, or a table that is not the one it names.
    """
    titles, owners = titles_of(document.notation.forms, document.kind)
    known = {table.form.id for table in document.tables if table.form is not None}
    below = {owners[alias].id for table in document.tables if (alias := titles.within(table.title))}
    lacking, unknown = dict[str, str](), dict[str, str]()
    for block in document.report.blocks:
        if isinstance(block, Table) or block.kind == "contents" or len(block.text) > 40:
            continue
        alias = titles.within(block.text) if block.text.strip().endswith("表") else ""
        if alias and owners[alias].id not in known:
            (unknown if owners[alias].id in below else lacking).setdefault(owners[alias].id, alias)
    if lacking:
        which = "这张表" if len(lacking) == 1 else "这些表"
        yield f"有{_listed(lacking)}的标题，但没有读到{which}（可能是图片或在别的文件里），表里的数没有检查。"
    if unknown:
        yield f"{_listed(unknown)}的标题下面有表，但栏目和行不是这种表的，没有认出，表里的数没有检查。"


def _listed(titles: Mapping[str, str]) -> str:
    """The first titles, and how many there are where they are more."""
    more = f"等 {len(titles)} 张表" if len(titles) > _NAMED else ""
    return "、".join(f"《{title}》" for title in list(titles.values())[:_NAMED]) + more


def _of_another(document: Document) -> Iterator[str]:
    """A title line of another year or kind than the document's: several documents in one file."""
    kind = _KINDS.get(document.kind)
    for _, paragraph in document.body() if kind and document.year else ():
        words = re.sub(r"\s", "", paragraph.text)
        match = _TITLE.fullmatch(words) if len(words) <= 40 else None
        if match and (int(match["year"]), match["kind"]) != (document.year, kind):
            yield (
                f"文件里还有“{words}”的标题，像是几份文件合在一起；全部按{document.year}年度的{kind}检查，请分开再查。"
            )
            return
