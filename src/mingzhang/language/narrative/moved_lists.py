"""Lists of movements: parts of which a text tells how they moved, and not how much they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.listing import Listing, divided_by_name


def moved_lists(claims: Sequence[Claim]) -> list[Listing]:
    """Wholes whose parts tell how they moved and not how much they are: …减少 3 万元，其中：甲减少 1 万元，….

    >>> from mingzhang.facts.report import Paragraph
    >>> from mingzhang.language.narrative.claim_reader import ClaimReader
    >>> reader = ClaimReader(2023)
    >>> reader.read(Paragraph("支出9万元，比上年减少3万元，其中：基本支出减少1万元，项目支出减少2万元。"), 0, "")
    >>> [[part.subject for part in one.parts] for one in moved_lists(reader.reading().claims)]
    [['基本支出', '项目支出']]
    """
    under: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.parent is not None and claim.level is None and claim.changes and not claim.aside:
            under[id(claim.parent), claim.among].append(claim)
    found = []
    for parts in under.values():
        whole = parts[0].parent
        if whole is not None and len(parts) > 1 and divided_by_name(whole, parts):
            found.append(Listing(whole, tuple(parts), parts[0].listed, True))
    return found
