"""Addresses of projects, panels and ballots."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.performance import views

app_name = "performance"
urlpatterns = [
    path("", views.projects, name="list"),
    path("new/", views.add, name="add"),
    path("import/", views.bring, name="bring"),
    path("units/<int:pk>/export/", views.export, name="export"),
    path("projects/<int:pk>/", views.project, name="project"),
    path("projects/<int:pk>/form/", views.form, name="form"),
    path("projects/<int:pk>/sums/", views.sums, name="sums"),
    path("projects/<int:pk>/move/", views.move, name="move"),
    path("projects/<int:pk>/file/", views.file, name="file"),
]
