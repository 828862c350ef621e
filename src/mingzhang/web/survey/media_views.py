"""The page of the files that go out with a questionnaire."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.apart.run import ApartError
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.doing import telling
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.survey.forms import MediaForm
from mingzhang.web.survey.media import drop_media, give_media, media_lines
from mingzhang.web.survey.models import FormMedia, FormVersion
from mingzhang.web.survey.moves import SurveyMoveError

_REFUSED = (SurveyMoveError, ApartError, OSError)
_done = telling(*_REFUSED)


@page(
    Action.RUN_SURVEYS,
    of=FormVersion,
    with_=("survey__organisation", "workbook"),
    methods=("GET", "HEAD", "POST"),
)
def form_media(request: Asked, form: FormVersion) -> HttpResponse:
    """What a questionnaire needs, what of it is there, and what is given now."""
    given = MediaForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and given.is_valid():
        try:
            messages.success(request, give_media(form, request.user, given.cleaned_data["given"]))
            return redirect("survey:form_media", form.pk)
        except _REFUSED as refusal:
            given.add_error("given", str(refusal))
    told = {"version": form, "survey": form.survey, "form": given, "lines": media_lines(form)}
    return render(request, "survey/media.html", told)


@page(Action.RUN_SURVEYS, of=FormMedia, with_=("form__survey__organisation", "file"), methods=("POST",))
def drop(request: Asked, media: FormMedia) -> HttpResponse:
    """Take a file away from its questionnaire."""
    _done(request, lambda: drop_media(media, request.user), f"已收回“{media}”。")
    return redirect("survey:form_media", media.form_id)
