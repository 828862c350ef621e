"""What was accepted is handed over twice: the first package came back with a page that had been touched."""

from __future__ import annotations

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.archive import handing, inspecting
from mingzhang.web.archive.batch_models import HandOver
from mingzhang.web.archive.finding import learn
from mingzhang.web.archive.models import Fonds
from mingzhang.web.demonstration.archive_images import inspected, recognised
from mingzhang.web.people.models import Person


def lay_packages(fonds: Fonds, who: Person, leader: Person) -> None:
    """Two letters accepted by the leader; two packages, of which the first was checked when it came back."""
    batch = recognised(fonds, who, 2, (5, 6))
    inspected(batch, who)
    inspecting.hand_in(batch, who)
    inspecting.accept(batch, leader, agreed=True)
    first = _packed(fonds, who)
    handing.came_back(first, who, SimpleUploadedFile("归还.zip", _touched(first)))
    _packed(fonds, who)
    learn(fonds.pk)


def _packed(fonds: Fonds, who: Person) -> HandOver:
    """A package that is there now, not only when the worker comes to it."""
    made = handing.hand_over(fonds, who)
    handing.pack.call(made.pk)
    return HandOver.objects.select_related("package", "fonds__organisation").get(pk=made.pk)


def _touched(row: HandOver) -> bytes:
    """The package with one more byte in the first of its images."""
    stream = io.BytesIO()
    assert row.package is not None, row.said
    with zipfile.ZipFile(row.package.path) as given, zipfile.ZipFile(stream, "w") as back:
        touched = next(name for name in given.namelist() if name.endswith(".jpg"))
        for name in given.namelist():
            back.writestr(name, given.read(name) + b"\0" * (name == touched))
    return stream.getvalue()
