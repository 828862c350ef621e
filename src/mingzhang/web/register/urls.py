"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.register import views

app_name = "register"
urlpatterns = [
    path("", views.everything, name="list"),
    path("export/", views.export, name="export"),
    path("import/", views.bring, name="import"),
    path("new/", views.add, name="add"),
    path("<int:pk>/", views.edit, name="edit"),
]
