"""Addresses of projects, panels and ballots."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.performance import ballot_views, measured_views, panel_views, summary_views, views

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
    path("projects/<int:pk>/panel/", panel_views.open_panel, name="open"),
    path("projects/<int:pk>/measures/", measured_views.measures, name="measures"),
    path("measures/<int:pk>/", measured_views.measure, name="measure"),
    path("panels/<int:pk>/", panel_views.panel, name="panel"),
    path("panels/<int:pk>/act/", panel_views.act, name="panel_act"),
    path("panels/<int:pk>/report/", panel_views.report, name="report"),
    path("seats/<int:pk>/give-back/", panel_views.give_back, name="give_back"),
    path("summary/", summary_views.summary, name="summary"),
    path("summary/export/", summary_views.export, name="summary_export"),
    path("summary/publish/", summary_views.publish, name="publish"),
    path("ballots/", ballot_views.mine, name="mine"),
    path("ballots/<int:pk>/", ballot_views.ballot, name="ballot"),
    path("ballots/<int:pk>/book/", ballot_views.book, name="ballot_book"),
    path("ballots/<int:pk>/import/", ballot_views.bring, name="ballot_bring"),
]
