"""What happens to submissions and may concern others; whoever it concerns listens.

``published`` is sent inside the transaction of the move, with the ``version`` that is public from now on.
"""

from __future__ import annotations

from django.dispatch import Signal

published = Signal()
