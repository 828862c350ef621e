"""What a password must be: Django's policy, with the sentences that Django says in English only."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator

LEAST = 12


def policy() -> str:
    """What a password must be, in one sentence.

    >>> policy()
    '至少 12 位，不能全是数字，不能是常见的密码，也不能和用户名、姓名相近。'
    """
    return f"至少 {LEAST} 位，不能全是数字，不能是常见的密码，也不能和用户名、姓名相近。"


class LengthPolicy(MinimumLengthValidator):
    """The least length, told in Chinese.

    >>> LengthPolicy(12).get_error_message()
    '密码太短，至少要 12 位。'
    """

    def get_error_message(self) -> str:
        """What is said of a password that is too short."""
        return f"密码太短，至少要 {self.min_length} 位。"

    def get_help_text(self) -> str:
        """What is said beforehand."""
        return f"密码至少 {self.min_length} 位。"
