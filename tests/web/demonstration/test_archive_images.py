"""The made-up batch: recognised, looked at, found good, and searched."""

from __future__ import annotations

from mingzhang.web.archive.batch_models import ScanBatch
from mingzhang.web.archive.finding import found
from mingzhang.web.archive.inspecting import result_of
from mingzhang.web.archive.models import FondsCode
from mingzhang.web.demonstration.archive_images import lay_images
from mingzhang.web.people.models import Role
from tests.web.archive.objects import fonds_at
from tests.web.conftest import District


def test_the_batch_is_recognised_and_its_sample_is_good(district: District) -> None:
    fonds = fonds_at(district.region)
    assert fonds.codes.filter(kind=FondsCode.CATEGORY).exists()
    lay_images(fonds, district.person(Role.ARCHIVIST))
    batch = ScanBatch.objects.select_related("fonds__organisation").get()
    result = result_of(batch)
    assert result.accepted and result.items == 4 and result.sampled == 1 and list(result.machine) == []
    assert found(fonds, "电梯", None)["pages"].paginator.count == 4
