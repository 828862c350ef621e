"""What the page of a project shows: its selection, its contracts, what can be entered and answered for."""

from __future__ import annotations

from copy import copy
from typing import Any

from mingzhang.purchasing.fault import in_column
from mingzhang.purchasing.ledger import PurchaseLedger, PurchaseProject
from mingzhang.purchasing.papers import criteria_words, mark_table, side_by_side
from mingzhang.purchasing.selection import compared, judges_of
from mingzhang.purchasing.stages import paid_out, stage_of
from mingzhang.web.people.rights import Action, may
from mingzhang.web.purchasing import duties, keeping, planning
from mingzhang.web.purchasing.carried import ledger_of, stored_amount
from mingzhang.web.purchasing.entries import PageEntry, entry
from mingzhang.web.purchasing.findings import at, standing
from mingzhang.web.purchasing.forms import (
    AdjustmentForm,
    ChoiceForm,
    ContractForm,
    CriteriaForm,
    InvitationForm,
    MarksForm,
    PurchaseProjectForm,
    QuoteForm,
    ReplyForm,
)
from mingzhang.web.purchasing.listing import contract_lines
from mingzhang.web.purchasing.models import BookProject, BookQuote
from mingzhang.web.purchasing.planning_models import BookInvitation
from mingzhang.web.shared.pages import Asked


def project_page(project: BookProject, request: Asked) -> dict[str, Any]:
    """All that the page shows, in a number of queries that does not grow."""
    ledger = ledger_of(project.book)
    own = ledger.project(project.code) or PurchaseProject(project.code, project.name)
    rows = compared(ledger, project.code)
    judges = judges_of(each for each in ledger.marks if each.project == project.code)
    quotes = list(project.quotes.all())
    invited, asked = list(project.invitations.all()), {each.supplier for each in quotes}
    selecting = _keeps(project, request) and _selecting(project)
    contracts = [each for each in contract_lines(ledger, {}) if each.contract.project == project.code]
    return {
        "project": project,
        "stage": stage_of(ledger, own),
        "amounts": [
            (name, in_column(amount))
            for name, amount in (("年初预算", own.original), ("全年预算", own.budget), ("账面支出", own.booked))
        ],
        "adjustments": list(project.adjustments.select_related("entered_by")),
        "invited": [(each, each.supplier in asked) for each in invited],
        "quotes": side_by_side(rows, "选定" if project.decided else "拟选定") if rows else [],
        "criteria": criteria_words(ledger, project.code),
        "chosen": next((each for each in quotes if each.chosen), None),
        "marks": mark_table(ledger, own, rows, judges) if judges else [],
        "contracts": contracts,
        "faults": at(standing(project.book, ledger), project.address),
        "entries": project_entries(project, request, ledger, quotes, invited),
        "inviting": selecting,
        "droppable": quotes if selecting else [],
        "offers": offers(project, request, ledger, own),
    }  # fmt: skip


def _keeps(project: BookProject, request: Asked) -> bool:
    return may(request.user, Action.KEEP_PURCHASES, project) and project.filed is None


def _selecting(project: BookProject) -> bool:
    """Whether quotes and marks may still change."""
    return project.selects and project.decided is None and not project.contracts.exists()


def project_entries(
    project: BookProject,
    request: Asked,
    ledger: PurchaseLedger,
    quotes: list[BookQuote],
    invited: list[BookInvitation],
) -> list[PageEntry]:
    """What somebody may enter on the page."""
    if not _keeps(project, request):
        return []
    who = request.user

    def change(said: dict[str, Any]) -> object:
        return keeping.change_project(project, who, said, said.pop("edition"))

    def sign(said: dict[str, Any]) -> object:
        return keeping.add_contract(project, who, {n: v for n, v in said.items() if n != "edition"})

    made = []
    if _selecting(project):
        made = [*_invitation_entries(project, request, quotes, invited),
                *_selection_entries(project, request, quotes)]  # fmt: skip
    if not project.selects or project.decided:
        made.append(
            entry(request, "contract", "登记合同", ContractForm, sign, "合同已登记。", initial=_first(quotes))
        )
    stands = {"before": stored_amount(planning.budget_now(ledger, project))}
    return [
        *made,
        entry(request, "adjust", "登记预算调整", AdjustmentForm,
              lambda said: planning.adjust(project, who, said), "预算调整已登记。", initial=stands),
        entry(request, "project", "修改项目", PurchaseProjectForm, change, "已保存。", "保存",
              instance=copy(project), initial={"edition": project.edition},
              adjusted=bool(ledger.adjusted(project.code))),
    ]  # fmt: skip


def _invitation_entries(
    project: BookProject, request: Asked, quotes: list[BookQuote], invited: list[BookInvitation]
) -> list[PageEntry]:
    """Who is asked for a quote, and why one made none."""
    who, quoted = request.user, {each.supplier for each in quotes}
    silent = [each for each in invited if each.supplier not in quoted]

    def told(said: dict[str, Any]) -> object:
        return planning.reply(project, who, int(said["invitation"]), said["words"])

    made = [
        entry(
            request, "invite", "邀请供应商", InvitationForm, lambda said: planning.invite(project, who, said)
        )
    ]
    if silent:
        made.append(entry(request, "reply", "登记没有报价的原因", ReplyForm, told, silent=silent))
    return made


def _selection_entries(project: BookProject, request: Asked, quotes: list[BookQuote]) -> list[PageEntry]:
    """Quotes, criteria, marks, and whom the unit proposes."""
    who, suppliers = request.user, [each.supplier for each in quotes]

    def judge(said: dict[str, Any]) -> object:
        form = next(each.form for each in found if isinstance(each.form, MarksForm))
        return keeping.give_marks(project, who, said["judge"], form.marks)

    def choose(said: dict[str, Any]) -> object:
        return keeping.choose(project, who, int(said["supplier"]), said["reason"], said["opinion"])

    found = [
        entry(request, "quote", "登记报价", QuoteForm, lambda said: keeping.add_quote(project, who, said))
    ]
    if not project.marks.exists():
        found.append(
            entry(request, "criteria", "评分标准", CriteriaForm,
                  lambda said: keeping.set_criteria(project, who, said["criteria"]), "评分标准已设定。", "保存",
                  initial={"criteria": "\n".join(" ".join(each) for each in project.criteria)})
        )  # fmt: skip
    if project.criteria and quotes:
        found.append(
            entry(request, "marks", "登记一位评委的评分", MarksForm, judge, "评分已登记。",
                  suppliers=suppliers, criteria=project.criteria)
        )  # fmt: skip
    if quotes:
        found.append(
            entry(request, "choice", "拟选定供应商", ChoiceForm, choose, "已提请单位负责人定标。", "提请定标",
                  quotes=quotes, initial={"opinion": project.opinion})
        )  # fmt: skip
    return found


def _first(quotes: list[BookQuote]) -> dict[str, Any]:
    """What the contract will say of whom the selection chose."""
    chosen = next((each for each in quotes if each.chosen), None)
    return (
        {} if chosen is None else {"supplier": chosen.supplier, "size": chosen.size, "amount": chosen.price}
    )


def offers(
    project: BookProject, request: Asked, ledger: PurchaseLedger, own: PurchaseProject
) -> list[tuple[str, str, bool]]:
    """The moves that somebody may make now: name, words, whether a reason is wanted."""
    confirms = may(request.user, Action.CONFIRM_PURCHASES, project)
    keeps = may(request.user, Action.KEEP_PURCHASES, project) and paid_out(ledger, own)
    proposed = any(each.chosen and each.project == project.code for each in ledger.quotes)
    able = {
        ("decide", "定标", False): confirms
        and _selecting(project)
        and proposed
        and not duties.against_deciding(project, request.user),
        ("undecide", "撤销定标", True): confirms
        and bool(project.decided)
        and not ledger.of_project(project.code),
        ("evaluate", "登记自评", False): keeps and project.evaluated is None,
        ("file", "归档", False): keeps and project.evaluated is not None and project.filed is None,
        ("reopen", "重新打开", True): confirms and project.filed is not None,
    }
    return [offer for offer, so in able.items() if so]
