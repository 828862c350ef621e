"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.register import views

app_name = "register"
urlpatterns = [path("", views.everything, name="list")]
