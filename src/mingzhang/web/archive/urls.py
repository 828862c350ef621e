"""Addresses of the archive."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.archive import store_views, views

app_name = "archive"
urlpatterns = [
    path("", views.fonds_list, name="list"),
    path("<int:pk>/", views.fonds, name="fonds"),
    path("<int:pk>/faults/", views.faults, name="faults"),
    path("<int:pk>/items/", views.items, name="items"),
    path("<int:pk>/items/file/", views.item_file, name="item_file"),
    path("<int:pk>/items/steps/", views.steps, name="steps"),
    path("<int:pk>/periods/", views.periods, name="periods"),
    path("<int:pk>/papers/", views.paper, name="paper"),
    path("<int:pk>/boxes/", store_views.boxes, name="boxes"),
    path("<int:pk>/boxes/pack/", store_views.pack, name="pack"),
    path("<int:pk>/objects/", store_views.objects, name="objects"),
    path("items/<int:pk>/", views.item, name="item"),
    path("items/<int:pk>/act/", views.act, name="act"),
    path("items/<int:pk>/period/", views.propose, name="propose"),
    path("periods/<int:pk>/", views.decide, name="decide"),
    path("boxes/<int:pk>/", store_views.box, name="box"),
]
