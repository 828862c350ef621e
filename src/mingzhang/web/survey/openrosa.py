"""The words of OpenRosa: lists of forms, manifests, answers to a submission, and a filled form read.

What a device sends is small and flat; it is read here, without entities, document types or network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from mingzhang.formats.ooxml import SAFE_XML
from mingzhang.survey.questionnaire import CONTACT, Questionnaire
from mingzhang.survey.returns import Intake, Return
from mingzhang.web.survey.models import FormMedia, FormVersion

VERSION = "1.0"
MOST_BYTES = 20 << 20  # of one submission with its attachments
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


class UnfitSubmissionError(Exception):
    """What came is no filled form; its text is for whoever reads the device's message."""


@dataclass
class Instance:
    """A filled form as it came: its form, its number, what stands at each path, and its repeated groups.

    ``edited`` is the number of the return that was sent before and changed on the device.
    """

    form: str
    version: str
    key: str
    edited: str = ""
    said: dict[str, str] = field(default_factory=dict)
    repeats: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def form_list(forms: Iterable[tuple[FormVersion, str, str]]) -> str:
    """The list of forms, each with the addresses of its XForm and of its manifest."""
    told = "".join(
        f"<xform><formID>{escape(form.form_id)}</formID><name>{escape(form.title)}</name>"
        f"<version>{escape(form.version)}</version><hash>md5:{form_hash(form)}</hash>"
        f"<downloadUrl>{escape(at)}</downloadUrl><manifestUrl>{escape(manifest)}</manifestUrl></xform>"
        for form, at, manifest in forms
    )
    return f'{_HEAD}<xforms xmlns="http://openrosa.org/xforms/xformsList">{told}</xforms>'


def form_hash(form: FormVersion) -> str:
    """By which a device sees that a form has changed; OpenRosa names MD5."""
    return md5(form.xform.encode(), usedforsecurity=False).hexdigest()


def manifest(files: Iterable[tuple[FormMedia, str]]) -> str:
    """The files that go out with a form, each with the address where it is fetched."""
    told = "".join(
        f"<mediaFile><filename>{escape(each.name)}</filename><hash>md5:{each.md5}</hash>"
        f"<downloadUrl>{escape(at)}</downloadUrl></mediaFile>"
        for each, at in files
    )
    return f'{_HEAD}<manifest xmlns="http://openrosa.org/xforms/xformsManifest">{told}</manifest>'


def answered(message: str) -> str:
    """What a device shows of a submission.

    >>> answered("收到").endswith("<message>收到</message></OpenRosaResponse>")
    True
    """
    said = f"<message>{escape(message)}</message>"
    return f'{_HEAD}<OpenRosaResponse xmlns="http://openrosa.org/http/response">{said}</OpenRosaResponse>'


def read_instance(data: bytes) -> Instance:
    """Read a filled form; raises :class:`UnfitSubmissionError`.

    >>> meta = b"<meta><instanceID>uuid:7</instanceID></meta>"
    >>> one = read_instance(b'<d id="f" version="2"><g><a>1</a></g>' + meta + b"</d>")
    >>> one.form, one.version, one.key, one.said
    ('f', '2', 'uuid:7', {'g-a': '1'})
    """
    try:
        root = etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True, **SAFE_XML))
    except etree.XMLSyntaxError as fault:
        raise UnfitSubmissionError("答卷不完整，请重新发送。") from fault
    if root.getroottree().docinfo.doctype:
        raise UnfitSubmissionError("答卷里有不能用的内容（DOCTYPE）。")
    made = Instance(root.get("id") or etree.QName(root).namespace or "", root.get("version", ""), "")
    for path, text in _leaves(root, ()):
        if path == ("meta", "instanceID"):
            made.key = text
        elif path == ("meta", "deprecatedID"):
            made.edited = text
        else:
            made.said["-".join(path)] = text
    made.repeats = _repeats(root)
    if not made.form or not made.key:
        raise UnfitSubmissionError("答卷没有问卷编号或答卷编号，不是 OpenRosa 客户端填写的答卷。")
    return made


def _local(element: Any) -> str:
    return str(etree.QName(element).localname)


def _leaves(element: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What stands at the end of every path; of groups that come several times the first."""
    seen: set[str] = set()
    for child in element:
        name = _local(child)
        if name in seen:
            continue
        seen.add(name)
        if len(child):
            yield from _leaves(child, (*path, name))
        else:
            yield (*path, name), (child.text or "").strip()


def _repeats(root: Any) -> dict[str, list[dict[str, str]]]:
    """Every group below the root with what each of its times says."""
    found: dict[str, list[dict[str, str]]] = {}
    for group in root.iter():
        if len(group) and group is not root:
            said = {name[-1]: text for name, text in _leaves(group, ()) if text}
            found.setdefault(_local(group), []).append(said)
    return found


def return_of(instance: Instance, form: Questionnaire) -> Return:
    """The return that an instance is, read as one row of an export is: choices held against the form."""
    repeated = {question.repeat for question in form.questions if question.repeat}
    said = {
        head: text
        for head, text in instance.said.items()
        if text and not repeated.intersection(head.split("-")) and not head.startswith("meta-")
    }
    made = Intake([form]).single(
        ["KEY", "FormVersion", *said], [instance.key, instance.version, *said.values()]
    )
    reached = {question.name for question in form.questions if question.repeat and question.use == CONTACT}
    for name in sorted(repeated & instance.repeats.keys()):
        parts = instance.repeats[name]
        made.repeats[name] = [{k: v for k, v in part.items() if k not in reached} for part in parts]
        for number, part in enumerate(parts, 1):
            made.contacts |= {f"{name}-{number}-{k}": v for k, v in part.items() if k in reached}
    return made
