"""Put the demonstration district into an empty database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mingzhang.web.demonstration.district import PASSWORD, lay
from mingzhang.web.register.models import Organisation


class Command(BaseCommand):
    """``demonstrate``: a made-up district, so that every page has something on it."""

    help = "在空数据库里放入演示数据：一个虚构的区、76 个部门、一个进行中的公开季"

    def handle(self, **_options: Any) -> None:
        """Lay the district, and tell the names one signs in with."""
        if Organisation.objects.exists():
            raise CommandError("数据库里已有单位，没有放入演示数据。")
        people = lay()
        self.stdout.write(f"已放入演示数据。以下用户的密码都是 {PASSWORD} ：")
        for person, what in people:
            self.stdout.write(f"  {person.username:<12}{what}")
