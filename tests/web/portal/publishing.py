"""Editions for the tests of the portal: a small account of our own, published."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.web.people.models import Role
from mingzhang.web.portal.models import Edition, EditionFigure, EditionState, EditionTable, EditionWords
from mingzhang.web.portal.words_index import learn
from mingzhang.web.submission import moves
from mingzhang.web.submission.models import CheckState, Submission, Version
from tests.web.conftest import District

ACCOUNT = """<!DOCTYPE html><html><body><h1>甲区水务局2025年度部门决算</h1>
<h2>第一部分 部门决算表</h2><p>收入决算表</p><p>单位：万元</p>
<table><tr><th>科目编码</th><th>科目名称</th><th>本年收入合计</th><th>财政拨款收入</th><th>其他收入</th></tr>
<tr><td></td><td>合计</td><td>{whole}</td><td>90.00</td><td>{other}</td></tr>
<tr><td>213</td><td>农林水支出</td><td>{whole}</td><td>90.00</td><td>{other}</td></tr></table>
<h2>第二部分 部门决算情况说明</h2><p>一、收入决算情况说明</p>
<p>2025年度本年收入合计{whole}万元，其中：财政拨款收入90.00万元，其他收入{other}万元。</p></body></html>"""


def account(other: str = "10.50", whole: str = "100.50") -> bytes:
    """A small final account as a web page."""
    return ACCOUNT.format(other=other, whole=whole).encode()


def publish(district: District, words: bytes | None = None) -> Edition:
    """The department's account through all hands and out to the public; its page is not worked out yet."""
    submission = district.submission
    preparer, manager = district.person(Role.PREPARER), district.person(Role.MANAGER)
    if submission.public is not None:
        moves.reopen(submission, manager, "收入漏计其他收入")
    made = moves.add_version(submission, preparer, "决算.html", [words or account()], "更正其他收入")
    Version.objects.filter(pk=made.pk).update(check_state=CheckState.DONE)
    moves.hand_in(submission, preparer)
    moves.agree(submission, district.person(Role.APPROVER))
    moves.agree(submission, district.person(Role.REVIEWER))
    moves.agree(submission, manager)
    moves.publish(submission, manager)
    return Edition.objects.get(version=made)


def written(
    district: District, submission: Submission, *paragraphs: str, year: int = 2025, number: int = 1
) -> Edition:
    """An edition put down as it is after its page was worked out, without reading any document."""
    version = district.version_of(submission)
    edition = Edition.objects.create(
        version=version,
        organisation=submission.organisation,
        year=year,
        kind=submission.season.kind,
        number=number,
        title=f"{submission.organisation}{year}年度部门决算",
        published=version.moved,
        state=EditionState.READY,
    )
    EditionFigure.objects.create(
        edition=edition, order=0, group="收支", label="本年收入", amount=Decimal(1_005_000), printed="100.50",
        unit="万元", place="《收入决算表》“合计”行", anchor="t4r1c2",
    )  # fmt: skip
    EditionTable.objects.create(
        edition=edition, order=1, anchor="t4", title="收入决算表", shown="<table></table>", rows=[["=1", "2"]]
    )
    EditionWords.objects.bulk_create(
        EditionWords(edition=edition, anchor=f"p{order}", section="一、收入", text=text)
        for order, text in enumerate(paragraphs)
    )
    learn(edition.pk)
    return edition
