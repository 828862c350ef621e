"""Errors of the interface in one form (application/problem+json, RFC 9457) with a sentence for people."""

from __future__ import annotations

from typing import Any

from django.http import JsonResponse

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "请求无法理解",
    401: "没有有效的令牌",
    403: "没有权限",
    404: "没有这项内容",
    409: "现在不能这样办理",
    413: "文件过大",
    422: "请求的内容不合要求",
    429: "请求过于频繁",
    500: "程序出错",
    503: "暂时不能办理",
    507: "存不下来",
}
_DETAILS = {
    400: "请求的内容不是完整的 JSON 或表单；请检查后重发。",
    401: "请在 Authorization 里给出“Bearer 令牌”；令牌在“接口令牌”页建立，过期或作废的不能再用。",
    403: "令牌的范围或您的任职不允许这样做。",
    404: "地址有误，或内容不在您的权限之内。",
    429: "请稍候再试；Retry-After 写明等多少秒。",
    503: "数据库现在用不了（正在重启，或磁盘已满）：这次的内容没有保存，已经保存的没有丢失；请稍后重试。",
    500: "已经保存的内容没有丢失；请把时间和地址告诉管理员。",
}
_FAULTS = {  # what pydantic calls it: how we say it
    "missing": "没有给出",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "bool_parsing": "应为真或假",
    "string_type": "应为文字",
    "string_too_long": "过长",
    "string_too_short": "不能为空",
    "enum": "不是可选的值",
    "literal_error": "不是可选的值",
    "greater_than_equal": "过小",
    "less_than_equal": "过大",
    "string_pattern_mismatch": "含有不能用的字符",
}


def problem(status: int, detail: str = "", **more: Any) -> JsonResponse:
    """An error as a response.

    >>> problem(404).content.decode()
    '{"type": "about:blank", "title": "没有这项内容", "status": 404, "detail": "地址有误，或内容不在您的权限之内。"}'
    """
    title = TITLES.get(status, "请求没有完成")
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail or _DETAILS.get(status, title),
    }
    return JsonResponse(
        body | more, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )


def faults(errors: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What is wrong with a request, place by place.

    >>> faults([{"type": "missing", "loc": ("body", "payload", "move")}])
    [{'where': 'move', 'what': '没有给出'}]
    """
    return [
        {
            "where": f"{(error.get('loc') or ('',))[-1]}",
            "what": _FAULTS.get(error.get("type", ""), "不合要求"),
        }
        for error in errors
    ]
