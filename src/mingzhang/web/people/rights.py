"""Rights: which role may do what, and how far it reaches; whoever asks, asks here.

A right speaks of an organisation, or of whatever belongs to one (``.organisation``).  What a state forbids (a
locked version is changed by nobody) is for the moves of :mod:`mingzhang.web.submission.moves` to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.contrib.auth.models import AnonymousUser

from mingzhang.web.people.models import Person, Role
from mingzhang.web.register.models import Organisation


class HasOrganisation(Protocol):
    """Whatever belongs to an organisation."""

    @property
    def organisation(self) -> Organisation:
        """Whose it is."""
        ...


class Reach(StrEnum):
    """How far a post reaches from its organisation."""

    OWN = "本单位"
    BELOW = "本单位及下级"
    BRANCH = "本单位及上级、下级"  # the board of one's region, on which one sees oneself


class Action(StrEnum):
    """What is done, as one is told when one may not."""

    ENTER = "进入系统"
    SEE_PUBLIC = "查看公开内容"
    SEE_REGISTER = "查看单位名录"
    EDIT_REGISTER = "修改单位名录"
    SEE_PEOPLE = "查看人员"
    EDIT_PEOPLE = "修改人员与任职"
    SEE_AUDIT = "查看操作日志"
    SEE_BOARD = "查看进度"
    EDIT_SEASON = "设置公开季"
    GRANT_LATE = "准予延期"
    SEE_SUBMISSION = "查看报送材料"
    PREPARE = "填报"
    SIGN = "签发"
    REVIEW = "审核"
    DECIDE = "审定"
    PUBLISH = "公开"
    REOPEN = "重新开放"
    SEE_STATISTICS = "查看汇总"
    SEE_PROJECTS = "查看绩效项目"
    FILL_FORM = "填写自评表"
    CONFIRM_FORM = "确认自评表"
    RUN_PANELS = "组织绩效评审"
    JUDGE = "评审打分"
    SEE_SCORES = "查看绩效汇总"
    # 督查
    SEE_MATTERS = "查看督查事项"
    RUN_MATTERS = "办理督查事项"
    SIGN_MATTERS = "签批督查事项"
    SEE_DUTIES = "查看承办事项"
    WORK_MATTERS = "承办督查事项"
    SIGN_ANSWERS = "审签督查反馈"
    # 察访核验
    SEE_VERIFICATION = "查看察访核验"
    RUN_VERIFICATION = "组织察访核验"
    VISIT = "现场核验"
    SEE_PROBLEMS = "查看核验问题"
    ANSWER_PROBLEM = "答复核验问题"
    CONFIRM_PROBLEM = "签发核验问题答复"
    SIGN_PROBLEM = "签批核验问题"
    # 绩效管理（考评）
    SEE_APPRAISAL = "查看绩效考评"
    RUN_APPRAISAL = "组织绩效考评"
    SEE_RANKING = "查看考评排名"
    SEE_SHEETS = "查看评分表"
    FILL_APPRAISAL = "编制任务书与自评"
    SCORE_APPRAISAL = "采集考评成绩"
    SIGN_APPRAISAL = "签发绩效考评"
    # 满意度调查
    SEE_SURVEYS = "查看满意度调查"
    RUN_SURVEYS = "组织满意度调查"
    FILL_SURVEYS = "访问和填答"
    RELEASE_SURVEYS = "发布调查结果"
    READ_SURVEYS = "查看本单位调查报告"
    # 档案
    SEE_ARCHIVE = "查看档案"
    EDIT_ARCHIVE = "整理档案"
    SIGN_ARCHIVE = "签批档案"
    # 舆情信息摘编
    SEE_DIGEST = "查看信息摘编"
    EDIT_DIGEST = "编辑信息摘编"
    SIGN_DIGEST = "签发信息摘编"
    # 购买服务
    SEE_PURCHASES = "查看采购台账"
    KEEP_PURCHASES = "登记采购台账"
    CONFIRM_PURCHASES = "确认验收和付款申请"
    SIGN_PURCHASES = "签批大额付款"
    # 贯通
    HAND_TO_REGISTER = "转为督查事项"


@dataclass(frozen=True)
class _Right:
    roles: tuple[Role, ...]
    reach: Reach


_UNIT = (Role.PREPARER, Role.APPROVER)
_BUREAU = (Role.REVIEWER, Role.MANAGER)
_OFFICES = (*_BUREAU, Role.PERFORMANCE, Role.ADMINISTRATOR)

#: Several rights to one action are alternatives.
RIGHTS: dict[Action, tuple[_Right, ...]] = {
    Action.SEE_REGISTER: (_Right((*_UNIT, *_OFFICES), Reach.BELOW),),
    Action.EDIT_REGISTER: (_Right((Role.ADMINISTRATOR,), Reach.BELOW),),
    Action.SEE_PEOPLE: (_Right((Role.ADMINISTRATOR, Role.MANAGER), Reach.BELOW),),
    Action.EDIT_PEOPLE: (_Right((Role.ADMINISTRATOR,), Reach.BELOW),),
    Action.SEE_AUDIT: (_Right((Role.ADMINISTRATOR, Role.MANAGER), Reach.BELOW),),
    Action.SEE_BOARD: (_Right(_OFFICES, Reach.BELOW), _Right(_UNIT, Reach.BRANCH)),
    Action.EDIT_SEASON: (_Right((Role.MANAGER,), Reach.BELOW),),
    Action.GRANT_LATE: (_Right((Role.MANAGER,), Reach.BELOW),),
    # A department sees what its units hand in; it changes only its own.
    Action.SEE_SUBMISSION: (_Right((*_UNIT, *_BUREAU, Role.PERFORMANCE), Reach.BELOW),),
    Action.PREPARE: (_Right((Role.PREPARER,), Reach.OWN),),
    Action.SIGN: (_Right((Role.APPROVER,), Reach.OWN),),
    Action.REVIEW: (_Right((Role.REVIEWER,), Reach.BELOW),),
    Action.DECIDE: (_Right((Role.MANAGER,), Reach.BELOW),),
    Action.PUBLISH: (_Right((Role.MANAGER,), Reach.BELOW),),
    Action.REOPEN: (_Right((Role.MANAGER,), Reach.BELOW),),
    Action.SEE_STATISTICS: (_Right(_BUREAU, Reach.BELOW),),
    Action.SEE_PROJECTS: (_Right((*_UNIT, *_BUREAU, Role.PERFORMANCE), Reach.BELOW),),
    Action.FILL_FORM: (_Right((Role.PREPARER,), Reach.OWN),),
    Action.CONFIRM_FORM: (_Right((Role.APPROVER,), Reach.OWN),),
    Action.RUN_PANELS: (_Right((Role.PERFORMANCE,), Reach.BELOW),),
    # Which ballot is whose is asked by its page: a ballot of somebody else is not there.
    Action.JUDGE: (_Right((Role.EXPERT,), Reach.BELOW),),
    Action.SEE_SCORES: (_Right((*_BUREAU, Role.PERFORMANCE), Reach.BELOW),),
    # 督查
    Action.SEE_MATTERS: (_Right((Role.SUPERVISION, Role.LEADER), Reach.BELOW),),
    Action.RUN_MATTERS: (_Right((Role.SUPERVISION,), Reach.BELOW),),
    Action.SIGN_MATTERS: (_Right((Role.LEADER,), Reach.BELOW),),
    Action.SEE_DUTIES: (_Right(_UNIT, Reach.OWN),),
    Action.WORK_MATTERS: (_Right((Role.PREPARER,), Reach.OWN),),
    Action.SIGN_ANSWERS: (_Right((Role.APPROVER,), Reach.OWN),),
    # 察访核验
    Action.SEE_VERIFICATION: (_Right((Role.SUPERVISION, Role.LEADER), Reach.BELOW),),
    Action.RUN_VERIFICATION: (_Right((Role.SUPERVISION,), Reach.BELOW),),
    # Which point is whose is asked by its page: a point of somebody else is not there.
    Action.VISIT: (_Right((Role.INSPECTOR,), Reach.BELOW),),
    Action.SEE_PROBLEMS: (_Right((*_UNIT, Role.SUPERVISION, Role.LEADER), Reach.BELOW),),
    Action.ANSWER_PROBLEM: (_Right(_UNIT, Reach.OWN),),
    Action.CONFIRM_PROBLEM: (_Right((Role.APPROVER,), Reach.OWN),),
    Action.SIGN_PROBLEM: (_Right((Role.LEADER,), Reach.BELOW),),
    # 绩效管理（考评）
    # Units and assessors see the year of their district; of other units they see nothing.
    Action.SEE_APPRAISAL: (
        _Right((Role.PERFORMANCE, Role.LEADER), Reach.BELOW),
        _Right((*_UNIT, Role.ASSESSOR), Reach.BRANCH),
    ),
    Action.RUN_APPRAISAL: (_Right((Role.PERFORMANCE,), Reach.BELOW),),
    Action.SEE_RANKING: (_Right((Role.PERFORMANCE, Role.LEADER), Reach.BELOW),),
    Action.SEE_SHEETS: (_Right((Role.PERFORMANCE, Role.ASSESSOR), Reach.BELOW),),
    Action.FILL_APPRAISAL: (_Right(_UNIT, Reach.OWN),),
    Action.SCORE_APPRAISAL: (_Right((Role.ASSESSOR,), Reach.BELOW),),
    Action.SIGN_APPRAISAL: (_Right((Role.LEADER,), Reach.BELOW),),
    # 满意度调查
    Action.SEE_SURVEYS: (_Right((Role.PERFORMANCE, Role.LEADER), Reach.BELOW),),
    Action.RUN_SURVEYS: (_Right((Role.PERFORMANCE,), Reach.BELOW),),
    Action.FILL_SURVEYS: (_Right((Role.INTERVIEWER, Role.PERFORMANCE), Reach.BELOW),),
    Action.RELEASE_SURVEYS: (_Right((Role.LEADER,), Reach.BELOW),),
    Action.READ_SURVEYS: (_Right(_UNIT, Reach.OWN),),
    # 档案
    Action.SEE_ARCHIVE: (_Right((Role.ARCHIVIST, Role.LEADER), Reach.BELOW),),
    Action.EDIT_ARCHIVE: (_Right((Role.ARCHIVIST,), Reach.BELOW),),
    Action.SIGN_ARCHIVE: (_Right((Role.LEADER,), Reach.BELOW),),
    # 舆情信息摘编
    Action.SEE_DIGEST: (_Right((Role.EDITOR, Role.LEADER, Role.SUPERVISION), Reach.BELOW),),
    Action.EDIT_DIGEST: (_Right((Role.EDITOR,), Reach.BELOW),),
    Action.SIGN_DIGEST: (_Right((Role.LEADER,), Reach.BELOW),),
    # 购买服务
    Action.SEE_PURCHASES: (_Right((*_UNIT, *_BUREAU, Role.LEADER), Reach.BELOW),),
    Action.KEEP_PURCHASES: (_Right((Role.PREPARER,), Reach.OWN),),
    Action.CONFIRM_PURCHASES: (_Right((Role.APPROVER,), Reach.OWN),),
    Action.SIGN_PURCHASES: (_Right((Role.LEADER,), Reach.BELOW),),
    # 贯通
    # Whoever runs a wing may put a thing into the register; what becomes of it, supervision and leader say.
    Action.HAND_TO_REGISTER: (_Right((Role.SUPERVISION, Role.PERFORMANCE, Role.EDITOR), Reach.BELOW),),
}

Visitor = Person | AnonymousUser


def may(visitor: Visitor, action: Action, target: HasOrganisation | None = None) -> bool:
    """Whether the visitor may do this to the target; without one, to anything at all.

    Everybody may see what is public, and everybody who signed in may enter.
    """
    if action is Action.SEE_PUBLIC:
        return True
    if not isinstance(visitor, Person) or not visitor.is_active:
        return False
    if action is Action.ENTER:
        return True
    organisation = None if target is None else target.organisation
    return any(
        post.role in right.roles
        and (organisation is None or _reaches(right, post.organisation, organisation))
        for right in RIGHTS[action]
        for post in visitor.posts_today()
    )


def _reaches(right: _Right, holder: Organisation, organisation: Organisation) -> bool:
    if right.reach is Reach.OWN:
        return holder.pk == organisation.pk
    above = right.reach is Reach.BRANCH and holder.hangs_on(organisation)
    return above or organisation.hangs_on(holder)


def where(visitor: Visitor, action: Action) -> list[Organisation]:
    """The organisations from which the visitor's right to an action reaches: what lists are cut to."""
    if not isinstance(visitor, Person):
        return []
    roles = {role for right in RIGHTS.get(action, ()) for role in right.roles}
    return _outermost(post.organisation for post in visitor.posts_today() if post.role in roles)


def _outermost(organisations: Iterable[Organisation]) -> list[Organisation]:
    """Those that do not hang on another one of them."""
    found: list[Organisation] = []
    for each in sorted(set(organisations), key=lambda one: one.path):
        if not any(each.hangs_on(other) for other in found):
            found.append(each)
    return found
