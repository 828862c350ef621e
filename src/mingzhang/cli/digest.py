"""The commands of the digest: ``digest new``, ``collect``, ``fetch``, ``show``, ``issues``."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from mingzhang.cli.language import said
from mingzhang.cli.matters import DAY_HELP, day
from mingzhang.cli.shared import FOUND, OK, Commands, formats, limits_of, reading, refuse

FORMATS = ("docx", "pdf", "html")


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    digest = commands.add_parser(
        "digest",
        help="舆情信息摘编：收入稿件、归并同一件事、编发刊期、统计",
        description="舆情信息摘编：从订阅源、网页、邮件、文件收入稿件，保存原件和校验值，归并同一件事，按主题提出备选；"
        "编辑在台账里取舍、改写，签发后写出日报、专报、专题和统计。默认不联网。",
        epilog="例：mingzhang digest collect 摘编库 下载的网页",
    )
    actions = digest.add_subparsers(dest="action", metavar="做什么", help="见各项说明", required=True)
    _new_parser(actions)
    _collect_parser(actions)
    _fetch_parser(actions)
    _show_parser(actions)
    _issues_parser(actions)


def _store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="摘编库", help="放台账、原件和正文的文件夹")
    parser.add_argument("--today", type=day, metavar="日期", help=DAY_HELP)
    reading(parser)


def _new_parser(actions: Commands) -> None:
    new = actions.add_parser(
        "new", help="建立空白摘编库", description="建立一个摘编库文件夹，里面是空白台账（Excel）。",
        epilog="例：mingzhang digest new 摘编库",
    )  # fmt: skip
    new.add_argument("folder", metavar="摘编库", help="放台账、原件和正文的文件夹")
    new.add_argument("--force", action="store_true", help="已有台账时覆盖")
    new.set_defaults(run=_new)


def _collect_parser(actions: Commands) -> None:
    """Declare ``digest collect`` and its arguments."""
    collect = actions.add_parser(
        "collect",
        help="收入文件里的稿件",
        description="收入订阅源（RSS、Atom）、来源清单（OPML）、存下的网页、邮件（.eml）、Word、PDF、纯文本；"
        "每个原件留存并记校验值，读不出的逐个说明，其余照常收入。已经收过的不重复收。",
        epilog="例：mingzhang digest collect 摘编库 下载的网页 --source 某日报",
    )
    _store(collect)
    collect.add_argument("inputs", metavar="文件", nargs="+", help="文件或文件夹")
    collect.add_argument("--source", metavar="来源", default="", help="稿件里没有写来源时，记作这个来源")
    collect.set_defaults(run=_collect)


def _fetch_parser(actions: Commands) -> None:
    """Declare ``digest fetch`` and its arguments."""
    fetch = actions.add_parser(
        "fetch",
        help="抓取台账里允许抓取的来源",
        description="只抓取“来源”表里写明允许抓取的地址，一次一个，遵守网站的 robots.txt，不转到别的网站；"
        "抓到的内容随即收入。不写 --online 不联网。",
        epilog="例：mingzhang digest fetch 摘编库 --online",
    )
    fetch.add_argument("--online", action="store_true", help="允许联网")
    _store(fetch)
    fetch.set_defaults(run=_fetch)


def _show_parser(actions: Commands) -> None:
    show = actions.add_parser(
        "show", help="列出稿件、刊期、计划完成和问题", description="列出摘编库的情况，台账里的问题逐条写明。",
        epilog="例：mingzhang digest show 摘编库",
    )  # fmt: skip
    _store(show)
    show.set_defaults(run=_show)


def _issues_parser(actions: Commands) -> None:
    """Declare ``digest issues`` and its arguments."""
    issues = actions.add_parser(
        "issues",
        help="写出刊期和统计",
        description="写出各期日报、专报、专题，摘编工作统计，以及来源清单（OPML）。台账有问题时一份也不写。",
        epilog="例：mingzhang digest issues 摘编库 --issue RB-12 -o 刊期",
    )
    _store(issues)
    issues.add_argument("--issue", action="append", default=[], metavar="刊号", help="只写这一期，可多次给出")
    issues.add_argument("-o", "--output", required=True, metavar="文件夹", help="写到哪个文件夹")
    formats(issues, FORMATS, " docx")
    issues.add_argument("--force", action="store_true", help="文件名已被占用时覆盖")
    issues.set_defaults(run=_issues)


def _new(args: argparse.Namespace) -> int:
    from mingzhang.work.digests import new_store

    print(said("空白摘编库已写到 {path}", path=new_store(args.folder, args.force)))
    return OK


def _collect(args: argparse.Namespace) -> int:
    return _taken(args, [Path(name) for name in args.inputs], args.source)


def _taken(args: argparse.Namespace, files: list[Path], source: str = "") -> int:
    """Take files in and say what came of it."""
    from mingzhang.work.digests import collect

    made = collect(args.folder, files, args.today or date.today(), source, limits_of(args))
    new = len(made.new)
    same = sum(each.repeats for each in made.new)
    print(f"收入稿件 {new} 篇，其中与前面同一件事的 {same} 篇；已收过的文件 {len(made.known)} 个。")
    if made.sources:
        print(f"新增来源 {made.sources} 个，都还没有允许抓取。")
    for line in (*made.told, *made.refused):
        print(f"  {line}")
    return FOUND if made.refused else OK


def _fetch(args: argparse.Namespace) -> int:
    """Fetch what may be fetched, where the network may be used, and take it in."""
    from mingzhang.work.digests import open_store
    from mingzhang.work.fetch_sources import fetch_sources

    if not args.online:
        return refuse(said("默认不联网；确实要抓取时请加 --online。"))
    ledger = open_store(args.folder, limits_of(args))
    made = fetch_sources(ledger.sources, Path(args.folder) / "待收")
    for line in made.refused:
        print(line)
    code = _taken(args, made.files) if made.files else OK
    return FOUND if made.refused else code


def _show(args: argparse.Namespace) -> int:
    from mingzhang.work.digests import open_store, store_text

    ledger = open_store(args.folder, limits_of(args))
    print(store_text(ledger, args.today or date.today()))
    return FOUND if ledger.problems else OK


def _issues(args: argparse.Namespace) -> int:
    from mingzhang.work.digests import write_issues

    today, limits = args.today or date.today(), limits_of(args)
    chosen = args.format or ["docx"]
    for path in write_issues(args.folder, args.output, today, args.issue, chosen, args.force, limits):
        print(said("已写出：{path}", path=path))
    return OK
