"""What happened to the files, as events in the way of PREMIS: object, event, agent, outcome; plain JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mingzhang.archive.catalogue import Catalogue
from mingzhang.archive.course import BACK
from mingzhang.archive.pages import READ, ImageBatch, PageRecord

SCHEMA = "mingzhang/archive-events/1"


def events(catalogue: Catalogue, batch: ImageBatch) -> dict[str, Any]:
    """Objects (each image with its SHA-256) and events (each page's recognition, each item's steps).

    >>> events(Catalogue("0123"), ImageBatch())["schema"]
    'mingzhang/archive-events/1'
    """
    pages = sorted(batch.pages.values(), key=lambda page: (page.code, page.seq))
    return {
        "schema": SCHEMA,
        "fonds": catalogue.fonds,
        "objects": [_object(page) for page in pages],
        "events": [*map(_recognition, pages), *_steps(catalogue), *_custody(catalogue)],
    }


def _object(page: PageRecord) -> dict[str, Any]:
    return {
        "objectIdentifier": page.name,
        "originalName": page.file,
        "size": page.size,
        "fixity": {"algorithm": "SHA-256", "digest": page.sha256},
        "format": page.format,
        "pixels": [page.wide, page.high],
        "dpi": page.dots,
    }


def _recognition(page: PageRecord) -> dict[str, Any]:
    kind = "ocr" if page.state == READ else "validation"
    done = {"turn": page.turn * 90, "skew": page.skew, "edges": page.edges} if page.state == READ else {}
    return {
        "eventType": kind,
        "linkingObject": page.name,
        "eventOutcome": page.state,
        "eventDetail": page.reason or done,
        "linkingAgent": page.tool,
    }


def _steps(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    """The steps of items and the changes of their retention."""
    for step in catalogue.steps:
        yield {
            "eventType": "return" if step.step == BACK else "workflow",
            "linkingObject": step.code,
            "eventDateTime": step.day.isoformat(),
            "eventOutcome": step.step,
            "eventDetail": step.text,
            "linkingAgent": step.by,
        }
    for change in catalogue.changes:
        yield {
            "eventType": "appraisal",
            "linkingObject": change.code,
            "eventDateTime": change.day.isoformat(),
            "eventOutcome": f"{change.old}→{change.new}",
            "eventDetail": change.reason,
            "linkingAgent": change.approver,
        }


def _custody(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    for event in catalogue.custody:
        yield {
            "eventType": "custody",
            "linkingObject": f"盒{event.box}",
            "eventDateTime": event.day.isoformat(),
            "eventOutcome": event.act.value,
            "eventDetail": f"{event.pages}页" if event.pages is not None else event.text,
            "linkingAgent": event.by,
        }
