"""What cannot be done: the errors whose words are told to the user as they are."""

from __future__ import annotations


class RefusalError(Exception):
    """Why something was not done; the message is one Chinese sentence for the user.

    >>> str(RefusalError("决算.pdf：文件是空的（0 字节），未检查。"))
    '决算.pdf：文件是空的（0 字节），未检查。'
    """
