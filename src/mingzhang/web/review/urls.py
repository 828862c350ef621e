"""Addresses of the review."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.review import views

app_name = "review"
urlpatterns = [
    path("versions/<int:pk>/remark/", views.remark, name="remark"),
    path("versions/<int:pk>/notice/", views.notice, name="notice"),
    path("remarks/<int:pk>/settle/", views.settle, name="settle"),
    path("seasons/<int:pk>/bulk/", views.bulk, name="bulk"),
]
