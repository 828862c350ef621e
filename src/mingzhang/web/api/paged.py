"""Lists page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet


def paged(
    found: QuerySet[Any] | Sequence[Any], page: int, size: int, told: Callable[[Any], dict[str, Any]]
) -> dict[str, Any]:
    """One page of a list, and how many there are; a page after the last is empty.

    >>> paged(["甲", "乙", "丙"], 2, 2, lambda each: {"name": each})
    {'items': [{'name': '丙'}], 'page': 2, 'pages': 2, 'total': 3}
    """
    pages = Paginator(found, size)
    items = pages.page(page).object_list if page <= pages.num_pages else ()
    return {
        "items": [told(each) for each in items],
        "page": page,
        "pages": pages.num_pages,
        "total": pages.count,
    }
