"""The engines: whatever carries the files, the rows are the same, and a file that kills costs itself alone.

Daft and Ray are not installed for the other tests; where they are, a cluster of two machines is started here
on this one, one process of it is killed while it works, and everything is stopped again.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
from bench.cluster import cluster, free_port
from mingzhang.corpus.packed import unpacked
from mingzhang.corpus.shelf import CorpusError
from mingzhang.readers.limits import UnreadableError
from mingzhang.version import VERSION
from mingzhang.work import corpus_engines as module
from mingzhang.work.corpus import grow
from mingzhang.work.corpus_document import Errand, examined
from mingzhang.work.corpus_engines import daft_native, on_a_machine, pool, ray_cluster
from tests.corpus.made import contents, documents, made, text

# What the engines themselves leave open is theirs to close.
left_open = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)
needs_daft = pytest.mark.skipif(find_spec("daft") is None, reason="没有安装附加组件 batch（daft），略过")
needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="没有安装附加组件 batch（ray），略过")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return documents(tmp_path_factory.mktemp("各单位"))


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("库")
    made(folder, out)
    return contents(out)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_pool_gives_the_same_rows(
    folder: Path, expected: dict[str, Any], tmp_path: Path, jobs: int
) -> None:
    grow(folder, tmp_path, {}, pool(jobs))
    assert contents(tmp_path) == expected


def errands(folder: Path, *names: str) -> list[Errand]:
    for name in names:
        (folder / name).write_text(text(), encoding="utf-8")
    return [Errand(str(folder / name), name, "k", "c") for name in names]


def deadly(errand: Errand, options: dict[str, Any]) -> bytes:
    """Stands for an examination that takes its process down with some files."""
    if errand.name.startswith("杀"):
        os.kill(os.getpid(), signal.SIGKILL)
    return errand.name.encode()


def test_a_file_that_ends_its_process_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "examined", deadly)
    given = errands(tmp_path, "一", "杀二", "三")
    told = list(pool(2)(given, {}))
    assert [errand for errand, _ in told] == given
    assert [isinstance(one, UnreadableError) for _, one in told] == [False, True, False]


def test_a_machine_of_another_edition_or_without_the_folder_refuses(tmp_path: Path) -> None:
    (errand,) = errands(tmp_path, "一.txt")
    with pytest.raises(CorpusError, match="同一版"):
        on_a_machine(errand, {}, "0.0.0")
    lost = Errand(str(tmp_path / "无.txt"), "无.txt", "k", "c")
    with pytest.raises(CorpusError, match="看不到"):
        on_a_machine(lost, {}, VERSION)
    made_of = unpacked(on_a_machine(errand, {}, VERSION))
    assert (
        made_of.table("documents").to_pylist()
        == unpacked(examined(errand, {})).table("documents").to_pylist()
    )


def killed_once(mark: str) -> Any:
    """An examination whose process is killed while it works, the first time it comes to the third file."""

    def once(errand: Errand, *asked: Any) -> bytes:
        if errand.name == "丰台/2023改.txt" and not os.path.exists(mark):
            Path(mark).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        Path(f"{mark}{os.getpid()}").touch()
        return on_a_machine(errand, *asked) if len(asked) > 1 else examined(errand, *asked)

    return once


class KilledOnce:
    """The same for processes that are started afresh: it finds its way by its name."""

    def __init__(self, mark: str) -> None:
        self.mark = mark

    def __call__(self, errand: Errand, options: dict[str, Any]) -> bytes:
        made: bytes = killed_once(self.mark)(errand, options)
        return made


@needs_daft
@left_open
@pytest.mark.parametrize("killed", [False, True])
def test_daft_gives_the_same_rows_though_a_worker_is_killed(
    folder: Path,
    expected: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    killed: bool,
) -> None:
    if killed:
        monkeypatch.setattr(module, "examined", KilledOnce(str(tmp_path / "被杀的")))
    grow(folder, tmp_path / "库", {}, daft_native(2))
    assert (tmp_path / "被杀的").exists() is killed and contents(tmp_path / "库") == expected
    assert not any(capfd.readouterr()), "what is mended is not told"


@needs_daft
def test_daft_goes_on_after_a_file_that_ends_its_process(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(given: Any, options: dict[str, Any], workers: int) -> Iterator[bytes]:
        for errand in given:
            if errand.name.startswith("杀"):
                raise module._BrokenError
            yield errand.name.encode()

    monkeypatch.setattr(module, "_by_daft", broken)
    monkeypatch.setattr(module, "examined", deadly)
    given = [Errand(name, name, "k", "c") for name in ("一", "杀二", *map(str, range(40)))]
    told = list(daft_native(1)(given, {}))
    assert [errand for errand, _ in told] == given
    assert [errand.name for errand, one in told if isinstance(one, UnreadableError)] == ["杀二"]


@needs_ray
@left_open
def test_a_cluster_of_two_gives_the_same_rows_though_one_worker_is_killed(
    folder: Path,
    expected: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    mark = str(tmp_path / "被杀的")
    monkeypatch.setattr(module, "on_a_machine", killed_once(mark))
    with cluster() as two:
        grow(folder, tmp_path / "库", {}, ray_cluster(two.address))
        assert capfd.readouterr().out == "", "what the cluster mends itself is not told"
    assert os.path.exists(mark) and contents(tmp_path / "库") == expected
    assert len(list(tmp_path.glob("被杀的?*"))) >= 2, "more than one process has worked"


@needs_ray
@left_open
def test_a_cluster_that_is_not_there_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="连不上"):
        grow(folder, tmp_path, {}, ray_cluster(f"127.0.0.1:{free_port()}"))
