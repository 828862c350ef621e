"""Every module that says what is joined to some object: to import this is to know them all."""

from __future__ import annotations

from mingzhang.web.joins import claims_shown

EVERY = (claims_shown,)
