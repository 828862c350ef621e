"""Addresses of the manual."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.manual import views

app_name = "manual"
urlpatterns = [
    path("", views.contents, name="list"),
    path("rules/", views.rules, name="rules"),
    path("rules/<str:name>/", views.rule, name="rule"),
    path("pictures/<str:name>.png", views.picture, name="picture"),
    path("<str:name>/", views.chapter, name="chapter"),
]
