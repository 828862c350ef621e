"""Where one goes back to from a form, for templates."""

from __future__ import annotations

from typing import Any

from django import template

from mingzhang.web.shared.pages import page_above

register = template.Library()


@register.simple_tag(takes_context=True)
def above(context: dict[str, Any]) -> str:
    """The address of the page above the one that is shown."""
    return page_above(context["request"])
