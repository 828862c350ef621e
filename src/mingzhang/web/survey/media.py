"""The files that go out with a questionnaire: given, replaced, taken away, shown where it is filled in."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import md5
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.urls import reverse

from mingzhang.survey.browser_limits import browser_limits
from mingzhang.survey.form_media import FILE_ADDRESS, needed_files
from mingzhang.survey.stages import CHANGING
from mingzhang.web.apart.run import ApartError, apart, safe_name
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import forget, keep
from mingzhang.web.people.models import Person
from mingzhang.web.survey.browser_media import MEDIA_FORM, MEDIA_MODEL
from mingzhang.web.survey.models import FormMedia, FormVersion
from mingzhang.web.survey.moves import SurveyMoveError, held

_MOST = 20 << 20  # bytes of one file
_SECONDS = 60
_SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")
_HEARD = ("audio/", "video/")
_LISTS = (".csv", ".xml", ".geojson")


@dataclass(frozen=True)
class MediaLine:
    """A file that a questionnaire speaks of, or was given; ``there`` is it, where it was given."""

    name: str
    needed: bool
    there: FormMedia | None

    @property
    def said(self) -> str:
        """How it stands.

        >>> MediaLine("t.csv", True, None).said
        '还没有上传，网页和设备都读不到'
        """
        if self.there is None:
            return "还没有上传，网页和设备都读不到"
        if not self.needed:
            return "随问卷下发；问卷没有直接写到它"
        return "随问卷下发" if self.there.in_browser else "只下发到设备，网页里读不到"


def media_lines(form: FormVersion) -> list[MediaLine]:
    """Every file that a form speaks of or was given."""
    there = {each.name: each for each in form.media.select_related("file")}
    needed = needed_files(form.xform)
    lines = [MediaLine(name, True, there.get(name)) for name in needed]
    return lines + [MediaLine(name, False, each) for name, each in there.items() if name not in needed]


def give_media(form: FormVersion, who: Person, files: Sequence[UploadedFile[Any]]) -> str:
    """Files that go out with a form from now on, all or none; those of the same names are replaced.

    Raises :class:`~mingzhang.web.apart.run.ApartError` and
    :class:`~mingzhang.web.survey.moves.SurveyMoveError`.
    """
    if large := [file.name for file in files if (file.size or 0) > _MOST]:
        raise SurveyMoveError(f"“{'、'.join(map(str, large))}”超过 20 MB，设备下载不了，请减小。")
    with TemporaryDirectory() as folder:
        paths = {}
        for number, file in enumerate(files):
            path = paths[safe_name(file.name or "")] = Path(folder) / str(number)
            path.write_bytes(file.read())
        if len(paths) < len(files):
            raise SurveyMoveError("有两份文件同名，没有收；请改名，或只选一份。")
        _change(form, who, paths)
    return f"已收{len(files)}份：{'、'.join(paths)}"


def drop_media(media: FormMedia, who: Person) -> None:
    """Take a file away from its form."""
    _change(media.form, who, {}, media.name)


@transaction.atomic
def _change(form: FormVersion, who: Person, paths: dict[str, Path], drop: str = "") -> None:
    """Look at files in a process of their own, and keep them with what they change in the browser's form."""
    found = held(form.survey, *CHANGING)
    own = FormVersion.objects.select_for_update().get(pk=form.pk)
    with TemporaryDirectory() as folder, _asked(Path(folder), own, paths, drop) as work:
        for name in paths:
            _keep(own, name, (work.out / name).read_bytes(), work.told["within"])
        own.model = (work.out / MEDIA_MODEL).read_text("utf-8")
    own.save(update_fields=["model"])
    for gone in own.media.filter(name=drop).select_related("file") if drop else ():
        gone.delete()
        forget(gone.file)
    words = f"收回随卷文件“{drop}”" if drop else f"上传随卷文件：{'、'.join(paths)}"
    record(who, "随卷文件", found, f"{found}问卷{own}{words}"[:300])


def _asked(folder: Path, form: FormVersion, paths: dict[str, Path], drop: str) -> Any:
    """The form and the files, looked at apart."""
    for name, said in (("form", form.xform), ("model", form.model)):
        (folder / name).write_text(said, encoding="utf-8")
    both = {MEDIA_FORM: folder / "form", MEDIA_MODEL: folder / "model"}
    return apart("survey_media", both | paths, seconds=_SECONDS, drop=[drop] if drop else [])


def _keep(form: FormVersion, name: str, data: bytes, within: Sequence[str]) -> None:
    """Keep a file under its name, and one that had it before no longer."""
    before = form.media.filter(name=name).select_related("file").first()
    listed = name.lower().endswith(_LISTS)
    said = {
        "file": keep([data]),
        "md5": md5(data, usedforsecurity=False).hexdigest(),
        "in_browser": name in within if listed else True,
    }
    FormMedia.objects.update_or_create(form=form, name=name, defaults=said)
    if before:
        forget(before.file)


def carried_over(form: FormVersion, who: Person) -> FormVersion:
    """A new version with those files of the one before that it speaks of too.

    The version stands already: a file that does not fit it, or is gone, is left behind and lacks there.
    """
    before = form.survey.forms.exclude(pk=form.pk).last()
    needed = needed_files(form.xform)
    known = list(before.media.filter(name__in=needed).select_related("file")) if before and needed else []
    try:
        _carry(form, who, known)
    except (ApartError, OSError):
        for each in known:
            with suppress(ApartError, OSError):
                _carry(form, who, [each])
    return form


def _carry(form: FormVersion, who: Person, known: Sequence[FormMedia]) -> None:
    """Give a form the files of another, all or none."""
    if files := [SimpleUploadedFile(each.name, each.file.read()) for each in known]:
        give_media(form, who, files)


def limits_of(form: FormVersion) -> list[str]:
    """What of a version cannot be filled in here, sentence by sentence."""
    there = {each.name: each.in_browser for each in form.media.all()}
    only = [name for name, within in there.items() if not within]
    asked = replace(form.questionnaire, xform=form.xform)
    return [f"{limit}。" for limit in browser_limits(asked, there, only)]


def shown_html(form: FormVersion) -> str:
    """The form for a browser, pictures and sounds at their addresses; those that lack stay as they are."""
    there = {each.name: reverse("survey:shown_media", args=[each.pk]) for each in form.media.all()}
    return FILE_ADDRESS.sub(lambda said: there.get(unquote(unescape(said[1])), said[0]), form.html)


def kind_of(media: FormMedia) -> str:
    """As what a file is shown: pictures and sounds as such, all else to be taken along."""
    kind = mimetypes.guess_type(media.name)[0] or ""
    return kind if kind in _SHOWN or kind.startswith(_HEARD) else "application/octet-stream"
