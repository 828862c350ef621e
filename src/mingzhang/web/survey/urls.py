"""Addresses of surveys, of returns, of those who ask, and of their devices."""

from __future__ import annotations

from django.urls import path

from mingzhang.web.survey import collect_views, media_views, return_views, views

app_name = "survey"
urlpatterns = [
    path("", views.surveys, name="list"),
    path("new/", views.add, name="add"),
    path("template/", views.template, name="template"),
    path("surveys/<int:pk>/", views.survey, name="survey"),
    path("surveys/<int:pk>/step/", views.step, name="step"),
    path("surveys/<int:pk>/plan/", views.plan, name="plan"),
    path("surveys/<int:pk>/form/", views.version, name="version"),
    path("surveys/<int:pk>/quotas/", views.quotas, name="quotas"),
    path("surveys/<int:pk>/tasks/", views.give, name="give"),
    path("surveys/<int:pk>/import/", views.bring, name="bring"),
    path("surveys/<int:pk>/act/", views.act, name="act"),
    path("surveys/<int:pk>/returns/", return_views.returns, name="returns"),
    path("surveys/<int:pk>/returns/act/", return_views.act_many, name="act_many"),
    path("surveys/<int:pk>/returns/export/", return_views.export, name="export"),
    path("surveys/<int:pk>/opinions/", return_views.open_answers, name="opinions"),
    path("surveys/<int:pk>/codes/", return_views.add_code, name="add_code"),
    path("surveys/<int:pk>/fill/", collect_views.fill, name="fill"),
    path("surveys/<int:pk>/send/", collect_views.send, name="send"),
    path("forms/<int:pk>/", views.form_file, name="form_file"),
    path("forms/<int:pk>/media/", media_views.form_media, name="form_media"),
    path("media/<int:pk>/", collect_views.shown_media, name="shown_media"),
    path("media/<int:pk>/drop/", media_views.drop, name="drop_media"),
    path("tasks/<int:pk>/end/", views.take_back, name="take_back"),
    path("imports/<int:pk>/", views.intake, name="intake"),
    path("results/<int:pk>/", views.results, name="results"),
    path("reports/<int:pk>/", views.report, name="report"),
    path("told/", views.told, name="told"),
    path("told/<int:pk>/", views.own_report, name="own_report"),
    path("returns/<int:pk>/", return_views.filled, name="return"),
    path("returns/<int:pk>/act/", return_views.act, name="return_act"),
    path("returns/<int:pk>/contact/", return_views.contact, name="contact"),
    path("returns/<int:pk>/code/", return_views.code, name="code"),
    path("attachments/<int:pk>/", return_views.attachment, name="attachment"),
    path("mine/", collect_views.mine, name="mine"),
    path("mine/device/", collect_views.device, name="device"),
    path("ticket/", collect_views.ticket, name="ticket"),
    path("worker.js", collect_views.worker, name="worker"),
    path("odk/", collect_views.odk, name="odk"),
    path("odk/formList", collect_views.form_list, name="form_list"),
    path("odk/forms/<int:pk>/form.xml", collect_views.xform, name="xform"),
    path("odk/forms/<int:pk>/manifest.xml", collect_views.form_manifest, name="manifest"),
    path("odk/media/<int:pk>/", collect_views.device_media, name="device_media"),
    path("odk/submission", collect_views.submission, name="submission"),
]
