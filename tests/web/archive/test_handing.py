"""Hand-over: what was accepted is packed, checked, given out, and compared when it comes back."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzhang.web.archive import handing
from mingzhang.web.archive.batch_models import HandOver
from mingzhang.web.archive.models import Fonds
from mingzhang.web.archive.moves import ArchiveMoveError
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from tests.web.archive.apart_here import apart_in
from tests.web.archive.objects import batch_of, fonds_at, item
from tests.web.conftest import District


@pytest.fixture
def packed(district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HandOver:
    """The package of a scanned and an electronic item; a third is not accepted."""
    monkeypatch.setattr(handing, "apart", apart_in(tmp_path))
    fonds = fonds_at(district.region)
    one = item(fonds, "危房改造", stage="验收", pages=1, copy=keep([b"%PDF-copy"]))
    item(fonds, "照片", stage="入库", evidence=keep([b"photo"]), note="现场.jpg", period="30年")
    batch_of(district, one, item(fonds, "没有验收", stage="识别"))
    made = handing.hand_over(fonds, district.person(Role.ARCHIVIST))
    handing.pack.func(made.pk)
    return HandOver.objects.select_related("package", "fonds__organisation").get()


def contents(row: HandOver) -> dict[str, bytes]:
    assert row.package is not None, row.said
    with zipfile.ZipFile(io.BytesIO(row.package.read())) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_a_package_has_what_was_accepted_and_nothing_else(packed: HandOver) -> None:
    files = contents(packed)
    code, other = "0123-WS·2019-Y-BGS-0001", "0123-WS·2019-D30-BGS-0001"
    assert files[f"data/原图/{code}-001.tif"] == f"{code}-001.tif".encode()
    assert files[f"data/利用/{code}.pdf"] == b"%PDF-copy" and files[f"data/原件/{other}.jpg"] == b"photo"
    assert files[f"data/文字/{code}.txt"].decode() == "危房改造"
    assert not any("0002" in name for name in files)
    ead = files["data/目录/目录.ead3.xml"].decode()
    assert f"../原件/{other}.jpg" in ead and "没有验收" not in ead
    events = json.loads(files["data/目录/事件.json"])
    assert [each["objectIdentifier"] for each in events["objects"]] == [f"{code}-001"]
    assert {each["eventOutcome"] for each in events["events"]} >= {"已识别", "验收"}


def back(files: dict[str, bytes]) -> SimpleUploadedFile:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"另一个名字/{name}", data)
    return SimpleUploadedFile("归还.zip", stream.getvalue())


def test_what_comes_back_is_compared_file_by_file(district: District, packed: HandOver) -> None:
    who, files = district.person(Role.ARCHIVIST), contents(packed)
    assert handing.came_back(packed, who, back(files)) == []
    assert HandOver.objects.get().returned is not None
    files["data/利用/0123-WS·2019-Y-BGS-0001.pdf"] = b"%PDF-else"
    del files["data/原件/0123-WS·2019-D30-BGS-0001.jpg"]
    faults = handing.came_back(packed, who, back(files))
    assert sorted(fault.partition("”：")[2] for fault in faults) == [
        "内容有改动（SHA-256 不一致）",
        "文件不见了",
    ]
    assert HandOver.objects.get().faults == faults


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"torn", "不是完好的 zip 文件"),
        (None, "请选归还的移交包"),
        ("empty", "没有 bagit.txt"),
        ("out", "指向移交包之外"),
    ],
)
def test_what_is_no_package_is_told(
    district: District, packed: HandOver, data: bytes | str | None, why: str
) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../../x" if data == "out" else "x", b"x")
    given = stream.getvalue() if isinstance(data, str) else data
    upload = None if given is None else SimpleUploadedFile("归还.zip", given)
    with pytest.raises(ArchiveMoveError, match=why):
        handing.came_back(packed, district.person(Role.ARCHIVIST), upload)
    assert HandOver.objects.get().returned is None


def test_without_anything_accepted_or_a_file_it_is_told(district: District) -> None:
    fonds, who = fonds_at(district.region), district.person(Role.ARCHIVIST)
    with pytest.raises(ArchiveMoveError, match="还没有验收过的归档文件"):
        handing.hand_over(fonds, who)
    with pytest.raises(ArchiveMoveError, match="没有“整理档案”的权限"):
        handing.hand_over(fonds, district.person(Role.LEADER))
    row = item(fonds, stage="验收", copy=keep([b"%PDF"]))
    made = handing.hand_over(fonds, who)
    with pytest.raises(ArchiveMoveError, match="还没有打包"):
        handing.came_back(made, who, None)
    assert row.copy is not None
    row.copy.path.unlink()
    handing.pack.func(made.pk)
    assert HandOver.objects.get().state == HandOver.FAILED and "没有打包" in HandOver.objects.get().said


def test_the_page_packs_gives_out_and_takes_back(district: District, packed: HandOver) -> None:
    fonds = Fonds.objects.get()
    client = district.client(Role.ARCHIVIST)
    address = reverse("archive:hand_overs", args=[fonds.pk])
    answer: Any = client.get(reverse("archive:package", args=[packed.pk]))
    given = b"".join(answer.streaming_content)
    sent = {"returned": SimpleUploadedFile("包.zip", given)}
    give_back = reverse("archive:give_back", args=[packed.pk])
    assert "与移交时完全相同" in client.post(give_back, sent, follow=True).content.decode()
    files = contents(packed) | {"data/多余.txt": b"x"}
    page = client.post(give_back, {"returned": back(files)}, follow=True).content.decode()
    assert "有 1 处不符" in page and "不在清单里" in page
    assert "请选归还的移交包" in client.post(give_back, follow=True).content.decode()
    client.post(address)
    assert HandOver.objects.count() == 2 and "正在打包" in client.get(address).content.decode()
    waiting = HandOver.objects.get(number=2)
    assert client.get(reverse("archive:package", args=[waiting.pk])).status_code == 404
