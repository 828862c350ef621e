"""Addresses of the digest."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.digest import views

app_name = "digest"
urlpatterns = [
    path("", views.articles, name="list"),
    path("import/", views.bring, name="bring"),
    path("articles/<int:pk>/", views.article, name="article"),
    path("issues/", views.issues, name="issues"),
    path("issues/<int:pk>/", views.issue, name="issue"),
    path("issues/<int:pk>/act/", views.act, name="act"),
    path("issues/<int:pk>/put/", views.put, name="put"),
    path("issues/<int:pk>/reading/", views.reading, name="reading"),
    path("issues/<int:pk>/file/", views.paper, name="paper"),
    path("topics/", views.topics, name="topics"),
    path("counts/", views.counts, name="counts"),
    path("counts/file/", views.year_paper, name="year_paper"),
]
