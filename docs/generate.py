"""Writes docs/rules/*.md, docs/cli.md, the picture of the rooms and the examples of the manual.

``make docs`` runs it.  The pages are committed, and a test compares them with what this module would write.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import mingzhang
from mingzhang.cli import build_parser
from mingzhang.corpus.schema import SCHEMA, Column, partitions, table_kinds
from mingzhang.facts.result import Result
from mingzhang.language.document.rule import Rule
from mingzhang.rules import reported
from mingzhang.work.check import check_file
from mingzhang.work.output import sarif_log
from mingzhang.work.show import report_text

DOCS = Path(__file__).resolve().parent
PACKAGE = Path(mingzhang.__file__).resolve().parent
KINDS = {
    "final_account": "决算公开",
    "budget": "预算公开",
    "self_evaluation": "绩效自评表",
    "evaluation_report": "绩效评价报告",
    "unknown": "未能识别的文件",
}
SCHEMAS = {  # by the name they are published under
    "check.schema.json": PACKAGE / "work" / "check.schema.json",
    "facts.schema.json": PACKAGE / "disclosure" / "facts.schema.json",
    "appraisal.schema.json": PACKAGE / "appraisal" / "trace.schema.json",
    "corpus.schema.json": PACKAGE / "corpus" / "corpus.schema.json",
}
EXAMPLE = DOCS.parent / "examples" / "fengtai-2020-faults.docx"
RULE = "N-03"  # whose finding is shown
BLOCK = re.compile(r"(<!-- 示例：(\w+)[^>]*-->\n).*?(<!-- 示例完 -->)", re.DOTALL)
NOTICE = "<!-- 由 docs/generate.py 生成，请勿手改；运行 make docs 更新。 -->"


def pages() -> dict[str, str]:
    """Every generated page: path below ``docs`` to its text."""
    from docs.architecture import picture

    rules = list(reported())
    written = {f"rules/{rule.id}.md": rule_page(rule) for rule in rules}
    outputs = "manual/输出.md"
    written |= {"rules/README.md": rule_index(rules), "cli.md": command_page(build_parser())}
    written |= {"architecture.svg": picture()}
    written |= {f"schemas/{name}": path.read_text(encoding="utf-8") for name, path in SCHEMAS.items()}
    written |= {"manual/文件库的表.md": corpus_page()}
    return written | {outputs: filled((DOCS / outputs).read_text(encoding="utf-8"))}


def stale() -> list[str]:
    """The generated pages that are missing, out of date, or left over from a rule that is gone."""
    expected = pages()
    wrong = [name for name, text in expected.items() if _stored(name) != text]
    left = (f"rules/{path.name}" for path in (DOCS / "rules").glob("*.md"))
    return sorted([*wrong, *(name for name in left if name not in expected)])


def write() -> list[str]:
    """Bring every generated page up to date; returns what changed."""
    expected, changed = pages(), stale()
    for name in changed:
        path = DOCS / name
        if name in expected:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(expected[name], encoding="utf-8")
        else:
            path.unlink()
    return changed


def corpus_page() -> str:
    """The page of the tables of a corpus and their columns.

    >>> "| `worth` | 着落 |" in corpus_page()
    True
    """
    lines = ["# 文件库的表和列", "", NOTICE, "", f"格式 `{SCHEMA}`，怎样建立和查询见[文件库](文件库.md)。"]
    lines.append("“可空”的列，值不知道时为空。每张表另有两列，写在文件夹的名字里：")
    lines += ["", *_columns(partitions())]
    for kind in table_kinds().values():
        lines += ["", f"## {kind.name}（{kind.title}）", "", f"{kind.told}。", "", *_columns(kind.columns)]
    return "\n".join(lines) + "\n"


def _columns(columns: Iterable[Column]) -> Iterator[str]:
    yield from ("| 列 | 中文名 | 类型 | 可空 | 意思 |", "|---|---|---|---|---|")
    for each in columns:
        empty = "可空" if each.nullable else ""
        yield f"| `{each.name}` | {each.title} | `{each.type}` | {empty} | {each.told} |"


@cache
def example() -> Result:
    """What checking the example gives."""
    return check_file(EXAMPLE).result()


def terminal() -> str:
    """Head, one finding and counts, as ``mingzhang check`` prints them."""
    blocks = report_text(example(), colour=False).split("\n\n")
    shown = next(block for block in blocks if f"（{RULE}）" in block)
    counts = re.sub("　用时.*", "", blocks[-1])
    return f"```text\n{blocks[0]}\n……\n{shown}\n……\n{blocks[-2]}\n\n{counts}\n```\n"


def sarif() -> str:
    """The same finding as a SARIF result, its main parts."""
    results = sarif_log([example()])["runs"][0]["results"]
    found = next(entry for entry in results if entry["ruleId"] == RULE)
    place = found["locations"][0]["logicalLocations"][0]
    kept = {key: found[key] for key in ("ruleId", "kind", "level", "message", "partialFingerprints")}
    kept["locations"] = [{"logicalLocations": [place]}]
    kept["properties"] = {key: found["properties"][key] for key in ("printed", "expected", "explanation")}
    return f"```json\n{json.dumps(kept, ensure_ascii=False, indent=1)}\n```\n"


def filled(page: str) -> str:
    """A page with its examples written anew, between ``<!-- 示例：屏幕 -->`` and ``<!-- 示例完 -->``.

    >>> filled("<!-- 示例：SARIF -->\\n旧\\n<!-- 示例完 -->").count('"ruleId": "N-03"')
    1
    """
    write = {"屏幕": terminal, "SARIF": sarif}
    return BLOCK.sub(lambda match: match[1] + write[match[2]]() + match[3], page)


def rule_page(rule: Rule) -> str:
    """The manual page of one rule."""
    blocks = [f"# {rule.id} {rule.title}", _grid(["项目", "内容"], _card(rule))]
    for heading, text in (("为什么", rule.why), ("怎么改", rule.remedy), ("示例", _example(rule))):
        blocks += [f"## {heading}", text] if text else []
    if rule.needs:
        blocks += [
            "## 需要的数",
            "缺少任何一项时为“无法判断”。",
            "\n".join(f"- {name}" for name in rule.needs),
        ]
    return _page(blocks)


def _card(rule: Rule) -> Iterator[tuple[str, str]]:
    rows = {
        "严重程度": rule.severity.chinese,
        "适用文件": "、".join(KINDS.get(kind, kind) for kind in rule.kinds),
        "适用年度": _years(rule),
        "依据": "、".join(rule.basis),
        "写在": f"`{rule.source}`" if rule.source else "",
    }
    return ((name, value) for name, value in rows.items() if value)


def _years(rule: Rule) -> str:
    since, until = rule.period.since, rule.period.until
    if since and until:
        return f"{since}—{until} 年"
    return f"{since} 年起" if since else f"至 {until} 年" if until else "不限"


def _example(rule: Rule) -> str:
    """The example in the rule's own file, where it is a file of its own."""
    if not rule.source.endswith(".py"):
        return ""
    page = ast.get_docstring(ast.parse((PACKAGE / rule.source).read_text(encoding="utf-8"))) or ""
    start = page.find(">>>")
    return f"```python\n{page[start:].strip()}\n```" if start >= 0 else ""


def rule_index(rules: list[Rule]) -> str:
    """The list of all rules, one group for each first letter of the id."""
    blocks = ["# 规则一览", f"共 {len(rules)} 条。"]
    for letter, group in groupby(rules, key=lambda rule: rule.id[0]):
        rows = ((f"[{rule.id}]({rule.id}.md)", rule.title, rule.severity.chinese) for rule in group)
        blocks += [f"## {letter}", _grid(["编号", "内容", "严重程度"], rows)]
    return _page(blocks)


def command_page(parser: argparse.ArgumentParser) -> str:
    """The manual page of the command line.

    It is made from the parser's entries, not from its help text, whose layout differs between versions of
    Python and widths of terminals.
    """
    return _page(["# 命令", *_prose(parser), *_commands(parser, parser.prog)])


def _commands(parser: argparse.ArgumentParser, above: str) -> Iterator[str]:
    """The commands below a parser, each with its own below it."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                said = f"{above} {name}"
                yield from (f"{'#' * len(said.split())} {said}", *_prose(command), *_arguments(command))
                yield from _commands(command, said)


def _prose(parser: argparse.ArgumentParser) -> list[str]:
    example = f"```\n{parser.epilog.strip()}\n```" if parser.epilog else ""
    return [text for text in (parser.description, example) if text]


def _arguments(command: argparse.ArgumentParser) -> list[str]:
    rows = [
        (_spelling(action), _meaning(action))
        for action in command._actions
        if not isinstance(action, argparse._HelpAction | argparse._SubParsersAction)
        and action.help is not argparse.SUPPRESS
    ]
    return [_grid(["参数", "含义"], rows)] if rows else []


def _spelling(action: argparse.Action) -> str:
    metavar = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if not action.option_strings:
        return f"`{metavar}`"
    value = "|".join(map(str, action.choices)) if action.choices else metavar
    spellings = (option if action.nargs == 0 else f"{option} {value}" for option in action.option_strings)
    return "、".join(f"`{spelling}`" for spelling in spellings)


def _meaning(action: argparse.Action) -> str:
    fields = {"default": action.default, "prog": "mingzhang", "metavar": action.metavar}
    return (action.help or "") % fields


def _page(blocks: Iterable[str]) -> str:
    return "\n\n".join([NOTICE, *(block.strip() for block in blocks)]) + "\n"


def _grid(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; bars and line breaks inside a cell are made harmless."""
    plain = ([cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows)
    lines = [list(heads), *plain]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _stored(name: str) -> str | None:
    path = DOCS / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.path.insert(0, str(DOCS.parent))  # run as a file: its neighbour is found from the repository
    for page in write():
        print(f"docs/{page}")
