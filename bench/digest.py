"""How long it takes to find the same story once among 50,000 articles, and how right it is.

Articles are invented and their truth is known (:mod:`examples.news`).  Counted are pairs: every planted copy
with the first article of its story, found or missed; and every article that was put under another story.
``python -m bench.digest --count 50000 --seed 7``; another seed judges what was tuned with these.
"""

from __future__ import annotations

import argparse
import time

from examples.news import InventedNews, NewsMaker, planted_pairs
from mingzhang.digest.same_story import placed

SEEDS = (11, 12)
HELD_BACK = 9_107  # looked at only to judge


def judged(news: list[InventedNews], group: dict[str, str]) -> tuple[int, int, list[tuple[str, str]]]:
    """Planted pairs, those that were found, and the articles that stand under another story.

    >>> news = NewsMaker(1).news(60)
    >>> group = {each.number: each.number for each in news}
    >>> pairs, found, merged = judged(news, group)
    >>> (pairs > 0, found, merged)
    (True, 0, [])
    """
    story = {each.number: each.story for each in news}
    merged = [(number, first) for number, first in group.items() if story[number] != story[first]]
    pairs = list(planted_pairs(news))
    return len(pairs), sum(group[one] == group[other] for one, other in pairs), merged


def run(count: int, seed: int) -> str:
    """One line for a seed.

    >>> "被错并 0 篇" in run(200, 1)
    True
    """
    news = NewsMaker(seed).news(count)
    begin = time.perf_counter()
    group = dict(placed((each.number, each.title, each.text) for each in news))
    seconds = time.perf_counter() - begin
    pairs, found, merged = judged(news, group)
    size = sum(len(each.text) for each in news) // max(1, len(news))
    return (
        f"种子 {seed}：{count} 篇（平均 {size} 字），{seconds:.1f} 秒；同稿 {pairs} 对，找到 {found} 对"
        f"（{100 * found / max(1, pairs):.2f}%）；被错并 {len(merged)} 篇"
    )


def main() -> None:
    """Print a line for each seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--seed", type=int, action="append")
    args = parser.parse_args()
    for seed in args.seed or SEEDS:
        print(run(args.count, seed), flush=True)


if __name__ == "__main__":
    main()
