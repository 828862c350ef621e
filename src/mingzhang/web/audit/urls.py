"""Addresses of the log."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.audit import views

app_name = "audit"
urlpatterns = [path("", views.everything, name="list"), path("export/", views.export, name="export")]
