"""The signs of life of workers."""

from __future__ import annotations

from django.db import models


class WorkerBeat(models.Model):
    """A number that a living worker counts on.  Not a time: clocks are moved, and differ between machines.

    >>> str(WorkerBeat(worker="hall-4711"))
    'hall-4711'
    """

    worker = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "后台程序"

    def __str__(self) -> str:
        return self.worker
