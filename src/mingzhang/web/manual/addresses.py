"""Where the pages of the manual are in the application, and under which heading each of its pages is told."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath

from django.urls import reverse
from django.utils.http import urlencode

from mingzhang.web.people.models import Person, Role
from mingzhang.web.people.rights import Visitor
from mingzhang.work.manual import chapter_of, manual_pages
from mingzhang.writers.html.manual_page import ShownChapter

CONTENTS = "manual/README.md"
_RULES = "rules/README.md"
PUBLIC = "公众"
#: The heading under which a page is told, by the name of its address, in the chapter of the visitor's role.
SECTIONS = {
    "season:list": "看进度",
    "season:board": "看进度",
    "season:add": "开设公开季",
    "season:late": "准予延期",
    "submission:whole": "一份材料的全过程",
    "submission:version": "核对",
    "submission:finding": "核对",
    "submission:changes": "看改了什么",
    "submission:build": "由填报表编成",
    "submission:batch_begin": "成批上传",
    "submission:batch": "成批上传",
    "review:bulk": "成批办理",
    "bureau:findings": "看汇总",
    "bureau:totals": "看汇总",
    "bureau:parts": "看汇总",
    "notices:preview": "催报",
    "notices:owing": "催报",
    "notices:matters": "督查事项",
    "performance:list": "项目绩效",
    "performance:project": "项目绩效",
    "performance:form": "项目绩效",
    "performance:add": "项目绩效",
    "performance:bring": "项目绩效",
    "performance:panel": "项目绩效",
    "performance:summary": "项目绩效",
    "performance:mine": "项目评分",
    "performance:ballot": "项目评分",
    "supervision:list": "督查事项",
    "supervision:matter": "督查事项",
    "supervision:add": "督查事项",
    "supervision:split": "督查事项",
    "supervision:bring": "督查事项",
    "supervision:imported": "督查事项",
    "supervision:slips": "督查事项",
    "supervision:figures": "督查事项",
    "supervision:office": "督查事项",
    "supervision:merge": "督查事项",
    "supervision:signing": "签批",
    "supervision:mine": "承办督查事项",
    "supervision:duty": "承办督查事项",
    "supervision:draft": "承办督查事项",
    "supervision:calendar": "督查日历",
    "performance:measures": "项目绩效",
    "verification:list": "察访核验",
    "verification:whole": "察访核验",
    "verification:points": "察访核验",
    "verification:mine": "现场核验",
    "verification:point": "现场核验",
    "verification:bring": "现场核验",
    "verification:problems": "核验问题",
    "verification:problem": "核验问题",
    "appraisal:list": "绩效考评",
    "appraisal:cycle": "绩效考评",
    "appraisal:rules": "绩效考评",
    "appraisal:version": "绩效考评",
    "appraisal:units": "绩效考评",
    "appraisal:special": "绩效考评",
    "appraisal:unit": "绩效考评",
    "appraisal:report": "绩效考评",
    "appraisal:book": "绩效考评",
    "appraisal:book_form": "绩效考评",
    "appraisal:claims": "绩效考评",
    "appraisal:claim": "绩效考评",
    "appraisal:file_claim": "绩效考评",
    "appraisal:appeal": "绩效考评",
    "appraisal:file_appeal": "绩效考评",
    "appraisal:leaf": "绩效考评",
    "appraisal:ranking": "绩效考评",
    "appraisal:meeting": "绩效考评",
    "appraisal:add": "绩效考评",
    "appraisal:bring": "绩效考评",
    "appraisal:bring_returns": "绩效考评",
    "appraisal:book_bring": "绩效考评",
    "appraisal:sheet": "采集成绩",
    "appraisal:score": "采集成绩",
    "appraisal:sheet_bring": "采集成绩",
    "submission:fill": "由填报表编成",
    "archive:list": "档案",
    "archive:fonds": "档案",
    "archive:faults": "档案",
    "archive:items": "档案",
    "archive:item": "档案",
    "archive:periods": "档案",
    "archive:boxes": "档案",
    "archive:box": "档案",
    "archive:objects": "档案",
    "archive:batches": "图像与质检",
    "archive:batch": "图像与质检",
    "archive:leaf": "图像与质检",
    "archive:search": "全文检索",
    "archive:evidence": "佐证归档",
    "archive:hand_overs": "移交",
    "digest:list": "信息摘编",
    "digest:article": "信息摘编",
    "digest:issues": "信息摘编",
    "digest:issue": "信息摘编",
    "digest:topics": "信息摘编",
    "digest:counts": "信息摘编",
    "purchasing:list": "购买服务和采购",
    "purchasing:begin": "购买服务和采购",
    "purchasing:book": "购买服务和采购",
    "purchasing:contracts": "购买服务和采购",
    "purchasing:findings": "购买服务和采购",
    "purchasing:totals": "购买服务和采购",
    "purchasing:district": "购买服务和采购",
    "purchasing:bring": "购买服务和采购",
    "purchasing:project": "购买服务和采购",
    "purchasing:contract": "购买服务和采购",
    "register:list": "单位名录",
    "register:add": "单位名录",
    "register:edit": "单位名录",
    "joins:running": "单位名录",
    "people:list": "人员与任职",
    "people:add": "人员与任职",
    "people:post": "人员与任职",
    "people:further": "人员与任职",
    "people:reset": "人员与任职",
    "people:login": "登录",
    "audit:list": "操作日志",
    "portal:search": "查找",
    "portal:compare": "比较",
    "portal:region": "看一个地区",
    "portal:unit": "看一个单位",
    "portal:edition": "看一个单位",
    "portal:document": "看一个单位",
}


def page_address(name: str) -> str:
    """The address of a page of the manual by its path.

    >>> page_address("rules/T01-04.md"), page_address("manual/README.md")
    ('/manual/rules/T01-04/', '/manual/')
    """
    path = PurePosixPath(name)
    if name == CONTENTS:
        return reverse("manual:list")
    if name == _RULES:
        return reverse("manual:rules")
    return reverse("manual:rule" if path.parent.name == "rules" else "manual:chapter", args=[path.stem])


def page_named(stem: str) -> str:
    """The path of a chapter that an address names; of those beside the manual too."""
    return next((name for name in manual_pages() if PurePosixPath(name).stem == stem and _chapter(name)), "")


def _chapter(name: str) -> bool:
    return PurePosixPath(name).parent.name != "rules" and name != CONTENTS


class _Pictures(dict[str, str]):
    """Where pictures are; one that is not there is missing alone, and its page is not."""

    def __missing__(self, name: str) -> str:
        return reverse("manual:picture", args=[PurePosixPath(name).stem])


@cache
def shown(name: str) -> ShownChapter | None:
    """A page of the manual, its links led to the application's addresses; kept, for it never changes."""
    links = {each: page_address(each) for each in manual_pages()}
    return chapter_of(name, links, _Pictures())


def help_address(view: str, visitor: Visitor) -> str:
    """Where a page is explained: under its heading in the chapter of the visitor's role that has it."""
    heading = SECTIONS.get(view, "")
    roles = {post.role for post in visitor.posts_today()} if isinstance(visitor, Person) else set()
    chapters = [role.label for role in Role if role in roles] or [PUBLIC]
    if view.startswith("portal:"):
        chapters = [PUBLIC]
    for each in chapters:
        found = shown(f"manual/{each}.md")
        if found is not None and heading in found.headings:
            return f"{reverse('manual:chapter', args=[each])}#{urlencode({'': heading})[1:]}"
    return reverse("manual:chapter", args=[chapters[0]])
