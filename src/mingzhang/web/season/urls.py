"""Addresses of seasons."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.season import views

app_name = "season"
urlpatterns = [
    path("", views.seasons, name="list"),
    path("new/", views.add, name="add"),
    path("<int:pk>/", views.board, name="board"),
    path("<int:pk>/export/", views.export, name="export"),
    path("<int:pk>/act/", views.act, name="act"),
    path("late/<int:pk>/", views.late, name="late"),
]
