"""Pages of long lists: the rows of a page are fetched by their keys.

What lies before a page is then walked over in the index of the order alone, and never read.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator


class KeyedPaginator(Paginator[Any]):
    """A paginator of a query set whose order an index knows."""

    def page(self, number: int | str) -> Page[Any]:
        """The page of a number; its rows by key, in the order of the list."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        every: Any = self.object_list
        keys = list(every.values_list("pk", flat=True)[first : first + self.per_page])
        return Page(every.filter(pk__in=keys), number, self)
