"""How far a project has come follows from its ledger, step by step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from examples.purchases import ledger, wan
from mingzhang.purchasing.faults import faults_of
from mingzhang.purchasing.ledger import PurchaseLedger, PurchaseProject
from mingzhang.purchasing.stages import PurchaseStage, paid_out, stage_of


def stages(*, until: int) -> str:
    """The stage of the survey with only the first so many kinds of rows of the example."""
    made = ledger()
    kinds = ("quotes", "contracts", "requests", "acceptances", "payments")
    for name in kinds[until:]:
        setattr(made, name, [])
    return stage_of(made, made.projects[0]).value


def test_every_stage_follows_the_one_before() -> None:
    assert [stages(until=n) for n in range(6)] == ["预算批复", "比选", "签约", "履约", "验收", "结款"]
    assert stage_of(PurchaseLedger(), PurchaseProject("A", "调查")) is PurchaseStage.BEGUN
    made = ledger()
    closed = replace(made.projects[0], evaluated=date(2021, 1, 8))
    assert stage_of(made, closed) is PurchaseStage.EVALUATED
    assert stage_of(made, replace(closed, filed=date(2021, 1, 9))) is PurchaseStage.FILED


def test_a_project_is_paid_out_with_its_last_contract() -> None:
    made = ledger()
    assert all(paid_out(made, project) for project in made.projects)
    made.payments = [each for each in made.payments if each.request != "F-06"]
    assert [paid_out(made, project) for project in made.projects] == [
        True,
        True,
        False,
        True,
        True,
        True,
        True,
    ]


def test_what_is_closed_too_early_is_told() -> None:
    made = ledger()
    made.projects[0] = replace(made.projects[0], evaluated=date(2021, 1, 9), filed=date(2021, 1, 8))
    assert [fault.message for fault in faults_of(made)] == ["归档之前应先自评"]
    made.projects[0] = replace(made.projects[0], filed=None)
    assert faults_of(made) == []
    made.payments[0] = replace(made.payments[0], amount=wan("11"))
    told = [(fault.field, fault.message) for fault in faults_of(made)]
    assert ("evaluated", "还没有结款，不应自评") in told


def test_more_asked_for_than_the_contract_is_told_where_it_goes_beyond() -> None:
    made = ledger()
    made.requests[1] = replace(made.requests[1], amount=wan("28.30"))
    ((owner, said),) = [(fault.owner, fault.message) for fault in faults_of(made)]
    assert owner == "F-02" and said == "申请累计40.3万元，超过合同金额40.29万元，超出0.01万元"
