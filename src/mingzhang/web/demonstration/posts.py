"""Who acts in the demonstration: somebody of the role where the thing is done."""

from __future__ import annotations

from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.register.models import Organisation


def holder_of(role: Role, organisation: Organisation) -> Person:
    """Whoever was first given the role at an organisation."""
    posts = Post.objects.select_related("person").filter(role=role, organisation=organisation)
    return posts.order_by("pk")[0].person
