"""The tag by which a page shows the joins of its object: ``{% joined matter %}``."""

from __future__ import annotations

from typing import Any

from django import template

from mingzhang.web.joins.every import joined_of
from mingzhang.web.joins.shown import Joined

register = template.Library()


@register.inclusion_tag("joins/shown.html", takes_context=True)
def joined(context: dict[str, Any], item: Any, title: str = "前后衔接") -> dict[str, Any]:
    """What is joined to an object, as far as the visitor may see it."""
    user = context["request"].user
    made = joined_of(item, user) if user.is_authenticated else Joined()
    return {"joined": made, "title": title, "csrf_token": context.get("csrf_token")}
