"""Every page that somebody can open: each address, for each role that is let in, with an object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from mingzhang.web.appraisal.models import PublicRanking
from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.people.rights import Action, Visitor, may
from mingzhang.web.portal.addresses import address, ranking_address, region_address, unit_address
from mingzhang.web.portal.models import Edition
from mingzhang.web.register.models import Organisation
from mingzhang.web.season.models import Season
from mingzhang.web.submission.batch_models import Batch
from mingzhang.web.submission.models import Found, PagePicture, Remark, Submission, Version

EVERYBODY = "公众"
#: What is asked for at an address that shows nothing without it.
_ASKED = {
    "portal:search": "?q=支出",
    "submission:rule": "?id=T01-04",
    "review:bulk": "?move=agree",
    "season:list": "?all",
}
_NAMED = {"manual:chapter": "公众", "manual:rule": "T01-04", "manual:picture": "填报表"}
#: What only devices ask for, with a code of their own.
_FOR_DEVICES = {
    "survey:odk",
    "survey:form_list",
    "survey:xform",
    "survey:manifest",
    "survey:device_media",
}
_LOOKED_AT = 50
_OF_PORTAL = "portal:"
_MORE: dict[str, dict[str, Any]] = {"table": {"order": 1}, "file": {"format": "original"}}


@dataclass(frozen=True)
class Visit:
    """One page as one role opens it; ``download`` is what is taken away as a file."""

    name: str
    role: str
    address: str

    @property
    def download(self) -> bool:
        """Whether it is a file and no page."""
        ends = (
            "report",
            "own_report",
            "attachment",
            "form_file",
            "export",
            "export_totals",
            "template",
            "download",
            "waivers",
            "notice",
            "leaf",
            "file",
        )
        return self.name.partition(":")[2].removeprefix("former_") in (*ends, "table", "figures", "openapi")


def visits(people: dict[Role, Person]) -> Iterator[Visit]:
    """Every page of which there is something to see, for everybody and for each of the people."""
    for name, view in pages().items():
        if name in _NAMED:
            yield Visit(name, EVERYBODY, reverse(name, args=[_NAMED[name]]))
            continue
        if name.startswith(_OF_PORTAL):
            yield from (Visit(name, EVERYBODY, each) for each in _public(name))
            continue
        if view.action is Action.SEE_PUBLIC:
            shown = _opened(name, view.of, view.action, AnonymousUser())
            yield from [Visit(name, EVERYBODY, shown)] if shown else []
        for role, person in people.items() if view.action is not Action.SEE_PUBLIC else ():
            where = _opened(name, view.of, view.action, person)
            if where:
                yield Visit(name, role.label, where)


def pages() -> dict[str, Any]:
    """The views of all pages by name: what is got, and no operation of the interface for programs."""
    views: dict[str, Any] = {
        name: pattern.callback for name, pattern in _addresses(get_resolver().url_patterns)
    }
    return {
        name: view
        for name, view in views.items()
        if view.__module__ != "ninja.operation"
        and "GET" in view.methods
        and name not in {"api:nothing", *_FOR_DEVICES}
    }


def _addresses(patterns: list[Any], names: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = f"{names}{each.namespace}:" if each.namespace else names
            yield from _addresses(each.url_patterns, inner)
        else:
            yield f"{names}{each.name}", each


def _opened(name: str, of: type | None, action: Action, person: Visitor) -> str:
    """The address that a person opens; ``""`` where they are not let in, or there is nothing to open."""
    if of is None:
        return reverse(name) + _ASKED.get(name, "") if may(person, action) else ""
    target = _CHOSEN[of](person) if of in _CHOSEN else _any(of, action, person)
    if target is None or not may(person, action, target):
        return ""
    return reverse(name, args=[target.pk]) + _ASKED.get(name, "")


def _any(of: type[Any], action: Action, person: Visitor) -> Any:  # noqa: ANN401 (whatever the model is)
    """The newest object of a model that the person is let in to."""
    newest = of._default_manager.order_by("-pk")[:_LOOKED_AT]
    return next((each for each in newest if may(person, action, each)), None)


def _submission(person: Person) -> Submission | None:
    """What has come furthest to them in the newest season: of what was begun, what lies with the reviewer."""
    at = person.posts_today()[0].organisation
    begun = Submission.objects.filter(organisation__path__startswith=at.path).exclude(current=None)
    newest = begun.order_by("-season__year", "-current__status", "organisation__path")
    return newest.select_related("organisation", "current").first()


def _version(person: Person) -> Version | None:
    submission = _submission(person)
    return None if submission is None else submission.current


def _of_version(model: type[Any], person: Person) -> Any:  # noqa: ANN401 (whatever the model is)
    version = _version(person)
    mine = None if version is None else model.objects.filter(version=version)
    if mine is not None and model is Found:
        mine = mine.filter(number__gt=0)
    return None if mine is None else mine.first()


def _season(person: Person) -> Season | None:
    region = person.posts_today()[0].organisation.region
    return Season.objects.filter(organisation=region).first()


_CHOSEN: dict[type, Any] = {
    Organisation: lambda person: person.posts_today()[0].organisation,
    Post: lambda person: person.posts_today()[0],
    Season: _season,
    Batch: lambda person: Batch.objects.filter(season=_season(person)).first(),
    Submission: _submission,
    Version: _version,
    Found: lambda person: _of_version(Found, person),
    PagePicture: lambda person: _of_version(PagePicture, person),
    Remark: lambda person: _of_version(Remark, person),
}


def _public(name: str) -> Iterator[str]:
    """The addresses of a page of the portal: of the edition with most to show, and of one replaced."""
    page = name.removeprefix(_OF_PORTAL)
    shown = Edition.objects.shown().filter(current=not page.startswith("former_")).exclude(text=None)
    edition = shown.exclude(tables=None).order_by("pk").first()
    if page in ("list", "search", "feed"):
        yield reverse(name) + _ASKED.get(name, "")
    elif page == "ranking":
        shown_now = PublicRanking.objects.filter(withdrawn=None).select_related("cycle__organisation")[:1]
        yield from (ranking_address(each.organisation, each.cycle.year) for each in shown_now)
    elif edition is None:
        return
    elif page == "compare":
        keys = Edition.objects.filter(current=True, year=edition.year).values_list("pk", flat=True)[:8]
        yield reverse(name) + "?" + "&".join(f"edition={key}" for key in keys)
    elif page in ("region", "unit"):
        organisation = edition.organisation
        yield region_address(organisation.region) if page == "region" else unit_address(organisation)
    else:
        bare = page.removeprefix("former_")
        yield address(edition, bare, **_MORE.get(bare, {}))


def signed_in(person: Person | None) -> Client:
    """The browser of a person, of nobody without one."""
    client = Client(SERVER_NAME="localhost")
    if person is not None:
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client
