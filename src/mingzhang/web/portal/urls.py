"""Addresses of the portal; those of editions are permanent."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.portal import views

_EDITION = "<str:region>/<str:unit>/<int:year>/<str:kind>/"
_PAGES = {
    "edition": ("", views.edition),
    "document": ("document/", views.document),
    "file": ("files/<str:format>/", views.file),
    "table": ("tables/<int:order>/", views.table),
    "figures": ("figures/", views.figures),
}

app_name = "portal"
urlpatterns = [
    path("", views.first, name="list"),
    path("search/", views.search, name="search"),
    path("feed/", views.feed, name="feed"),
    path("compare/", views.compare, name="compare"),
    path("<str:region>/", views.region, name="region"),
    path("<str:region>/ranking/<int:year>/", views.ranking, name="ranking"),
    path("<str:region>/<str:unit>/", views.unit, name="unit"),
    *(path(f"{_EDITION}{end}", view, name=name) for name, (end, view) in _PAGES.items()),
    *(
        path(f"{_EDITION}editions/<int:number>/{end}", view, name=f"former_{name}")
        for name, (end, view) in _PAGES.items()
    ),
]
