"""Every address of the application."""

from __future__ import annotations

from django.urls import include, path

from mingzhang.web.shared import views

urlpatterns = [
    path("", views.home, name="home"),
    path("public/", include("mingzhang.web.portal.urls")),
    path("api/", include("mingzhang.web.api.urls")),
    path("people/", include("mingzhang.web.people.urls")),
    path("register/", include("mingzhang.web.register.urls")),
    path("seasons/", include("mingzhang.web.season.urls")),
    path("submissions/", include("mingzhang.web.submission.urls")),
    path("review/", include("mingzhang.web.review.urls")),
    path("bureau/", include("mingzhang.web.bureau.urls")),
    path("performance/", include("mingzhang.web.performance.urls")),
    path("supervision/", include("mingzhang.web.supervision.urls")),
    path("verification/", include("mingzhang.web.verification.urls")),
    path("survey/", include("mingzhang.web.survey.urls")),
    path("archive/", include("mingzhang.web.archive.urls")),
    path("digest/", include("mingzhang.web.digest.urls")),
    path("appraisal/", include("mingzhang.web.appraisal.urls")),
    path("purchasing/", include("mingzhang.web.purchasing.urls")),
    path("joins/", include("mingzhang.web.joins.urls")),
    path("manual/", include("mingzhang.web.manual.urls")),
    path("notices/", include("mingzhang.web.notices.urls")),
    path("audit/", include("mingzhang.web.audit.urls")),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.missing
handler500 = views.broken
