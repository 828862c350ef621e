"""A notice says what it is about."""

from __future__ import annotations

from mingzhang.web.notices.models import Notice


def test_it_is_its_words() -> None:
    assert str(Notice(words="甲区水务局的材料今天截止。")) == "甲区水务局的材料今天截止。"
