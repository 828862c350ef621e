"""Addresses of purchases."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.purchasing import contract_views, views

app_name = "purchasing"
urlpatterns = [
    path("", views.books, name="list"),
    path("new/", views.begin, name="begin"),
    path("<int:pk>/", views.book, name="book"),
    path("<int:pk>/contracts/", views.contracts, name="contracts"),
    path("<int:pk>/findings/", views.findings, name="findings"),
    path("projects/<int:pk>/", contract_views.project, name="project"),
    path("projects/<int:pk>/act/", contract_views.act, name="act"),
    path("quotes/<int:pk>/drop/", contract_views.drop_quote, name="drop_quote"),
    path("contracts/<int:pk>/", contract_views.contract, name="contract"),
    path("deliverables/<int:pk>/drop/", contract_views.drop_deliverable, name="drop_deliverable"),
    path("acceptances/<int:pk>/answer/", contract_views.answer, name="answer"),
    path("proofs/<int:pk>/", contract_views.proof, name="proof"),
    path("requests/<int:pk>/step/", contract_views.step, name="step"),
    path("requests/<int:pk>/drop/", contract_views.drop_request, name="drop_request"),
    path("payments/<int:pk>/undo/", contract_views.unpay, name="unpay"),
]
