"""The commands of a corpus: ``corpus`` checks a whole folder and keeps it, ``ask`` queries what is kept."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from mingzhang.cli.language import said
from mingzhang.cli.shared import FOUND, OK, Commands, common, jobs, limits_of, refuse, settings

if TYPE_CHECKING:
    from mingzhang.work.corpus_engines import Engine


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    _corpus_parser(commands)
    _ask_parser(commands)


def _corpus_parser(commands: Commands) -> None:
    """Declare ``corpus`` and its arguments."""
    corpus = commands.add_parser(
        "corpus",
        help="把整个文件夹检查一遍，存成可以查询的文件库",
        description="读取并检查文件夹里的全部文件，把数据、问题和覆盖情况存成 Parquet 文件，写出汇总网页。"
        "可以随时中断，再运行一次就接着做；以后再运行，只检查新的和有改动的文件。",
        epilog="例：mingzhang corpus 全省决算/ -o 文件库\n    mingzhang corpus 全省决算/ -o 文件库 --engine daft\n"
        "    mingzhang corpus 全省决算/ -o 文件库 --ray 10.0.0.1:6379\n"
        "退出码：0 全部读懂；1 已存好，其中有没能读或没有读懂的文件；2 没能运行。",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    corpus.add_argument("files", nargs=1, metavar="文件夹", help="文件所在的文件夹，连同下级文件夹")
    corpus.add_argument(
        "-o", "--output", required=True, metavar="文件库", help="文件库的文件夹，新建或接着用"
    )
    engines = corpus.add_mutually_exclusive_group()
    engines.add_argument(
        "--engine",
        choices=("pool", "daft"),
        default="pool",
        metavar="引擎",
        help="pool 本机的进程（默认），daft 由 daft 分派",
    )
    engines.add_argument(
        "--ray", metavar="地址", help="交给 Ray 集群，例如 10.0.0.1:6379；各台机器要看得到同一个文件夹"
    )
    jobs(corpus, "检查几个文件")
    common(corpus)
    settings(corpus)
    corpus.set_defaults(run=_corpus)


def _ask_parser(commands: Commands) -> None:
    """Declare ``ask`` and its arguments."""
    ask = commands.add_parser(
        "ask",
        help="用 SQL 查询文件库",
        description="用一句 SELECT 查询文件库；不写查询时列出各表各列。只能查询，看不到文件库以外的文件。",
        epilog="例：mingzhang ask 文件库\n"
        '    mingzhang ask 文件库 "SELECT 单位, 错误 FROM 文件 ORDER BY 错误 DESC LIMIT 10"\n'
        "退出码：0 已回答；2 没能回答。",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ask.add_argument("corpus", metavar="文件库", help="mingzhang corpus 建立的文件夹")
    ask.add_argument("question", nargs="?", metavar="查询", help="一句 SELECT")
    ask.add_argument(
        "--format",
        choices=("table", "csv", "json"),
        default="table",
        metavar="格式",
        help="table 表格（默认）、csv、json",
    )
    ask.set_defaults(run=_ask)


def _corpus(args: argparse.Namespace) -> int:
    """Bring the corpus up to date and say what was done."""
    engine = ["daft"] if args.engine == "daft" else ["ray"] if args.ray else []
    if told := _lacking("corpus", "pyarrow") or _lacking("batch", *engine):
        return refuse(told)
    from mingzhang.work.corpus import PAGE, grow
    from mingzhang.work.pace import Pace

    options = {"place": args.place, "year": args.year, "limits": limits_of(args)}
    options |= {"off": tuple(args.off), "waivers": args.waivers}
    pace = Pace()
    out = Path(args.output)
    growth = grow(Path(args.files[0]), out, options, _engine(args), lambda d, n: pace("已检查", d, n))
    print(growth)
    print(said("汇总网页：{path}", path=out / PAGE))
    return FOUND if growth.lost else OK


def _engine(args: argparse.Namespace) -> Engine:
    from mingzhang.work import corpus_engines as engines

    if args.ray:
        return engines.ray_cluster(args.ray)
    return (engines.daft_native if args.engine == "daft" else engines.pool)(args.jobs)


def _ask(args: argparse.Namespace) -> int:
    """Print the answer, or what can be asked."""
    if told := _lacking("corpus", "pyarrow", "duckdb"):
        return refuse(told)
    from mingzhang.work.ask import ask, tables_text

    folder = Path(args.corpus)
    if args.question is None:
        print(tables_text(folder))
        return OK
    for line in ask(folder, args.question, args.format, args.max_seconds):
        print(line)
    return OK


def _lacking(extra: str, *packages: str) -> str:
    """What to install before these packages are there; ``""`` where all are."""
    if all(find_spec(package) for package in packages):
        return ""
    return said("这一条命令要安装附加组件：pip install 'mingzhang[{extra}]'。", extra=extra)
