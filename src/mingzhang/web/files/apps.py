"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """文件库."""

    name = "mingzhang.web.files"
    label = "files"
    verbose_name = "文件库"
