"""Archives at the size of the account: the index of 202,000 pages built and asked."""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from mingzhang.archive.search import build, find

PAGES = 202_000
LENGTH = 420  # characters of a page; of 202,000 pages of two sides of A4 about half are fuller
ASKED = 300
_SEED = 20261130
_WORDS = [
    "政府",
    "信息",
    "公开",
    "办公室",
    "决算",
    "预算",
    "危房",
    "改造",
    "会议",
    "纪要",
    "请示",
    "批复",
    "报告",
    "通知",
    "街道",
    "社区",
    "工程",
    "验收",
    "项目",
    "资金",
    "绩效",
    "考核",
    "督查",
    "档案",
    "保管",
    "期限",
    "居民",
    "来信",
    "建议",
    "提案",
    "办理",
    "答复",
    "年度",
    "总结",
    "计划",
    "安全",
    "生产",
    "检查",
    "整改",
    "防汛",
    "绿化",
    "交通",
    "道路",
    "拆迁",
    "补偿",
    "教育",
    "卫生",
    "文化",
    "体育",
    "民政",
    "救助",
    "就业",
    "培训",
    "财政",
    "审计",
    "统计",
    "普查",
    "规划",
    "土地",
    "环境",
    "保护",
    "污水",
    "治理",
]
_COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而"
    "方后多定行学法所民得经"
)


def pages(count: int = PAGES, length: int = LENGTH) -> Iterator[tuple[str, int, str, str]]:
    """Made-up pages with words of the trade among common characters.

    >>> len(list(pages(3, 40)))
    3
    """
    source = random.Random(_SEED)
    for number in range(count):
        text = ""
        while len(text) < length:
            text += source.choice(_WORDS) + "".join(source.choices(_COMMON, k=source.randint(0, 3)))
        code = f"0123-WS·{2004 + number // 6 % 16}-Y-BGS-{number // 6 % 9999 + 1:04}"
        yield code, number % 6 + 1, f"关于{source.choice(_WORDS)}{source.choice(_WORDS)}的报告", text


def questions(count: int = ASKED) -> list[str]:
    """Words of one, two and more characters, and two words at once.

    >>> len(questions(8))
    8
    """
    source = random.Random(_SEED + 1)
    made = []
    for number in range(count):
        word = source.choice(_WORDS)
        other = source.choice(_WORDS)
        made.append((word, word[0], word + other, f"{word} {other}")[number % 4])
    return made


def search_speed(count: int, folder: Path) -> None:
    """Build the index of so many pages, ask it, and print seconds, milliseconds and megabytes."""
    before, path = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, folder / "索引.sqlite"
    start = time.process_time()
    build(path, pages(count))
    built = time.process_time() - start
    start = time.process_time()
    for _ in pages(count):
        pass
    drawn = time.process_time() - start
    taken = []
    for word in questions():
        start = time.process_time()
        find(path, word)
        taken.append(time.process_time() - start)
    taken.sort()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = path.stat().st_size >> 20
    print(f"pages {count}, index {size} MB, built in {built - drawn:.1f} s of the processor")
    middle, most = (1000 * taken[len(taken) * part // 100] for part in (50, 95))
    print(f"search p50 {middle:.1f} ms, p95 {most:.1f} ms")
    print(f"memory {memory >> 10} MB, of which {before >> 10} MB before")


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        search_speed(PAGES, Path(name))
