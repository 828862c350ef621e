"""Addresses of submissions and their versions."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.submission import answer_views, batch_views, building_views, filling_views, views

app_name = "submission"
urlpatterns = [
    path("<int:pk>/", views.whole, name="whole"),
    path("<int:pk>/upload/", views.upload, name="upload"),
    path("<int:pk>/build/", building_views.build, name="build"),
    path("<int:pk>/build/answer/", building_views.answer, name="build_answer"),
    path("<int:pk>/fill/", filling_views.fill, name="fill"),
    path("<int:pk>/fill/build/", filling_views.build, name="fill_build"),
    path("<int:pk>/workbook/", building_views.workbook, name="workbook"),
    path("<int:pk>/template/", building_views.template, name="template"),
    path("<int:pk>/move/", views.move, name="move"),
    path("versions/<int:pk>/", views.version, name="version"),
    path("versions/<int:pk>/progress/", views.progress, name="progress"),
    path("versions/<int:pk>/changes/", views.changes, name="changes"),
    path("versions/<int:pk>/download/", views.download, name="download"),
    path("versions/<int:pk>/waivers/", views.waivers, name="waivers"),
    path("versions/<int:pk>/recheck/", views.recheck, name="recheck"),
    path("leaves/<int:pk>.png", views.leaf, name="leaf"),
    path("findings/<int:pk>/", answer_views.finding, name="finding"),
    path("findings/<int:pk>/answer/", answer_views.answer, name="answer"),
    path("findings/<int:pk>/judge/", answer_views.judge, name="judge"),
    path("findings/<int:pk>/adopt/", answer_views.adopt, name="adopt"),
    path("versions/<int:pk>/copy/", answer_views.copy, name="copy"),
    path("batches/seasons/<int:pk>/", batch_views.begin, name="batch_begin"),
    path("batches/<int:pk>/", batch_views.batch, name="batch"),
    path("batches/<int:pk>/put/", batch_views.put_in, name="batch_put"),
    path("rules/", answer_views.rule, name="rule"),
]
