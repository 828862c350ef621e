"""Addresses of seasons."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.season import views

app_name = "season"
urlpatterns = [
    path("", views.seasons, name="list"),
    path("<int:pk>/", views.board, name="board"),
]
