"""佐证材料: files that prove a report or an answer, kept by their hash and given out as they are."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile

from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.supervision.models import MatterDraft, MatterDuty, MatterEvent, MatterProof
from mingzhang.web.supervision.moves import MatterMoveError

LARGEST = 20 << 20  # bytes of one file
MOST = 20  # files of one report or answer


def checked(files: Sequence[UploadedFile[bytes]], already: int = 0) -> None:
    """Refuse too many and too large files in a sentence, before anything is kept."""
    if already + len(files) > MOST:
        raise MatterMoveError(f"一次最多附 {MOST} 个文件，没有保存；多的请打成一个压缩包。")
    for file in files:
        if (file.size or 0) > LARGEST:
            raise MatterMoveError(
                f"“{file.name}”有 {(file.size or 0) >> 20} MB，超过 {LARGEST >> 20} MB，没有保存。"
            )
        if not file.size:
            raise MatterMoveError(f"“{file.name}”是空文件，没有保存；请检查后重新选择。")


def attach(
    duty: MatterDuty,
    who: Person,
    files: Sequence[UploadedFile[bytes]],
    draft: MatterDraft | None = None,
    event: MatterEvent | None = None,
) -> None:
    """Keep files beside a draft or a step; the same file twice is kept once."""
    for file in files:
        name, stored = (file.name or "文件")[-200:], keep(file.chunks())
        made, new = MatterProof.objects.get_or_create(
            matter=duty.matter,
            organisation=duty.organisation,
            draft=draft,
            event=event,
            file=stored,
            defaults={"name": name, "by": who},
        )
        if new:
            record(who, "佐证材料", made, f"{duty}附“{name}”", None, {"校验值": stored.sha256})


def bytes_of(proof: MatterProof) -> bytes:
    """What is in a file; raises :class:`MatterMoveError` where it has vanished from the store."""
    try:
        return proof.file.read()
    except FileNotFoundError:
        raise MatterMoveError(
            f"“{proof.name}”：存储里已没有这个文件，请让{proof.organisation}重新上传，或从备份恢复。"
        ) from None
