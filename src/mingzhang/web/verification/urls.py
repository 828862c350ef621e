"""Addresses of field verification."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.verification import problem_views, setting_views, views, visit_views

app_name = "verification"
urlpatterns = [
    path("", views.everything, name="list"),
    path("new/", setting_views.begin, name="begin"),
    path("<int:pk>/", views.whole, name="whole"),
    path("<int:pk>/standard/", setting_views.standard, name="standard"),
    path("<int:pk>/standard/new/", setting_views.add_item, name="add_item"),
    path("<int:pk>/book/", views.book, name="book"),
    path("<int:pk>/inspectors/", setting_views.inspectors, name="inspectors"),
    path("<int:pk>/points/", views.points, name="points"),
    path("<int:pk>/points/import/", setting_views.points_bring, name="points_bring"),
    path("<int:pk>/paper/", views.paper, name="paper"),
    path("<int:pk>/claims/", views.claims, name="claims"),
    path("<int:pk>/reports/", views.reports, name="reports"),
    path("<int:pk>/act/", views.act, name="act"),
    path("phases/<int:pk>/", setting_views.phase, name="phase"),
    path("phases/<int:pk>/draw/", setting_views.draw, name="draw"),
    path("inspectors/<int:pk>/drop/", setting_views.drop, name="drop"),
    path("points/<int:pk>/assign/", setting_views.assign, name="assign"),
    path("points/<int:pk>/seen/", views.seen, name="seen"),
    path("points/<int:pk>/", visit_views.point, name="point"),
    path("tasks/", visit_views.mine, name="mine"),
    path("tasks/<int:pk>/list/", visit_views.offline, name="offline"),
    path("tasks/<int:pk>/import/", visit_views.bring, name="bring"),
    path("tasks/photos/<int:pk>/", visit_views.photo, name="own_photo"),
    path("photos/<int:pk>/", views.photo, name="photo"),
    path("problems/", problem_views.problems, name="problems"),
    path("problems/export/", problem_views.export, name="export"),
    path("problems/answers/", problem_views.answers, name="answers"),
    path("problems/answers/import/", problem_views.answers_bring, name="answers_bring"),
    path("problems/<int:pk>/", problem_views.problem, name="problem"),
    path("problems/<int:pk>/draft/", problem_views.draft, name="draft"),
    path("problems/<int:pk>/move/", problem_views.move, name="move"),
    path("units/<int:pk>/report/", problem_views.report, name="report"),
    path("evidence/<int:pk>/", problem_views.evidence, name="evidence"),
]
