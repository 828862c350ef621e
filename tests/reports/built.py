"""Documents that the program itself builds from invented figures: ``python -m tests.reports.built``.

A budget and the account of a province: in the gallery they show what our own documents look
like to the check.
"""

from __future__ import annotations

from pathlib import Path

from examples import budget, places
from mingzhang.facts.publication import Publication
from mingzhang.performance.target_form import target_figures, target_pieces
from mingzhang.work.build import draft
from mingzhang.writers.word.document import write_docx
from mingzhang.writers.written import written

HERE = Path(__file__).parent / "sources"
BUILT = ("built_budget.docx", "built_sichuan.docx")


def publication(name: str) -> Publication:
    """What stands in one of the documents."""
    if name == BUILT[0]:
        register = budget.register()
        return draft(budget.filing(), target_pieces(register), target_figures(register)).publication
    return places.account("510000").publication


def main() -> None:
    """Write both."""
    for name in BUILT:
        with written(HERE / name, True) as stream:
            write_docx(publication(name), stream)


if __name__ == "__main__":
    main()
