"""Addresses of the joins."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.joins import views

app_name = "joins"
urlpatterns = [
    path("verification/<int:pk>/claims/", views.hand_over, name="hand_over"),
    path("claims/<int:pk>/renew/", views.renew, name="renew"),
]
