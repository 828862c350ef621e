"""Rules: what must hold, on whose word, and what to say when it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.period import ALWAYS, InForce
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.of_kind import basis_of, told_of
from mingzhang.language.identity.formula import Formula


@dataclass(frozen=True)
class Judgement:
    """What a rule file declares of itself at its top; title, reason and remedy are its docstring.

    ``kinds`` are the kinds of document it applies to, ``period`` the fiscal years; ``beside``
    is the document it must be held against (上年文件, 预算文件), if any.
    """

    id: str
    severity: Severity
    basis: tuple[str, ...]
    kinds: tuple[str, ...] = ("final_account",)
    period: InForce = ALWAYS
    beside: str = ""


@dataclass(frozen=True)
class Rule:
    """One check with its manual entry.

    ``judge`` yields findings with any verdict; :meth:`check` fills in what the rule itself knows (id,
    title, severity, basis, remedy).  ``kinds`` are the kinds of document it applies to, ``period``
    the fiscal years; ``beside`` is the document it must be held against (上年文件, 预算文件), if any.
    """

    id: str
    title: str
    severity: Severity
    basis: tuple[str, ...]
    judge: Callable[[Examined], Iterable[Finding]]
    why: str = ""
    remedy: str = ""
    kinds: tuple[str, ...] = ("final_account",)
    period: InForce = ALWAYS
    source: str = ""  # where it is written: a file of the package
    beside: str = ""
    needs: tuple[str, ...] = ()  # the facts an equation asks for
    each: tuple[str, ...] = ()  # what the variables of an equation run over
    formulas: tuple[Formula, ...] = ()  # of an equation

    def applies(self, document: Document) -> bool:
        """Whether this rule is meant for this kind of document and year."""
        if document.kind not in self.kinds and document.kind != "unknown":
            return False
        if self.beside and self.beside not in document.beside:
            return False
        return self.period.covers(document.year)

    def check(self, document: Document) -> Iterator[Finding]:
        """The rule's findings on one document, of all four verdicts."""
        kind = document.kind
        title, remedy, basis = (
            told_of(kind, self.title),
            told_of(kind, self.remedy),
            list(basis_of(kind, self.basis)),  # one for all findings: nobody changes it
        )
        for judged in self.judge(Examined.of(document)):
            finding = copy(judged)  # a judgement may be kept for others to read
            finding.rule = finding.rule or self.id
            finding.title = finding.title or title
            finding.remedy = finding.remedy or remedy
            finding.basis = finding.basis or basis
            if finding.verdict is Verdict.ROUNDING:
                finding.severity = Severity.INFO
            elif finding.severity is Severity.ERROR:
                finding.severity = self.severity
            yield finding
