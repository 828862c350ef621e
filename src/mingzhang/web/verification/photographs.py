"""Photographs as they come in: read in a process of its own, kept under their hashes, told what they lack."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from mingzhang.facts.photograph import Photograph
from mingzhang.verification.coordinates import position_words
from mingzhang.web.apart.run import apart, safe_name
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.verification.models import CheckPhoto, PointCheck
from mingzhang.web.verification.moves import FieldMoveError
from mingzhang.work.visits import photo_flaws

MOST, LARGEST = 40, 20 << 20  # photographs at once; bytes of each
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff")
_SECONDS = 120


def photographs(files: Sequence[UploadedFile[bytes]]) -> tuple[list[CheckPhoto], list[str]]:
    """The photographs of uploaded files, not saved yet, and a sentence for each that is none.

    Raises :class:`FieldMoveError` where there are too many, and
    :class:`~mingzhang.web.apart.run.ApartError` where reading them fails.
    """
    if len(files) > MOST:
        raise FieldMoveError(f"一次最多上传 {MOST} 张照片，这里有 {len(files)} 张，请分几次。")
    told = [f"“{file.name}”超过 20 MB，没有存入。" for file in files if (file.size or 0) > LARGEST]
    kept = {safe_name(f"{n}-{file.name}"): (file.name or "照片", keep(file.chunks()))
            for n, file in enumerate(files) if (file.size or 0) <= LARGEST}  # fmt: skip
    if not kept:
        return [], told
    made = []
    with apart(
        "photographs", {name: file.path for name, (_, file) in kept.items()}, seconds=_SECONDS
    ) as done:
        for row in done.told["photos"]:
            called, stored = kept[row["name"]]
            if row["refused"]:
                told.append(f"“{called}”：{row['refused']}")
                continue
            small = keep([(done.out / row["small"]).read_bytes()]) if row["small"] else None
            made.append(_photo(called, stored, small, row))
    return made, told


def _photo(called: str, stored: StoredFile, small: StoredFile | None, row: dict[str, Any]) -> CheckPhoto:
    """A photograph with the words of its time and place."""
    taken = datetime.fromisoformat(row["taken"]) if row["taken"] else None
    said = photograph_of(called, stored.sha256, taken, row)
    aware = timezone.make_aware(taken) if taken is not None and timezone.is_naive(taken) else taken
    return CheckPhoto(name=called[:200], file=stored, small=small, taken=aware, place=position_words(said))


def photograph_of(name: str, sha256: str, taken: datetime | None, row: dict[str, Any]) -> Photograph:
    """What a photograph says of itself, as it came out of the other process."""
    latitude, longitude = (Decimal(row[key]) if row[key] else None for key in ("latitude", "longitude"))
    return Photograph(name, sha256, taken, latitude, longitude, row["datum"])


def attach(check: PointCheck, photos: Sequence[CheckPhoto]) -> None:
    """Put photographs to a check; a photograph that is there already is not put twice."""
    known = set(check.photos.values_list("file", flat=True))
    for photo in photos:
        if photo.file_id not in known:
            photo.check_of = check
            photo.save()
            known.add(photo.file_id)


def judge_photos(check: PointCheck) -> None:
    """Tell of each photograph of a check what is wrong with it as evidence, and take its place over."""
    from mingzhang.web.verification.campaigns import result_of_check

    rows = list(check.photos.select_related("file").order_by("pk"))
    others = CheckPhoto.objects.filter(
        check_of__point__verification=check.point.verification_id, file__in=[row.file_id for row in rows]
    ).exclude(check_of__point=check.point_id)
    seen = dict(others.values_list("file", "check_of__point__number"))
    result = result_of_check(check, [row.name for row in rows])
    for row in rows:
        taken = timezone.localtime(row.taken).replace(tzinfo=None) if row.taken else None
        placed = Decimal(0) if row.place else None
        said = Photograph(row.name, row.file_id, taken, placed, placed)
        row.told = list(photo_flaws(said, result, seen))
        row.save(update_fields=["told"])
    check.position = next((row.place for row in rows if row.place), check.position)[:200]
