"""Addresses of people: signing in, passwords, posts."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.people import views

app_name = "people"
urlpatterns = [
    path("", views.everybody, name="list"),
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("password/", views.password, name="password"),
]
