"""How often a program may ask: so many requests a minute for each token, or for each address without one."""

from __future__ import annotations

import time

from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import SimpleRateThrottle

from mingzhang.web.api.models import ApiToken


class TokenThrottle(SimpleRateThrottle):
    """The rate of the settings (``API_RATE``), by a clock that nobody sets; each process counts by itself.

    >>> TokenThrottle("120/m").num_requests
    120
    """

    timer = staticmethod(time.monotonic)

    def __init__(self, rate: str | None = None) -> None:
        super().__init__(rate or settings.API_RATE)

    def get_cache_key(self, request: HttpRequest) -> str:
        """What is counted together."""
        token = getattr(request, "auth", None)
        whose = token.hash if isinstance(token, ApiToken) else request.META.get("REMOTE_ADDR", "")
        return f"api-{whose}"

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether the request may go on; the rate is that of the settings now."""
        self.num_requests, self.duration = self.parse_rate(settings.API_RATE)
        return super().allow_request(request)
