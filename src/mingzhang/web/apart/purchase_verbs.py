"""What is read apart for purchases: a ledger as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mingzhang.appraisal.stored import stored
from mingzhang.purchasing.faults import unreferenced
from mingzhang.purchasing.workbook import read_purchases
from mingzhang.readers.limits import Limits


def purchases(files: Sequence[Path], out: Path, seconds: int) -> dict[str, Any]:  # noqa: ARG001 (a verb)
    """The ledger of a workbook, and what keeps it out: cells that cannot be read, rows that refer to nothing.

    What else does not hold is a fact of the ledger, and stands where it stands once it is taken in.
    """
    read = read_purchases(files[0], Limits(seconds=seconds))
    loose = {fault.message for fault in unreferenced(read.ledger)}
    told = read.problems[: read.unread]
    told += [each for each in read.problems[read.unread :] if each.message in loose]
    return {"ledger": stored(read.ledger), "problems": [str(each) for each in told]}


VERBS = {"purchases": purchases}
