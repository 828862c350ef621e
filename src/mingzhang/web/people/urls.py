"""Addresses of people: signing in, passwords, posts."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.people import first_views, views

app_name = "people"
urlpatterns = [
    path("", views.everybody, name="list"),
    path("first/", first_views.first, name="first"),
    path("login/", views.login, name="login"),
    path("sign-on/", views.sign_on, name="sign_on"),
    path("signed-on/", views.signed_on, name="signed_on"),
    path("logout/", views.logout, name="logout"),
    path("password/", views.password, name="password"),
    path("me/", views.me, name="me"),
    path("new/", views.add, name="add"),
    path("posts/<int:pk>/", views.post, name="post"),
    path("posts/<int:pk>/further/", views.further, name="further"),
    path("posts/<int:pk>/end/", views.end, name="end"),
    path("posts/<int:pk>/password/", views.reset, name="reset"),
]
