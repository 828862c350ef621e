"""Fifty users at once for a minute, over loopback, against the server that ``mingzhang serve`` runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random

from django.utils.encoding import iri_to_uri

from bench.office.clock import percentile
from bench.office.pages import signed_in, visits
from bench.table import show
from mingzhang.web.people.models import Person, Role
from mingzhang.web.submission.models import Found, Status

USERS = int(os.environ.get("BENCH_USERS", "50"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "60"))
GOAL = 400  # ms, the 95th percentile
_THINKS = (1.0, 3.0)  # seconds between what comes and the next click
_PORT = 8931
_TICK = os.sysconf("SC_CLK_TCK")
_SECRET = "bench" * 6 + "xx"  # 32 characters: what the cookie and the header of a form must share


@dataclass
class User:
    """Somebody at a browser: where they go, what they answer, what it took."""

    role: str
    cookie: str
    addresses: list[str]
    answers: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def sit(self, until: float, random: Random) -> None:
        """Click until the time is over."""
        line = HTTPConnection("127.0.0.1", _PORT, timeout=30)
        while time.monotonic() < until:
            time.sleep(random.uniform(*_THINKS))
            start = time.perf_counter()
            try:
                status = self._click(line, random)
            except (OSError, HTTPException) as fault:
                self.faults.append(f"{type(fault).__name__}")
                line.close()
                continue
            self.took.append(1000 * (time.perf_counter() - start))
            if status >= 400:
                self.faults.append(f"{status}")

    def _click(self, line: HTTPConnection, random: Random) -> int:
        """Open a page, or now and then answer a finding; the status."""
        headers = {"Cookie": f"{self.cookie}; csrftoken={_SECRET}"}
        if self.answers and random.random() < 0.2:
            headers |= {"X-CSRFToken": _SECRET, "Content-Type": "application/x-www-form-urlencoded"}
            body = f"kind=corrected&reason=&edition={len(self.took)}"
            line.request("POST", random.choice(self.answers), body, headers)
        else:
            line.request("GET", iri_to_uri(random.choice(self.addresses)), headers=headers)
        answer = line.getresponse()
        answer.read()
        return answer.status


def users() -> list[User]:
    """Half are citizens, a third are at units, the others at the bureau; each opens what is theirs."""
    bureau = {role: Person.objects.get(username=role.value) for role in Role}
    nobody = signed_in(None)
    public = [visit.address for visit in visits({}) if not visit.download]
    public = [address for address in public if nobody.get(address).status_code != 404]
    made = [User("公众", "", public) for _ in range(USERS // 2)]
    drafts = {"posts__organisation__submissions__current__status": Status.DRAFT}
    preparers = Person.objects.filter(posts__role=Role.PREPARER, **drafts).distinct()[: USERS // 3]
    made += [_user(Role.PREPARER, each) for each in preparers]
    seats = [Role.REVIEWER, Role.MANAGER, Role.PERFORMANCE, Role.ADMINISTRATOR]
    made += [_user(seats[n % len(seats)], bureau[seats[n % len(seats)]]) for n in range(USERS - len(made))]
    return made


def _user(role: Role, person: Person) -> User:
    client = signed_in(person)
    kept = [visit for visit in visits({role: person}) if visit.role == role.label and not visit.download]
    there = [each.address for each in kept if client.get(each.address).status_code != 404]
    open_findings = Found.objects.filter(
        version__submission__organisation=person.posts_today()[0].organisation,
        version__status=Status.DRAFT,
        verdict="fails",
    )
    able = open_findings.values_list("pk", flat=True) if role == Role.PREPARER else []
    answers = [f"/submissions/findings/{key}/answer/" for key in able]
    return User(role.label, f"sessionid={client.cookies['sessionid'].value}", there, answers)


def sit_down() -> None:
    """Let all of them work for a minute, and print what it took."""
    made = users()
    before = os.getloadavg()[0]
    with _served() as server:
        start, used = time.monotonic(), _processor(server)
        until = start + SECONDS
        threads = [
            threading.Thread(target=user.sit, args=(until, Random(number)))
            for number, user in enumerate(made)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        used, seconds = _processor(server) - used, time.monotonic() - start
    _tell(made, used, seconds, before)


def _tell(made: list[User], used: float, seconds: float, before: float) -> None:
    took = [each for user in made for each in user.took]
    faults = [fault for user in made for fault in user.faults]
    by_role: dict[str, list[float]] = {}
    for user in made:
        by_role.setdefault(user.role, []).extend(user.took)
    rows = [
        [role, len(each), *(f"{percentile(each, part):.0f}" for part in (50, 95, 99))]
        for role, each in [*by_role.items(), ("全部", took)]
    ]
    title = f"{len(made)} 个用户同时用 {seconds:.0f} 秒，PostgreSQL（目标：p95 < {GOAL} 毫秒，无差错）"
    show(title, ["角色", "次数", "毫秒 p50", "p95", "p99"], rows)
    print(
        f"  每次请求的处理器时间 {1000 * used / max(1, len(took)):.0f} 毫秒（服务进程，不含数据库）；"
        f"每秒 {len(took) / seconds:.0f} 次；差错 {len(faults)} 次 {'、'.join(sorted(set(faults)))}；"
        f"系统负载 测前 {before:.1f}，测后 {os.getloadavg()[0]:.1f}（{os.cpu_count()} 核）。"
    )


@contextmanager
def _served() -> Iterator[int]:
    """The server on a port of this machine; its process group."""
    command = [sys.executable, "-m", "mingzhang.web", "serve", "--empty", "--port", str(_PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        for _ in range(200):
            try:
                line = HTTPConnection("127.0.0.1", _PORT, timeout=5)
                line.request("GET", "/public/")
                line.getresponse().read()
                break
            except (OSError, HTTPException):
                time.sleep(0.3)
        yield server.pid
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def _processor(group: int) -> float:
    """Seconds of processor time that the processes of a group took so far."""
    spent = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        if int(told[2]) == group:
            spent += int(told[11]) + int(told[12])
    return spent / _TICK
