"""What each column of an export of ODK Central or KoboToolbox holds, told from its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mingzhang.survey.questionnaire import CONTACT, MANY, ONE, Questionnaire, SurveyQuestion

KEY, VERSION, RECEIVED, REVIEW, SENDER, DEVICE, PARENT, INDEX = (
    "key", "version", "received", "review", "sender", "device", "parent", "index",
)  # fmt: skip
_STANDARD = {  # head in lower case -> what it holds, the surest first
    KEY: ("key", "meta-instanceid", "meta/instanceid", "instanceid", "_uuid", "_id", "答卷编号"),
    VERSION: ("formversion", "__version__", "_version_", "问卷版本"),
    RECEIVED: ("submissiondate", "_submission_time", "收到时间"),
    REVIEW: ("reviewstate", "_validation_status", "审核状态"),
    SENDER: ("submittername", "_submitted_by"),
    DEVICE: ("deviceid",),
    PARENT: ("parent_key", "_submission__uuid", "_submission__id", "_parent_index"),
    INDEX: ("_index",),
}
_IGNORED = set(
    [
        "原表行号",
        "重复于行",
        "选项外的答案",
        "其他列",
        "submitterid",
        "attachmentspresent",
        "attachmentsexpected",
        "status",
        "edits",
        "todaydate",
        "_notes",
        "_status",
        "_tags",
        "_attachments",
        "_geolocation",
        "formhub/uuid",
        "meta/rootuuid",
        "meta/deprecatedid",
        "meta-instancename",
        "meta/instancename",
        "_xform_id_string",
        "_parent_table_name",
        "_submission__id",
        "_submission__uuid",
        "_submission__submission_time",
        "_submission__notes",
        "_submission__validation_status",
        "_submission__status",
        "_submission__submitted_by",
        "_submission___version__",
        "_submission__tags",
        "_parent_index",
        "_index",
        "_id",
        "_uuid",
        "rootuuid",
        "instancename",
    ]
)
_PARTS = ("latitude", "longitude", "altitude", "accuracy", "precision")
_OPTIONAL = set(
    [
        "start",
        "end",
        "today",
        "deviceid",
        "username",
        "email",
        "phonenumber",
        "audit",
        "calculate",
        "hidden",
        "image",
        "audio",
        "video",
    ]
)
_YES = ("1", "TRUE", "True", "true", "yes", "是", "1.0")
TICKED, BLANK = frozenset(_YES), frozenset(("", "0", "FALSE", "False", "false", "no", "否", "0.0", "n/a"))


@dataclass
class ExportLayout:
    """Where a table holds what: columns from 0.

    ``single`` and ``plain`` are questions with one column; ``many`` those of several choices with theirs;
    ``ticks`` one column for each choice; ``place`` those of latitude and longitude; ``unknown`` the heads
    that are neither in the form nor the system's; ``missing`` the questions that have no column.
    """

    width: int = 0
    standard: dict[str, int] = field(default_factory=dict)
    single: list[tuple[int, SurveyQuestion]] = field(default_factory=list)
    plain: list[tuple[int, SurveyQuestion]] = field(default_factory=list)
    contact: list[tuple[int, SurveyQuestion]] = field(default_factory=list)
    many: list[tuple[int, SurveyQuestion]] = field(default_factory=list)
    ticks: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    places: dict[str, dict[str, int]] = field(default_factory=dict)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    missing: list[SurveyQuestion] = field(default_factory=list)


def is_repeated(heads: Sequence[str]) -> bool:
    """Whether a table holds the parts of a repeated group and no returns.

    >>> is_repeated(["age", "PARENT_KEY", "KEY"]), is_repeated(["age", "KEY"])
    (True, False)
    """
    lowered = {head.strip().lower() for head in heads}
    return "parent_key" in lowered or "_parent_table_name" in lowered


def layout_of(heads: Sequence[str], form: Questionnaire, repeat: str = "") -> ExportLayout:
    """Where a table with these heads holds the answers to a form, or to a repeated group of it."""
    found = ExportLayout(len(heads))
    lowered = [head.strip().lower() for head in heads]
    for name, known in _STANDARD.items():
        place = next((lowered.index(head) for head in known if head in lowered), None)
        if place is not None:
            found.standard[name] = place
    questions = [question for question in form.questions if question.repeat == repeat]
    names = {spelling: question for question in questions for spelling in _spellings(question)}
    used = set(found.standard.values())
    for column, head in enumerate(heads):
        if column not in used and not _placed(found, column, head.strip(), names) and not _known(head):
            found.unknown.append((column, head.strip()))
    have = {question.name for _, question in (*found.single, *found.plain, *found.contact, *found.many)}
    have |= set(found.ticks) | set(found.places)
    found.missing = [each for each in questions if each.name not in have and not _optional(each)]
    return found


def _optional(question: SurveyQuestion) -> bool:
    """Whether nobody misses the column of a question: filled by devices, or left out of what is passed on."""
    return question.kind in _OPTIONAL or question.use == CONTACT


def _known(head: str) -> bool:
    plain = head.strip().lower()
    return (
        not plain
        or plain in _IGNORED
        or plain.startswith(("set-of-", "_submission_"))
        or any(plain in heads for heads in _STANDARD.values())
    )


def _spellings(question: SurveyQuestion) -> Iterator[str]:
    """How heads name a question: alone, with its groups as ODK or Kobo write them, by its label."""
    path = (*question.group, question.name)
    inner = path[path.index(question.repeat) + 1 :] if question.repeat in path else path
    for parts in (path, inner, path[-1:]):
        yield "-".join(parts)
        yield "/".join(parts)
    if question.label:
        yield question.label


def _placed(found: ExportLayout, column: int, head: str, names: dict[str, SurveyQuestion]) -> bool:
    """Enter a column where it belongs; whether it belongs anywhere."""
    question = names.get(head)
    if question is None:
        return _part(found, column, head, names)
    if question.use == CONTACT:
        found.contact.append((column, question))
    elif question.kind == ONE:
        found.single.append((column, question))
    elif question.kind == MANY:
        found.many.append((column, question))
    elif question.kind == "geopoint":
        found.places.setdefault(question.name, {})["whole"] = column
    else:
        found.plain.append((column, question))
    return True


def _part(found: ExportLayout, column: int, head: str, names: dict[str, SurveyQuestion]) -> bool:
    """Enter a column that holds a part of an answer: one choice of several, one number of a place."""
    owner, mark, choice = head.rpartition("/")
    question = names.get(owner)
    if mark and question is not None and question.kind == MANY:
        known = question.by_name.get(choice) or question.by_label.get(choice)
        if known is not None:
            found.ticks.setdefault(question.name, []).append((column, known.name))
            return True
    plain = head.strip("_")
    for mark in ("-", "_"):
        owner, _, part = plain.rpartition(mark)
        question = names.get(owner)
        if question is not None and question.kind == "geopoint" and part.lower() in _PARTS:
            found.places.setdefault(question.name, {})[part.lower()] = column
            return True
    return False
