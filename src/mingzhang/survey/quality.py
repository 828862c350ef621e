"""What makes a return doubtful: too quick, all answers alike, far away, twice, one interviewer apart.

A flag says what was seen; whether the return counts is for a person to decide.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import asin, cos, isclose, radians, sin, sqrt
from statistics import median

from mingzhang.survey.form_versions import FormVersions
from mingzhang.survey.questionnaire import INTERVIEWER, TOWN, Questionnaire
from mingzhang.survey.returns import Return

QUICK, LINE, FAR, TWIN, APART, PARTIAL = (
    "答题过快",
    "连续同分",
    "地点偏远",
    "答案雷同",
    "访问员偏差",
    "大半未答",
)
_SHARE = 1 / 3  # of the median time: quicker is not reading
_LEAST = 20  # returns from which on a median, a place or an interviewer is judged
_RUN = 10  # scored questions in a row
_KILOMETRES = 5.0  # further from the middle of the returns of a town than this and five times the usual
_USUAL = 5.0
_DEVIATIONS = 4.0  # standard errors that an interviewer's mean lies from that of the others in the same towns
_EARTH = 6371.0


@dataclass(frozen=True)
class QualityFlag:
    """One doubt about the return of a key, or about all of an interviewer.

    >>> print(QualityFlag("uuid:1", "答题过快", "用时1.2分钟，全部答卷的中位数是9.5分钟"))
    uuid:1 答题过快：用时1.2分钟，全部答卷的中位数是9.5分钟
    """

    key: str
    kind: str
    message: str
    interviewer: str = ""

    @property
    def named(self) -> str:
        """Whom it is about."""
        return self.key or f"访问员{self.interviewer}"

    def __str__(self) -> str:
        return f"{self.named} {self.kind}：{self.message}"


@dataclass
class _Seen:
    """The little that is kept of a return."""

    key: str
    town: str
    interviewer: str
    minutes: float | None
    place: tuple[float, float] | None
    mean: float | None


@dataclass(frozen=True)
class _Asked:
    """Where a version of the form asks what doubts rest on."""

    scored: list[tuple[str, Mapping[str, float]]]
    town: str
    interviewer: str
    places: list[str]
    times: tuple[str, ...]

    @classmethod
    def by(cls, form: Questionnaire) -> _Asked:
        """What a form asks."""
        town, interviewer = form.used_for(TOWN), form.used_for(INTERVIEWER)
        kinds = {question.kind: question.name for question in reversed(form.questions)}
        return cls(
            [(question.name, question.indexed) for question in form.scored],
            town.name if town else "",
            interviewer.name if interviewer else "",
            [question.name for question in form.questions if question.kind == "geopoint"],
            tuple(kinds.get(kind, "") for kind in ("start", "end")),
        )


@dataclass
class QualityWatch:
    """Sees returns one after the other and keeps of each what its doubts rest on."""

    forms: FormVersions
    _seen: list[_Seen] = field(default_factory=list)
    _direct: list[QualityFlag] = field(default_factory=list)
    _answers: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._of = {form.version: _Asked.by(form) for form in self.forms.forms}

    def see(self, one: Return) -> None:
        """Look at a return; those that do not count anyway are left out."""
        if not one.counts:
            return
        said, asked = one.answers, self._of.get(one.version, self._of[self.forms.newest.version])
        given = [said[name] for name, _ in asked.scored if name in said]
        worth = [
            value for name, scale in asked.scored if (value := scale.get(said.get(name, ""))) is not None
        ]
        self._alike(one, given, asked)
        self._seen.append(
            _Seen(
                one.key,
                said.get(asked.town, ""),
                said.get(asked.interviewer, "") or one.sender,
                _minutes(*(said.get(name, "") for name in asked.times)),
                next((place for name in asked.places if (place := _place(said.get(name, "")))), None),
                sum(worth) / len(worth) if worth else None,
            )
        )

    def _alike(self, one: Return, given: list[str], asked: _Asked) -> None:
        """Flags that one return shows by itself, or with one that was seen before."""
        if len(asked.scored) >= _RUN and len(given) * 2 < len(asked.scored):
            message = f"{len(asked.scored)}道计分题只答了{len(given)}道"
            self._direct.append(QualityFlag(one.key, PARTIAL, message))
        if len(given) >= _RUN and len(set(given)) == 1:
            self._direct.append(QualityFlag(one.key, LINE, f"{len(given)}道计分题都答“{given[0]}”"))
        elif len(given) >= _RUN:
            times = set(asked.times)
            content = hash(
                tuple(sorted((name, said) for name, said in one.answers.items() if name not in times))
            )
            earlier = self._answers.setdefault(content, one.key)
            if earlier != one.key:
                self._direct.append(QualityFlag(one.key, TWIN, f"全部答案与答卷 {earlier} 相同"))

    def flags(self) -> list[QualityFlag]:
        """All doubts, those of one return together."""
        found = [*self._direct, *self._quick(), *self._far(), *self._apart()]
        order = {one.key: number for number, one in enumerate(self._seen)}
        return sorted(found, key=lambda flag: order.get(flag.key, len(order)))

    def _quick(self) -> Iterator[QualityFlag]:
        times = [one.minutes for one in self._seen if one.minutes is not None]
        if len(times) < _LEAST:
            return
        usual = median(times)
        for one in self._seen:
            if one.minutes is not None and one.minutes < usual * _SHARE:
                message = f"用时{one.minutes:.1f}分钟，全部答卷的中位数是{usual:.1f}分钟"
                yield QualityFlag(one.key, QUICK, message)

    def _far(self) -> Iterator[QualityFlag]:
        """Places far from the middle of the returns of their town."""
        by_town: dict[str, list[tuple[str, tuple[float, float]]]] = defaultdict(list)
        for one in self._seen:
            if one.place is not None and one.town:
                by_town[one.town].append((one.key, one.place))
        for town, found in by_town.items():
            if len(found) < _LEAST:
                continue
            middle = (median(place[0] for _, place in found), median(place[1] for _, place in found))
            away = [(key, distance(place, middle)) for key, place in found]
            most = max(_KILOMETRES, _USUAL * median(far for _, far in away))
            for key, far in away:
                if far > most:
                    yield QualityFlag(key, FAR, f"访问地点离{town}各答卷的中心{far:.1f}公里")

    def asked_by(self, interviewer: str) -> list[str]:
        """The returns of an interviewer."""
        return [one.key for one in self._seen if one.interviewer == interviewer]

    def _apart(self) -> Iterator[QualityFlag]:
        """Interviewers whose returns differ from those of others in the same towns by more than chance."""
        means: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        for one in self._seen:
            if one.mean is not None and one.interviewer:
                means[one.town][one.interviewer].append(one.mean)
        spread = _within([found for town in means.values() for found in town.values()])
        while apart := _furthest(means, spread):
            for interviewer, count, off in apart:
                how = "高" if off > 0 else "低"
                message = f"{count}份答卷的平均分比同街道其他访问员的{how}{abs(off):.1f}分，请抽样回访"
                yield QualityFlag("", APART, message, interviewer)
                for town in means.values():  # nobody else is held against him
                    town.pop(interviewer, None)


def _furthest(means: dict[str, dict[str, list[float]]], spread: float) -> list[tuple[str, int, float]]:
    """Who lies furthest from the others, if it is further than chance: of two alone, both."""
    found = []
    for interviewer in dict.fromkeys(name for town in means.values() for name in town):
        count, off, share = _against(means, interviewer)
        most = _DEVIATIONS * spread * sqrt(share)
        if count >= _LEAST and abs(off) > most > 0:
            found.append((abs(off) / most, (interviewer, count, off)))
    furthest = max((far for far, _ in found), default=0.0)
    return [one for far, one in found if isclose(far, furthest)]


def _within(groups: list[list[float]]) -> float:
    """The spread of returns around the mean of who asked them: it holds nothing of interviewers or towns."""
    squares = sum((value - sum(found) / len(found)) ** 2 for found in groups for value in found)
    left = sum(map(len, groups)) - len(groups)
    return sqrt(squares / left) if left > 0 else 0.0


def _against(means: dict[str, dict[str, list[float]]], interviewer: str) -> tuple[int, float, float]:
    """How many returns can be compared, how far they lie from those of others in their towns, and the
    variance of that in units of the variance of one return."""
    count, off, share = 0, 0.0, 0.0
    for town in means.values():
        own = town.get(interviewer, [])
        others = [value for name, found in town.items() if name != interviewer for value in found]
        if own and others:
            count += len(own)
            off += len(own) * (sum(own) / len(own) - sum(others) / len(others))
            share += len(own) ** 2 * (1 / len(own) + 1 / len(others))
    return count, (off / count if count else 0.0), (share / count**2 if count else 0.0)


def _minutes(start: str, end: str) -> float | None:
    """How long an interview took, nothing where its times are not known."""
    try:
        first, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
        taken = (last - first).total_seconds() / 60
    except (TypeError, ValueError):
        return None
    return taken if taken >= 0 else None


def _place(text: str) -> tuple[float, float] | None:
    """Latitude and longitude, nothing where they are not known or none."""
    try:
        found = tuple(map(float, text.split()[:2]))
    except ValueError:
        return None
    if len(found) != 2 or not (-90 <= found[0] <= 90 and -180 <= found[1] <= 180):
        return None
    return found[0], found[1]


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two places on the globe.

    >>> round(distance((39.9, 116.4), (39.9, 116.5)), 1)
    8.5
    """
    north, east, south, west = map(radians, (*one, *other))
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin((west - east) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))


def flags_by_kind(flags: Iterable[QualityFlag]) -> Counter[str]:
    """How many doubts of each kind there are.

    >>> flags_by_kind([QualityFlag("a", "答题过快", ""), QualityFlag("b", "答题过快", "")])
    Counter({'答题过快': 2})
    """
    return Counter(flag.kind for flag in flags)
