"""Addresses of the archive."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.archive import batch_views, store_views, views, year_views

app_name = "archive"
urlpatterns = [
    path("", views.fonds_list, name="list"),
    path("<int:pk>/", views.fonds, name="fonds"),
    path("<int:pk>/faults/", views.faults, name="faults"),
    path("<int:pk>/items/", views.items, name="items"),
    path("<int:pk>/items/file/", views.item_file, name="item_file"),
    path("<int:pk>/items/take/", views.take, name="take"),
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
    path("<int:pk>/search/", year_views.search, name="search"),
    path("<int:pk>/packages/", year_views.hand_overs, name="hand_overs"),
    path("packages/<int:pk>/", year_views.package, name="package"),
    path("packages/<int:pk>/back/", year_views.give_back, name="give_back"),
    path("<int:pk>/evidence/", year_views.evidence, name="evidence"),
    path("<int:pk>/evidence/accept/", year_views.accept_evidence, name="accept_evidence"),
    path("<int:pk>/batches/", batch_views.batches, name="batches"),
    path("<int:pk>/batches/bring/", batch_views.bring, name="bring"),
    path("batches/<int:pk>/", batch_views.batch, name="batch"),
    path("batches/<int:pk>/act/", batch_views.act_on, name="act_on"),
    path("batches/<int:pk>/accept/", batch_views.accept, name="accept"),
    path("batches/<int:pk>/report/", batch_views.report, name="report"),
    path("pages/<int:pk>/", batch_views.leaf, name="leaf"),
    path("pages/<int:pk>/picture/", batch_views.picture, name="picture"),
    path("items/<int:pk>/copy/", batch_views.copy, name="copy"),
]
