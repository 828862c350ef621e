"""What the unit plans in its ledger: budgets as adjusted, suppliers that are invited, instalments."""

from __future__ import annotations

from fractions import Fraction

from django.db import transaction

from mingzhang.purchasing.dues import instalments
from mingzhang.purchasing.ledger import PurchaseLedger
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.purchasing.carried import exact, ledger_of
from mingzhang.web.purchasing.keeping import Said, added, held_contract, undecided
from mingzhang.web.purchasing.models import BookContract, BookProject
from mingzhang.web.purchasing.moves import PurchaseMoveError, held, still_open
from mingzhang.web.purchasing.planning_models import BookAdjustment, BookInstalment, BookInvitation


@transaction.atomic
def adjust(project: BookProject, who: Person, said: Said) -> BookAdjustment:
    """预算调整: from the budget as it was seen to what it is after, with a reason; who did it is kept."""
    book = held(project.book, who, Action.KEEP_PURCHASES)
    found = BookProject.objects.select_related("book__organisation").get(pk=project.pk)
    still_open(found)
    changes, stands = ledger_of(book).adjusted(found.code), budget_now(ledger_of(book), found)
    if stands is not None and exact(said["before"]) != stands:
        raise PurchaseMoveError("预算刚才已经调整，这次没有登记；请刷新页面，按现在的预算再填。")
    if any(each.day > said["day"] for each in changes):
        raise PurchaseMoveError("调整日期早于上一次调整，没有登记。")
    if exact(said["after"]) == stands:
        raise PurchaseMoveError("调整后的预算与现在的相同，没有登记。")
    made = BookAdjustment.objects.create(project=found, entered_by=who, **said)
    BookProject.objects.filter(pk=found.pk).update(budget=said["after"])
    told = {"调整前": said["before"]}, {"调整后": said["after"], "理由": said["reason"]}
    record(who, "调整项目预算", found, f"调整采购项目{found}的预算：{said['reason']}", *told)
    return made


def budget_now(ledger: PurchaseLedger, project: BookProject) -> Fraction | None:
    """From which budget the next adjustment starts: the last one, or what the year began with."""
    changes = ledger.adjusted(project.code)
    if changes:
        return changes[-1].after
    return exact(project.budget if project.original is None else project.original)


@transaction.atomic
def invite(project: BookProject, who: Person, said: Said) -> BookInvitation:
    """A supplier that is asked for a quote, once."""
    found = undecided(project, who)
    made = BookInvitation(project=found, **said)
    return added(made, who, "登记邀请", f"登记邀请：{found}，{made}", f"“{made.supplier}”已经邀请过。")


@transaction.atomic
def reply(project: BookProject, who: Person, invitation: int, words: str) -> None:
    """Why an invited supplier made no quote."""
    found = undecided(project, who)
    row = found.invitations.filter(pk=invitation).first()
    if row is None or found.quotes.filter(supplier=row.supplier).exists():
        raise PurchaseMoveError("请选一家邀请了、还没有报价的供应商；请刷新页面。")
    before = row.reply
    row.reply = words.strip()[:200]
    row.save(update_fields=["reply"])
    record(
        who, "登记没有报价的原因", found, f"{found}：“{row}”没有报价", {"原因": before}, {"原因": row.reply}
    )


@transaction.atomic
def drop_invitation(invitation: BookInvitation, who: Person) -> None:
    """Take back an invitation of which nothing came."""
    found = undecided(invitation.project, who)
    if found.quotes.filter(supplier=invitation.supplier).exists():
        raise PurchaseMoveError(f"“{invitation}”已经报价，邀请不能删去。")
    record(who, "删去邀请", found, f"删去邀请：{found}，{invitation}", {"邀请日期": str(invitation.day)})
    BookInvitation.objects.filter(pk=invitation.pk).delete()


@transaction.atomic
def plan(contract: BookContract, who: Person, said: Said) -> BookInstalment:
    """An instalment of the contract."""
    found = held_contract(contract, who)
    made = BookInstalment(contract=found, **said)
    return added(
        made, who, "登记付款计划", f"登记合同{found}的付款计划{made}", f"序号“{made.code}”已经有了。"
    )


@transaction.atomic
def drop_instalment(instalment: BookInstalment, who: Person) -> None:
    """Take back an instalment that nobody has asked for."""
    found = held_contract(instalment.contract, who)
    planned = instalments(ledger_of(found.book, drafts=True), found.number)
    if any(asked and each.row == instalment.pk for each, asked in planned):
        raise PurchaseMoveError(f"“{instalment}”已经申请付款，付款计划不能删去。")
    words = f"删去合同{found}的付款计划{instalment}"
    record(who, "删去付款计划", found, words, {"计划金额": instalment.amount})
    BookInstalment.objects.filter(pk=instalment.pk).delete()
