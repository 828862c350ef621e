"""Addresses of purchases."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.purchasing import contract_views, paper_views, views

app_name = "purchasing"
urlpatterns = [
    path("", views.books, name="list"),
    path("new/", views.begin, name="begin"),
    path("<int:pk>/", views.book, name="book"),
    path("<int:pk>/contracts/", views.contracts, name="contracts"),
    path("<int:pk>/findings/", views.findings, name="findings"),
    path("totals/", paper_views.district, name="district"),
    path("<int:pk>/totals/", paper_views.totals, name="totals"),
    path("<int:pk>/summary/", paper_views.summary, name="summary"),
    path("<int:pk>/ledger/", paper_views.ledger, name="ledger"),
    path("<int:pk>/import/", paper_views.bring, name="bring"),
    path("<int:pk>/opened/", paper_views.opened, name="opened"),
    path("<int:pk>/publish/", paper_views.publish, name="publish"),
    path("public/<int:pk>/", paper_views.public, name="public"),
    path("public/<int:pk>/file/", paper_views.public_file, name="public_file"),
    path("projects/<int:pk>/record/", paper_views.record, name="record"),
    path("contracts/<int:pk>/sheet/", paper_views.sheet, name="sheet"),
    path("projects/<int:pk>/", contract_views.project, name="project"),
    path("projects/<int:pk>/act/", contract_views.act, name="act"),
    path("quotes/<int:pk>/drop/", contract_views.drop_quote, name="drop_quote"),
    path("invitations/<int:pk>/drop/", contract_views.drop_invitation, name="drop_invitation"),
    path("instalments/<int:pk>/drop/", contract_views.drop_instalment, name="drop_instalment"),
    path("contracts/<int:pk>/", contract_views.contract, name="contract"),
    path("deliverables/<int:pk>/drop/", contract_views.drop_deliverable, name="drop_deliverable"),
    path("acceptances/<int:pk>/answer/", contract_views.answer, name="answer"),
    path("proofs/<int:pk>/", contract_views.proof, name="proof"),
    path("requests/<int:pk>/step/", contract_views.step, name="step"),
    path("requests/<int:pk>/drop/", contract_views.drop_request, name="drop_request"),
    path("payments/<int:pk>/undo/", contract_views.unpay, name="unpay"),
]
