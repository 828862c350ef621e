"""What the people of a unit do: sign for, report, draft an answer with its proofs, sign it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingzhang.supervision.matter import Act
from mingzhang.web.people.models import Person
from mingzhang.web.supervision import drafts
from mingzhang.web.supervision.asked import number_in, said_by
from mingzhang.web.supervision.models import MatterDraft, MatterDuty
from mingzhang.web.supervision.moves import MatterMoveError, Said, make
from mingzhang.web.supervision.proofs import attach, checked

Files = Sequence[UploadedFile[bytes]]


@transaction.atomic
def worked(duty: MatterDuty, who: Person, post: Mapping[str, str], files: Files) -> tuple[str, str]:
    """Sign for, report, or begin a draft: what was done, and the page to go on with."""
    asked = said_by(post)
    said = Said(asked.act, duty.pk, asked.text, asked.due)
    checked(files)
    if said.act in (Act.SIGN, Act.PROGRESS):
        attach(duty, who, files, event=make(duty.matter, who, said))
        return ("已签收。" if said.act is Act.SIGN else "进展已报送。"), duty.address
    draft = drafts.write(duty, who, said, None, 0)
    attach(duty, who, files, draft=draft)
    if post.get("do") == "hand_in":
        drafts.hand_in(draft, who)
        return "已报单位负责人审签。", draft.address
    return "稿子已保存。", draft.address


@transaction.atomic
def drafted(draft: MatterDraft, who: Person, post: Mapping[str, str], files: Files) -> str:
    """Save, hand in, sign, send back or take back a draft; what was done."""
    do = post.get("do", "")
    if do == "sign":
        return "已审签，报分管领导。" if drafts.sign(draft, who).event_id is None else "已审签，送督查室。"
    if do == "refuse":
        drafts.refuse(draft, who, post.get("words", ""))
        return "已退给填报人。"
    if do == "drop":
        drafts.drop(draft, who)
        return "已撤回。"
    return _saved(draft, who, post, files)


def _saved(draft: MatterDraft, who: Person, post: Mapping[str, str], files: Files) -> str:
    """Save a draft with its files, and hand it in where that is asked."""
    duty = draft.duty
    if duty is None:
        raise MatterMoveError("这份稿子不是单位的，不能在这里改。")
    asked = said_by({**post, "act": draft.act})
    checked(files, draft.proofs.count())
    said = Said(Act(draft.act), duty.pk, asked.text, asked.due)
    kept = drafts.write(duty, who, said, draft, number_in(post, "edition") or 0)
    attach(duty, who, files, draft=kept)
    if post.get("do") != "hand_in":
        return "稿子已保存。"
    drafts.hand_in(kept, who)
    return "已报单位负责人审签。"
