"""Addresses of supervision."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.supervision import office_views, unit_views, views

app_name = "supervision"
urlpatterns = [
    path("", views.matters, name="list"),
    path("export/", views.export, name="export"),
    path("new/", views.add, name="add"),
    path("import/", views.bring, name="bring"),
    path("imports/<int:pk>/", views.imported, name="imported"),
    path("regions/<int:pk>/ledger/", views.ledger, name="ledger"),
    path("matters/<int:pk>/", views.matter, name="matter"),
    path("matters/<int:pk>/move/", views.move, name="move"),
    path("matters/<int:pk>/assign/", views.give, name="give"),
    path("matters/<int:pk>/split/", views.split, name="split"),
    path("urge/", views.urge_all, name="urge_all"),
    path("slips/", views.slips, name="slips"),
    path("signing/", views.signing, name="signing"),
    path("drafts/<int:pk>/decide/", views.decide, name="decide"),
    path("steps/<int:pk>/paper/", views.paper, name="paper"),
    path("duties/<int:pk>/sheet/", views.sheet, name="sheet"),
    path("proofs/<int:pk>/", views.proof, name="proof"),
    path("figures/", office_views.figures, name="figures"),
    path("bulletin/", office_views.bulletin, name="bulletin"),
    path("office/", office_views.office, name="office"),
    path("office/merge/", office_views.merge, name="merge"),
    path("calendar/", office_views.calendar, name="calendar"),
    path("calendar.ics", office_views.calendar_feed, name="feed"),
    path("mine/", unit_views.mine, name="mine"),
    path("mine/<int:pk>/", unit_views.duty, name="duty"),
    path("mine/<int:pk>/work/", unit_views.work, name="work"),
    path("mine/<int:pk>/paper/", unit_views.paper, name="unit_paper"),
    path("mine/drafts/<int:pk>/", unit_views.draft, name="draft"),
    path("mine/drafts/<int:pk>/act/", unit_views.act, name="act"),
    path("mine/proofs/<int:pk>/", unit_views.proof, name="unit_proof"),
]
