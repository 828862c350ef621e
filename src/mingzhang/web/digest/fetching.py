"""The sources that an office lists and lets be fetched: asked in the background, read in a child process."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django_tasks import task

from mingzhang.web.digest.carried import source_from
from mingzhang.web.digest.intake import intake_of
from mingzhang.web.digest.models import DeskFetch, DeskSource
from mingzhang.web.digest.moves import DigestMoveError, end_fetch
from mingzhang.work.fetch_sources import fetch_sources


@task()
def fetch_listed(pk: int) -> None:
    """Do one round over the listed sources, or say what stands in the way; done twice it does nothing."""
    asked = DeskFetch.objects.select_related("organisation", "by").get(pk=pk)
    if asked.state != DeskFetch.WAITING:
        return
    rows = DeskSource.objects.filter(organisation=asked.organisation_id, fetch=True)
    keys = {source_from(row): row.pk for row in rows}
    try:
        with tempfile.TemporaryDirectory() as folder:
            made = fetch_sources(keys, Path(folder))
            given = {path.name: path.read_bytes() for path in made.files}
        taken = intake_of(
            asked.organisation, asked.by, given, {path.name: each.name for each, path in made.by.items()}
        )
    except (OSError, DigestMoveError) as why:
        end_fetch(pk, [f"没有抓取：{why}"], {}, DeskFetch.FAILED)
        return
    same = sum(row.first_id is not None for row in taken.new)
    first = f"抓取 {len(made.by)} 个来源，收入稿件 {len(taken.new)} 篇，其中与前面同一件事的 {same} 篇。"
    said = {keys[each]: "已抓取" for each in made.by} | {keys[each]: why for each, why in made.untold.items()}
    end_fetch(pk, [first, *made.refused, *(taken.told if given else [])], said)
