"""The ranking before everybody: put on the portal by the leader, taken back by the office or the leader.

Only what may be public goes out: kind, place, unit and grade.  What was put out does not change; a corrected
seal is put out anew in its place.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db import transaction

from mingzhang.appraisal.courses import APPEAL, PUBLISHED
from mingzhang.appraisal.sealing import changed, seal_of
from mingzhang.appraisal.units import UNIT_KINDS
from mingzhang.web.appraisal.assembling import appraised
from mingzhang.web.appraisal.models import AppraisalCycle, FiledAppeal, PublicRanking, SealedResult
from mingzhang.web.appraisal.moves import held, stepped
from mingzhang.web.appraisal.states import AppraisalMoveError
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today

HEADS = ("类别", "名次", "单位", "等次")


@transaction.atomic
def make_public(cycle: AppraisalCycle, who: Person, words: str) -> PublicRanking:
    """公开: signed by the leader, once it is published inside and nothing of it is in dispute."""
    found = held(cycle, who, Action.SIGN_APPRAISAL, "organisation")
    last = found.seals.last()
    if found.ranking != PUBLISHED or last is None:
        raise AppraisalMoveError("排名发布以后才能向社会公开。")
    waiting = FiledAppeal.objects.filter(unit__cycle=found, state__in=APPEAL.moves).count()
    if waiting:
        raise AppraisalMoveError(f"还有 {waiting} 件申诉没有办结，办结以后再公开。")
    differ = changed(appraised(found), seal_of(last.seal))
    if differ:
        raise AppraisalMoveError(f"{'、'.join(differ[:5])}的成绩有更正，重新封存以后再公开。")
    shown = found.public_rankings.filter(withdrawn=None).first()
    if shown is not None and shown.sealed_id == last.pk:
        raise AppraisalMoveError("这一版排名已经公开。")
    if shown is not None:
        _take_back(shown, who, f"公开更正后的第 {last.number} 版")
    made = PublicRanking.objects.create(cycle=found, sealed=last, rows=_rows(last), since=today(), by=who)
    record(who, "公开排名", made, f"向社会公开{made}", None, {"rows": made.rows})
    stepped(found, who, "公开", made, words)
    return made


@transaction.atomic
def withdraw(cycle: AppraisalCycle, who: Person, words: str) -> None:
    """撤回公开: for a reason; its address tells from then on that it was withdrawn."""
    found = held(cycle, who, Action.SEE_RANKING, "organisation")
    shown = found.public_rankings.filter(withdrawn=None).first()
    if shown is None:
        raise AppraisalMoveError("排名没有公开，不用撤回；请刷新页面。")
    if not words:
        raise AppraisalMoveError("撤回公开的排名请写明理由。")
    _take_back(shown, who, words)
    stepped(found, who, "撤回公开", shown, words)


def _take_back(shown: PublicRanking, who: Person, words: str) -> None:
    shown.withdrawn, shown.reason = today(), words[:300]
    shown.save(update_fields=["withdrawn", "reason"])
    record(who, "撤回公开", shown, f"撤回公开的{shown}：{words}")


def _rows(sealed: SealedResult) -> list[list[str]]:
    """What goes out, kind by kind and place by place; who is not ranked stands last."""
    results = sealed.results.select_related("unit")
    order = {kind: number for number, kind in enumerate(UNIT_KINDS)}
    some = sorted(results, key=lambda r: (order[r.unit.kind], r.place is None, r.place, r.unit.code))
    return [[one.unit.kind, str(one.place or "不排名"), str(one.opened["单位"]), one.grade] for one in some]


def public_years(region: Organisation) -> list[int]:
    """The years of which the region's ranking is public, the newest first."""
    shown = PublicRanking.objects.filter(cycle__organisation=region, withdrawn=None)
    return list(shown.order_by("-cycle__year").values_list("cycle__year", flat=True))


def public_ranking(region: Organisation, year: int) -> PublicRanking | None:
    """What is or was public of a year: the last that was put out."""
    found = PublicRanking.objects.filter(cycle__organisation=region, cycle__year=year)
    return found.select_related("cycle__organisation").last()


def by_kind(shown: PublicRanking) -> list[tuple[str, list[Any]]]:
    """The rows kind by kind."""
    return [(kind, [row[1:] for row in rows]) for kind, rows in groupby(shown.rows, key=lambda row: row[0])]
