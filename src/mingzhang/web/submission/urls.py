"""Addresses of submissions and their versions."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.submission import views

app_name = "submission"
urlpatterns = [
    path("<int:pk>/", views.whole, name="whole"),
    path("<int:pk>/upload/", views.upload, name="upload"),
    path("<int:pk>/move/", views.move, name="move"),
    path("versions/<int:pk>/", views.version, name="version"),
    path("versions/<int:pk>/progress/", views.progress, name="progress"),
]
