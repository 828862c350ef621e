"""What is published, for everybody's programs."""

from __future__ import annotations

from django.test import Client

from tests.web.conftest import District
from tests.web.portal.publishing import written


def test_it_is_listed_whole_and_found_without_a_token(district: District) -> None:
    edition = written(district, district.submission, "本年收入合计100.50万元。")
    client = Client()
    listed = client.get("/api/v1/publications?year=2025&unit=甲区水务局").json()
    assert listed["items"][0]["page"].endswith("/2025/final_account/")
    assert client.get("/api/v1/publications?year=2024").json()["total"] == 0
    whole = client.get(f"/api/v1/publications/{edition.pk}").json()
    assert whole["figures"][0]["amount"] in ("1005000.0000", "1005000")
    found = client.get("/api/v1/search?q=收入").json()["items"]
    assert found[0]["text"] == "本年收入合计100.50万元。"
    assert client.get("/api/v1/search?q=").status_code == 422
