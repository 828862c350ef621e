"""Files by the hash of their content: the same bytes are kept once, and what is kept is never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import models, transaction
from django.db.models import ProtectedError


class StoredFile(models.Model):
    """The bytes of a file; what it was called is for those who refer to it."""

    sha256 = models.CharField("校验值", max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField("字节")
    kept = models.DateTimeField("存入时间", auto_now_add=True)

    class Meta:
        verbose_name = "文件"

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(settings.MEDIA_ROOT) / self.sha256[:2] / self.sha256

    def read(self) -> bytes:
        """Its bytes."""
        return self.path.read_bytes()


def forget(stored: StoredFile) -> bool:
    """Remove bytes that nobody refers to any more; whether they were removed."""
    path = stored.path
    try:
        stored.delete()
    except ProtectedError:  # the same bytes belong to something else too
        return False
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return True


def keep(chunks: Iterable[bytes]) -> StoredFile:
    """Keep the bytes; they appear under their hash all at once, or not at all."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=root, prefix=".新")
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            file.flush()
            os.fsync(file.fileno())
        stored = StoredFile(sha256=digest.hexdigest(), size=size)
        stored.path.parent.mkdir(exist_ok=True)
        Path(name).replace(stored.path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    found, _ = StoredFile.objects.get_or_create(sha256=stored.sha256, defaults={"size": size})
    return found
