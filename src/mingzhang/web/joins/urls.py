"""Addresses of the joins."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.joins import digest_views, line_views, office_views, survey_views, views

app_name = "joins"
urlpatterns = [
    path("verification/<int:pk>/claims/", views.hand_over, name="hand_over"),
    path("claims/<int:pk>/renew/", views.renew, name="renew"),
    path("books/<int:pk>/open/", line_views.open_matter, name="open_matter"),
    path("books/<int:pk>/bind/", line_views.bind, name="bind"),
    path("books/<int:pk>/release/", line_views.release, name="release"),
    path("books/<int:pk>/carry/", line_views.carry, name="carry"),
    path("appraisals/<int:pk>/bind/", line_views.bind_typed, name="bind_typed"),
    path("surveys/<int:pk>/opinions/", survey_views.open_opinions, name="open_opinions"),
    path("appraisals/<int:pk>/index/", survey_views.bind_index, name="bind_index"),
    path("sheets/<int:pk>/indices/", survey_views.take_indices, name="take_indices"),
    path("issues/<int:pk>/instruction/", digest_views.open_instruction, name="open_instruction"),
    path("offices/", office_views.running, name="running"),
    path("units/<int:pk>/losses/", line_views.open_losses, name="open_losses"),
]
