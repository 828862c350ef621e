"""Corrections taken over by a click: a suspect is adopted, and the corrected copy becomes the next draft."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from mingzhang.web.apart.run import ApartError, apart
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.submission.checking import start
from mingzhang.web.submission.desk import card, open_to_answers
from mingzhang.web.submission.models import Adoption, Found, LockedError, Version
from mingzhang.web.submission.moves import IllegalMoveError, add_version
from mingzhang.work.fix import SURE

UNDER_WAY = "正在生成新的稿子"


@transaction.atomic
def adopt(found: Found, who: Person, suspect: int | None) -> None:
    """Adopt one of the suspects of a finding in the place of any other; ``None`` takes it back."""
    version = (
        Version.objects.select_for_update(of=("self",)).select_related("submission").get(pk=found.version_id)
    )
    if not open_to_answers(version):
        raise LockedError(f"这一版{version.get_status_display()}，不能再采纳改正；请刷新页面。")
    Adoption.objects.filter(found=found).delete()
    if suspect is None:
        return
    able = {one.order: one for one in card(found, None).suspects if one.able}
    if suspect not in able:
        raise IllegalMoveError("这一处不能自动改正：只有 Word 文档里写明了应为何数的，才能采纳。")
    Adoption.objects.create(found=found, suspect=suspect, by=who)
    one = able[suspect]
    record(who, "采纳改正", version.submission, f"采纳{found.rule}的改正：{one.printed} → {one.replacement}")


def adopt_sure(version: Version, who: Person) -> int:
    """Adopt every correction that is nearly certain; how many there are."""
    count = 0
    for found in version.findings.filter(number__gt=0).select_related("adoption", "version__submission"):
        sure = [one for one in card(found, None).suspects if one.able and one.percent >= 100 * SURE]
        if len(sure) == 1 and not sure[0].adopted:
            adopt(found, who, sure[0].order)
            count += 1
    return count


def ask_for_copy(version: Version, who: Person) -> None:
    """Let the corrected copy be made in the background."""
    if not open_to_answers(version):
        raise LockedError(f"这一版{version.get_status_display()}，不能再改；请刷新页面。")
    if not Adoption.objects.filter(found__version=version).exists():
        raise IllegalMoveError("还没有采纳任何改正。")
    if not Version.objects.filter(pk=version.pk).exclude(making=UNDER_WAY).update(making=UNDER_WAY):
        raise IllegalMoveError("改正稿或清洁稿已在生成，请稍候。")
    transaction.on_commit(lambda: make_copy.enqueue(version.pk, who.pk))


def ask_for_clean(version: Version, who: Person) -> None:
    """Let a clean copy be made in the background: every change accepted, no comment left."""
    if not open_to_answers(version):
        raise LockedError(f"这一版{version.get_status_display()}，不能再改；请刷新页面。")
    if not version.unaccepted:
        raise IllegalMoveError("这一版没有修订和批注，不用生成清洁稿。")
    if not Version.objects.filter(pk=version.pk).exclude(making=UNDER_WAY).update(making=UNDER_WAY):
        raise IllegalMoveError("改正稿或清洁稿已在生成，请稍候。")
    transaction.on_commit(lambda: make_clean.enqueue(version.pk, who.pk))


def _done(version: Version) -> bool:
    """Whether the copy is there already, made by a worker that was killed before it could say so."""
    done = not open_to_answers(version)
    if done:
        Version.objects.filter(pk=version.pk, making=UNDER_WAY).update(making="")
    return done


@task()
def make_clean(pk: int, who: int) -> None:
    """Make the clean copy and add it as the next version; asked for twice (a worker was killed) it is one."""
    version = Version.objects.select_related("document", "submission").get(pk=pk)
    if _done(version):
        return
    try:
        with apart("clean", {version.filename: version.document.path}) as work:
            data, note = (work.out / "clean.docx").read_bytes(), f"清洁稿：清除了{version.unaccepted}"
        made = add_version(
            version.submission, Person.objects.get(pk=who), version.filename, [data], note[:400]
        )
    except (ApartError, LockedError, IllegalMoveError, OSError) as why:
        Version.objects.filter(pk=pk).update(making=f"清洁稿没有生成：{why}"[:300])
        return
    Version.objects.filter(pk=pk).update(making="")
    start(made)


@task()
def make_copy(pk: int, who: int) -> None:
    """Make the corrected copy and add it as the next version; what is in it is said in its note."""
    version, person = (
        Version.objects.select_related("document", "submission").get(pk=pk),
        Person.objects.get(pk=who),
    )
    if _done(version):
        return
    adopted = dict(
        Adoption.objects.filter(found__version=version).values_list("found__fingerprint", "suspect")
    )
    try:
        with apart("correct", {version.filename: version.document.path}, adopted=adopted) as work:
            done, left = work.told["done"], work.told["left"]
            if not done:
                raise ApartError("一处也没能写进文件：" + "；".join(left))
            note = f"用修订改正 {len(done)} 处：" + "；".join(done)
            data = (work.out / "corrected.docx").read_bytes()
        made = add_version(version.submission, person, version.filename, [data], note[:400])
    except (ApartError, LockedError, IllegalMoveError, OSError) as why:
        Version.objects.filter(pk=pk).update(making=f"改正稿没有生成：{why}"[:300])
        return
    said = f"没能写进改正稿的 {len(left)} 处：" + "；".join(left) if left else ""
    Version.objects.filter(pk=pk).update(making=said[:300])
    start(made)
