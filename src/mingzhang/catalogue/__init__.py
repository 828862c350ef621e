"""What should be said, as data: forms, phrases, section titles, codes and bases of a place and a year.

A place is one small file named by its six-digit administrative code that states only what differs from
its parent (310107 → 310000 → 000000).
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from mingzhang.catalogue.codes import economic_codes, functional_codes, vehicle_uses
from mingzhang.language.derive import Derivation
from mingzhang.language.filing import Page, load_pages
from mingzhang.language.form import load_forms
from mingzhang.language.notation import Notation, in_force
