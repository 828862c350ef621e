"""The commands about what is known: ``explain``, ``rules`` and ``places``."""

from __future__ import annotations

import argparse

from mingzhang.cli.language import said
from mingzhang.cli.shared import OK, Commands, refuse


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    explain = commands.add_parser(
        "explain",
        help="解释一条规则：查什么、为什么、怎么改、依据",
        description="解释一条规则。",
        epilog="例：mingzhang explain T01-04",
    )
    explain.add_argument("rule", metavar="规则编号", help="例如 T01-04、N-18、P-02")
    explain.set_defaults(run=_explain)
    rules = commands.add_parser(
        "rules", help="列出规则", description="列出全部规则。", epilog="例：mingzhang rules --rule N"
    )
    rules.add_argument(
        "--rule", action="append", default=[], metavar="前缀", help="只列编号以此开头的，可多次给出"
    )
    rules.add_argument("--unchecked", action="store_true", help="改列有意不编码的编号及理由")
    rules.set_defaults(run=_rules)
    places = commands.add_parser(
        "places",
        help="列出写明了本地表式和写法的地区",
        description="列出写明了本地表式和写法的地区；其他地区按上级地区、再按全国的表式和写法检查。",
        epilog="例：mingzhang places",
    )
    places.set_defaults(run=_places)


def _explain(args: argparse.Namespace) -> int:
    from mingzhang.work.explain import explain, nearest_rule

    text = explain(args.rule)
    if text is None:
        near = nearest_rule(args.rule)
        guess = said("，是不是 {word}？", word=near) if near else said("。")
        text = "没有编号为“{rule}”的规则{guess}用 mingzhang rules 查看全部编号。"
        return refuse(said(text, rule=args.rule, guess=guess))
    print(text)
    return OK


def _rules(args: argparse.Namespace) -> int:
    from mingzhang.work.explain import rule_list, unchecked_list

    print(unchecked_list() if args.unchecked else rule_list(tuple(args.rule)))
    return OK


def _places(_: argparse.Namespace) -> int:
    from mingzhang.work.explain import place_list

    print(place_list())
    return OK
