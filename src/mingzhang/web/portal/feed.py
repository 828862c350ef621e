"""The feed of new publications (Atom)."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from mingzhang.web.portal.addresses import address
from mingzhang.web.portal.models import Edition

_ENTRIES = 50


def feed(request: HttpRequest) -> str:
    """The newest editions; a correction is an entry of its own that says what changed."""
    here = request.build_absolute_uri
    made = Atom1Feed(
        title="最新公开的部门预算和决算",
        link=here(reverse("portal:list")),
        feed_url=here(request.path),
        description="",
        language="zh-CN",
    )
    for edition in Edition.objects.newest().defer(None).defer("charts", "scores", "classes")[:_ENTRIES]:
        made.add_item(
            title=edition.title + (f"（第 {edition.number} 次公开）" if edition.number > 1 else ""),
            link=here(address(edition)),
            unique_id=here(f"{address(edition)}#{edition.number}"),
            description=told(edition),
            pubdate=edition.published,
            updateddate=edition.published,
            author_name=edition.organisation.name,
        )
    return made.writeString("utf-8")


def told(edition: Edition) -> str:
    """What an entry says of an edition.

    >>> told(Edition(year=2024, kind="budget", number=2, note="更正表三", differences=[{"label": "本年收入"}]))
    '2024年度预算，更正后公开。更正说明：更正表三。变动：本年收入。'
    """
    said = f"{edition.year}年度{edition.get_kind_display()}，{'更正后公开' if edition.number > 1 else '首次公开'}。"
    if edition.note:
        said += f"更正说明：{edition.note}。"
    if edition.differences:
        said += f"变动：{'、'.join(each['label'] for each in edition.differences)}。"
    return said
