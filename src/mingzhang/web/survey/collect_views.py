"""Filling in: the pages of interviewers, and the addresses that ODK Collect and its like ask."""

from __future__ import annotations

from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, View, page
from mingzhang.web.survey import openrosa
from mingzhang.web.survey.devices import challenge, device_person, new_code
from mingzhang.web.survey.media import kind_of, limits_of, shown_html
from mingzhang.web.survey.models import FormMedia, FormVersion, SatisfactionSurvey
from mingzhang.web.survey.return_models import ReturnMode
from mingzhang.web.survey.taking import Taken, form_for, take
from mingzhang.web.survey.tasks import newest_forms, open_surveys, own_page

_XML = "text/xml; charset=utf-8"
_FILE = "xml_submission_file"
_CACHED = ("web/mingzhang.css", "web/mingzhang.js", "web/survey.css", "web/survey.js", "web/enketo/enketo.js")


@page(Action.FILL_SURVEYS)
def mine(request: Asked) -> HttpResponse:
    """What one has to ask, how far it is, and how a device is set up."""
    address = request.build_absolute_uri(reverse("survey:odk"))
    return render(request, "survey/mine.html", own_page(request.user) | {"address": address.rstrip("/")})


@page(Action.FILL_SURVEYS, methods=("POST",))
def device(request: Asked) -> HttpResponse:
    """A new code for one's devices, shown this once."""
    told = own_page(request.user) | {"code": new_code(request.user)}
    told["address"] = request.build_absolute_uri(reverse("survey:odk")).rstrip("/")
    response = render(request, "survey/mine.html", told)
    response["Cache-Control"] = "no-store"
    return response


@csp_update({"img-src": ["blob:"]})  # photographs that were chosen, before they are sent
@page(Action.FILL_SURVEYS, of=SatisfactionSurvey, with_=("organisation",))
def fill(request: Asked, survey: SatisfactionSurvey) -> HttpResponse:
    """The questionnaire in the browser, also without a network once it was opened."""
    forms = newest_forms([each for each in open_surveys(request.user) if each.pk == survey.pk])
    if not forms:
        raise Http404
    paper = request.GET.get("mode") == ReturnMode.PAPER
    told = {"survey": survey, "form": forms[0], "paper": paper, "html": shown_html(forms[0])}
    return render(request, "survey/fill.html", told | {"limits": limits_of(forms[0])})


@page(Action.FILL_SURVEYS, of=SatisfactionSurvey, with_=("organisation",), methods=("POST",))
def send(request: Asked, survey: SatisfactionSurvey) -> JsonResponse:  # noqa: ARG001 (the address)
    """A questionnaire that was filled in the browser."""
    mode = ReturnMode.PAPER if request.POST.get("mode") == ReturnMode.PAPER else ReturnMode.BROWSER
    try:
        taken = _taken(request, request.user, mode)
    except openrosa.UnfitSubmissionError as refusal:
        return JsonResponse({"said": str(refusal)}, status=422)
    return JsonResponse({"said": taken.message, "new": taken.new}, status=201)


@page(Action.FILL_SURVEYS)
def ticket(request: Asked) -> JsonResponse:
    """Whether one is signed in, and the token with which a kept questionnaire is sent later."""
    response = JsonResponse({"token": get_token(request), "name": request.user.name})
    response["Cache-Control"] = "no-store"
    return response


@page(Action.SEE_PUBLIC)
def worker(request: HttpRequest) -> HttpResponse:
    """The program that keeps the page of the questionnaire for when there is no network."""
    told = {"cached": [static(name) for name in _CACHED]}
    response = render(request, "survey/worker.js", told, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _taken(request: HttpRequest, who: Person, mode: str) -> Taken:
    """Take in what came; raises :class:`~mingzhang.web.survey.openrosa.UnfitSubmissionError`."""
    files: dict[str, Any] = {name: file for name, file in request.FILES.items()}
    if _FILE not in files:
        raise openrosa.UnfitSubmissionError(f"没有答卷（{_FILE}）。")
    if sum(file.size for file in files.values()) > openrosa.MOST_BYTES:
        raise openrosa.UnfitSubmissionError("答卷连同附件超过 20 MB，请减小照片后再发。")
    instance = openrosa.read_instance(files.pop(_FILE).read())
    form = form_for(open_surveys(who), instance)
    return take(form, instance, who, mode, {file.name or name: file for name, file in files.items()})


def _device(view: View) -> View:
    """Only for devices that prove whose they are; answers carry what OpenRosa asks for."""

    @wraps(view)
    def asked(request: Any, *args: Any, **kwargs: Any) -> Any:
        response: Any
        request.device = device_person(request)
        if request.device is None:
            response = HttpResponse(openrosa.answered("请填写用户名和设备口令。"), _XML, status=401)
            response["WWW-Authenticate"] = challenge(request)
        else:
            response = view(request, *args, **kwargs)
        response["X-OpenRosa-Version"] = openrosa.VERSION
        return response

    return asked


@page(Action.SEE_PUBLIC)
@_device
def odk(request: Any) -> HttpResponse:
    """The address that is typed into a device."""
    return HttpResponse(openrosa.answered(f"明账满意度调查：{request.device.name}"), _XML)


@page(Action.SEE_PUBLIC)
@_device
def form_list(request: Any) -> HttpResponse:
    """The questionnaires that the person of a device may fill in."""
    forms = newest_forms(open_surveys(request.device))
    at = [
        [
            request.build_absolute_uri(reverse(f"survey:{name}", args=[form.pk]))
            for name in ("xform", "manifest")
        ]
        for form in forms
    ]
    told = openrosa.form_list((form, *both) for form, both in zip(forms, at, strict=True))
    return HttpResponse(told, _XML)


def _own(request: Any, form: FormVersion) -> None:
    """Raises where the form is of a survey that the person of a device does not ask in."""
    if form.survey_id not in {each.pk for each in open_surveys(request.device)}:
        raise Http404


@page(Action.SEE_PUBLIC, of=FormVersion, with_=("survey",))
@_device
def xform(request: Any, form: FormVersion) -> HttpResponse:
    """One questionnaire as devices load it."""
    _own(request, form)
    return HttpResponse(form.xform, _XML)


@page(Action.SEE_PUBLIC, of=FormVersion, with_=("survey",))
@_device
def form_manifest(request: Any, form: FormVersion) -> HttpResponse:
    """The files that belong to a questionnaire."""
    _own(request, form)
    at = [
        (each, request.build_absolute_uri(reverse("survey:device_media", args=[each.pk])))
        for each in form.media.all()
    ]
    return HttpResponse(openrosa.manifest(at), _XML)


@page(Action.SEE_PUBLIC, of=FormMedia, with_=("form__survey", "file"))
@_device
def device_media(request: Any, media: FormMedia) -> HttpResponse:
    """A file that goes out with a questionnaire, for the devices that may fill it in."""
    _own(request, media.form)
    return download(media.file.read(), media.name, "application/octet-stream")


@page(Action.FILL_SURVEYS, of=FormMedia, with_=("form__survey__organisation", "file"))
def shown_media(request: Asked, media: FormMedia) -> HttpResponse:
    """A picture or a sound of a questionnaire, for the page on which it is filled in."""
    if media.form.survey_id not in {each.pk for each in open_surveys(request.user)}:
        raise Http404
    return download(media.file.read(), media.name, kind_of(media))


@csrf_exempt
@page(Action.SEE_PUBLIC, methods=("HEAD", "POST"))
@_device
def submission(request: Any) -> HttpResponse:
    """A filled questionnaire from a device; asked without one, where it is to be sent."""
    if request.method == "HEAD":
        response = HttpResponse(status=204)
        response["Location"] = request.build_absolute_uri(reverse("survey:submission"))
        response["X-OpenRosa-Accept-Content-Length"] = str(openrosa.MOST_BYTES)
        return response
    try:
        taken = _taken(request, request.device, ReturnMode.DEVICE)
    except openrosa.UnfitSubmissionError as refusal:
        return HttpResponse(openrosa.answered(str(refusal)), _XML, status=400)
    return HttpResponse(openrosa.answered(taken.message), _XML, status=201)
