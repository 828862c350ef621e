"""What a start finds half done: a worker was killed in the middle, and nobody would ever go on."""

from __future__ import annotations

from mingzhang.web.submission import adopting, batches, building
from mingzhang.web.submission.batch_models import Batch
from mingzhang.web.submission.building_models import Building, BuildState
from mingzhang.web.submission.checking import take_up
from mingzhang.web.submission.models import Version

_BROKEN_OFF = "改正稿没有生成：程序中断，请再按一次“生成改正稿”。"


def resume(alone: bool) -> int:
    """Let go on what can go on by itself, and tell of the rest; ``alone`` where no other worker is alive.

    How many things were asked for again.
    """
    count = take_up(alone)
    if alone:
        Version.objects.filter(making=adopting.UNDER_WAY).update(making=_BROKEN_OFF)
        for pk in Batch.objects.filter(said=batches.TAKEN_APART).values_list("pk", flat=True):
            batches.take_apart.enqueue(pk)
            count += 1
        for pk in Building.objects.filter(state=BuildState.UNDER_WAY).values_list("pk", flat=True):
            building.build_draft.enqueue(pk)
            count += 1
    return count
