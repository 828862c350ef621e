"""What is locked stays; what a state says follows from the versions."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.submission.models import Answer, AnswerKind, LockedError, Status, Version
from tests.web.conftest import District


@pytest.mark.parametrize("status", [Status.APPROVED, Status.PUBLISHED, Status.SUPERSEDED])
def test_the_file_of_a_locked_version_is_not_exchanged(district: District, status: Status) -> None:
    version = district.draft()
    Version.objects.filter(pk=version.pk).update(status=status)
    version.document = keep([b"other"])
    with pytest.raises(LockedError, match="已锁定"):
        version.save()


def test_an_explanation_needs_a_reason(district: District) -> None:
    with pytest.raises(IntegrityError):
        Answer.objects.create(
            submission=district.submission,
            fingerprint="f",
            kind=AnswerKind.EXPLAINED,
            by=district.person(Role.PREPARER),
        )
