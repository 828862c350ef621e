"""The log: entries that are only ever added, each with the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class UnchangeableError(Exception):
    """An entry of the log was to be changed or removed."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries, which are neither changed nor removed."""

    def update(self, **values: Any) -> NoReturn:  # noqa: ARG002
        """Refused."""
        raise UnchangeableError("操作日志只能追加，不能修改。")

    def delete(self) -> NoReturn:
        """Refused."""
        raise UnchangeableError("操作日志只能追加，不能删除。")


class Entry(models.Model):
    """One change: who, when, what, before and after."""

    number = models.PositiveBigIntegerField("序号", unique=True)
    at = models.DateTimeField("时间")
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="人员"
    )
    said_who = models.CharField("何人", max_length=120)  # as they were called then
    what = models.CharField("事项", max_length=40)
    organisation = models.ForeignKey(
        "register.Organisation", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="单位"
    )
    target = models.CharField("对象", max_length=60)  # "app.model:pk"
    sentence = models.CharField("说明", max_length=600)
    before = models.JSONField("变动前", null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField("变动后", null=True, encoder=DjangoJSONEncoder)
    previous = models.CharField("前一条的校验值", max_length=64)
    hash = models.CharField("校验值", max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "日志"
        ordering = ("-number",)
        indexes = (models.Index(fields=["target"]),)

    def __str__(self) -> str:
        return self.sentence

    def save(self, **kwargs: Any) -> None:
        """Add the entry; one that is there already is not saved again."""
        if not self._state.adding:
            raise UnchangeableError("操作日志只能追加，不能修改。")
        super().save(**kwargs)

    def delete(self, using: Any = None, keep_parents: bool = False) -> NoReturn:  # noqa: ARG002
        """Refused."""
        raise UnchangeableError("操作日志只能追加，不能删除。")

    def worked_out(self) -> str:
        """The hash that the entry must carry, over all it says and the hash before.

        Texts are written the same by every database; of the moment, whole milliseconds.
        """
        said = [
            self.number,
            f"{self.at.timestamp():.3f}",
            self.who_id,
            self.said_who,
            self.what,
            self.organisation_id,
            self.target,
            self.sentence,
            self.before,
            self.after,
            self.previous,
        ]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, cls=DjangoJSONEncoder)
        return hashlib.sha256(text.encode()).hexdigest()


class Chain(models.Model):
    """The end of the chain: one row, locked by whoever adds an entry, so that two never take one number."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
