"""Addresses of the digest."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.digest import source_views, views

app_name = "digest"
urlpatterns = [
    path("", views.articles, name="list"),
    path("import/", views.bring, name="bring"),
    path("articles/file/", views.articles_file, name="articles_file"),
    path("articles/<int:pk>/", views.article, name="article"),
    path("articles/<int:pk>/swap/", views.swap, name="swap"),
    path("issues/", views.issues, name="issues"),
    path("issues/<int:pk>/", views.issue, name="issue"),
    path("issues/<int:pk>/act/", views.act, name="act"),
    path("issues/<int:pk>/put/", views.put, name="put"),
    path("issues/<int:pk>/reading/", views.reading, name="reading"),
    path("issues/<int:pk>/file/", views.paper, name="paper"),
    path("topics/", source_views.topics, name="topics"),
    path("topics/<int:pk>/", source_views.topic, name="topic"),
    path("topics/<int:pk>/drop/", source_views.drop_topic, name="drop_topic"),
    path("sources/", source_views.sources, name="sources"),
    path("sources/<int:pk>/", source_views.source, name="source"),
    path("sources/<int:pk>/drop/", source_views.drop_source, name="drop_source"),
    path("sources/fetch/", source_views.fetch, name="fetch"),
    path("sources/file/", source_views.source_list, name="source_list"),
    path("counts/", views.counts, name="counts"),
    path("counts/file/", views.year_paper, name="year_paper"),
]
