"""Addresses of notices and reminders."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.notices import matter_views, views

app_name = "notices"
urlpatterns = [
    path("", views.everything, name="list"),
    path("read/", views.read, name="read"),
    path("matters/", matter_views.preview, name="matters"),
    path("matters/send/", matter_views.send, name="matters_send"),
    path("matters/rules/", matter_views.rules, name="matters_rules"),
    path("seasons/<int:pk>/", views.preview, name="preview"),
    path("seasons/<int:pk>/send/", views.send, name="send"),
    path("seasons/<int:pk>/rules/", views.rules, name="rules"),
    path("seasons/<int:pk>/owing/", views.owing, name="owing"),
    path("seasons/<int:pk>/slip/", views.slips, name="slips"),
    path("submissions/<int:pk>/slip/", views.slip, name="slip"),
]
