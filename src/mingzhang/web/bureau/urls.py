"""Addresses of the bureau's view."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.bureau import views

app_name = "bureau"
urlpatterns = [
    path("", views.seasons, name="list"),
    path("<int:pk>/", views.findings, name="findings"),
    path("<int:pk>/export/", views.export, name="export"),
    path("<int:pk>/totals/", views.totals, name="totals"),
    path("<int:pk>/totals/parts/", views.parts, name="parts"),
    path("<int:pk>/totals/export/", views.export_totals, name="export_totals"),
]
