"""Verify the chain of the log."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mingzhang.web.audit.log import faults
from mingzhang.web.audit.models import Entry


class Command(BaseCommand):
    """``audit verify``: exit code 1 where the log was tampered with."""

    help = "核对操作日志：逐条核对校验值，指出被改动、删去或调换之处"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is to be done with the log."""
        parser.add_argument("what", choices=["verify"], metavar="verify", help="核对")

    def handle(self, **_options: Any) -> None:
        """Say each fault, or that there is none."""
        found = list(faults())
        for fault in found:
            self.stdout.write(fault)
        if found:
            sys.exit(1)
        self.stdout.write(f"操作日志共 {Entry.objects.count()} 条，逐条相符。")
