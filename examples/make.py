"""Make the bundled examples: a departmental final account from the published figures of one office.

The figures are those of the government office of Beijing's Fengtai district for 2020 as far as they are
published; every sentence is written by the project's own outline and forms.  ``fengtai-2020`` holds what the
office's accountant would fill in, ``fengtai-2020.docx`` is what is built of it, and
``fengtai-2020-faults.docx`` the same with faults planted.  Run it with ``python -m examples.make``; the tests
compare what it makes with what is in the folder.
"""

from __future__ import annotations

from pathlib import Path

from examples.account import PLACE, UNIT, WORDS, YEAR, ledger
from examples.faults import FAULTS
from examples.projects import register
from examples.review import review, system
from mingzhang.catalogue import load
from mingzhang.disclosure.filing_template import write_template
from mingzhang.facts.publication import Publication
from mingzhang.facts.report import Report
from mingzhang.language.workbook.form import Filing
from mingzhang.performance.assess import assess
from mingzhang.performance.ballot_workbook import review_workbook
from mingzhang.performance.in_account import performance_pieces
from mingzhang.performance.project_workbook import write_register
from mingzhang.sheets import write_sheets
from mingzhang.work.build import draft, told
from mingzhang.writers.word.document import write_docx
from mingzhang.writers.written import written

HERE = Path(__file__).parent
FOLDER = HERE / "fengtai-2020"


def filing() -> Filing:
    """What the accountant fills in."""
    return Filing(UNIT, YEAR, PLACE, ledger(), dict(WORDS))


def publication() -> Publication:
    """The account as it should be; raises ``ValueError`` when the figures do not make one."""
    projects = register()
    report = assess(review(), projects)
    made = draft(filing(), performance_pieces(projects, load(PLACE, YEAR), reports=[report]))
    if not made.ready:
        raise ValueError("；".join(told(made)))
    return made.publication


def clean() -> Report:
    """The account as it should be, as a reader would see it."""
    return publication().report()


def spoiled() -> Publication:
    """The same account with the faults of :data:`examples.faults.FAULTS` planted."""
    whole = publication()
    for fault in FAULTS:
        fault.plant(whole.report())  # its paragraphs and tables are those of the publication
    return whole


def faulty() -> Report:
    """The faulty account as a reader would see it."""
    return spoiled().report()


def main() -> None:
    """Write the workbooks and both documents."""
    FOLDER.mkdir(exist_ok=True)
    write_template(PLACE, YEAR, FOLDER / "填报.xlsx", True, filing())
    write_register(register(), FOLDER / "项目.xlsx", True)
    write_sheets(review_workbook(review(), system()), FOLDER / "评分.xlsx", force=True)
    for whole, name in ((publication(), "fengtai-2020.docx"), (spoiled(), "fengtai-2020-faults.docx")):
        with written(HERE / name, True) as stream:
            write_docx(whole, stream)


if __name__ == "__main__":
    main()
