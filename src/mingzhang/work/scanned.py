"""What is said of a scan: sums first help its doubtful figures, then doubt is weighed, then looked again."""

from __future__ import annotations

from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.page_scan import WHOLE
from mingzhang.language.document.document import Document
from mingzhang.work.closure import Closure, closure, places_of, release, spot_of
from mingzhang.work.second_look import Look, looked_again
from mingzhang.work.trust import Trust


def certain_findings(found: list[Finding], document: Document, look: Look | None) -> list[Finding]:
    """The findings on a document of which some was not read with certainty: errors only where all was."""
    trust = Trust(document)  # of what was read before sums helped: they shall accuse nobody
    told = closed(found, document)
    weighed = looked_again(
        [trust.weighed(finding, told.proposed) for finding in found], document.report, look
    )
    kept, reasons = [], set()
    for finding in weighed:
        if finding.verdict is Verdict.UNDECIDED:
            if (finding.rule, finding.message) in reasons:
                continue
            reasons.add((finding.rule, finding.message))
        kept.append(finding)
    return kept


def closed(found: list[Finding], document: Document) -> Closure:
    """What sums tell of doubtful figures; those that are certain now are no longer doubted.

    A page that was refused for the number of its doubtful figures is taken in only where nothing on it fails.
    """
    report = document.report
    told = closure(found, report) if report.scans and report.doubts else Closure()
    refused = {(doubt.page, doubt.file) for doubt in report.doubts if doubt.reason.startswith(WHOLE)}
    failing = {
        (place.page, place.file) for f in found if f.verdict is Verdict.FAILS for place in places_of(f)
    }
    told.certain = {spot for spot in told.certain if (spot[0], spot[1]) not in refused & failing}
    if told.certain:
        from mingzhang.readers.scan.gate import gate  # only who has a scan

        release(report, told.certain)
        if not report.parts:  # whose pages are numbered from 1 each
            gate(report)
        for fact in document.facts:
            if spot_of(fact.place) in told.certain:
                fact.figure.confidence = report.confidence(fact.place)
    return told
