"""Write every refusal as typed JSON; never HTML and never a trace."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from publishing.errors import PublishingError

_LOG = logging.getLogger(__name__)
_SAID = 20
_REASONS: Final = {
    "missing": "没有填",
    "extra_forbidden": "没有这一项",
    "enum": "不在可选的值里",
    "literal_error": "不在可选的值里",
    "string_too_long": "太长",
    "string_too_short": "没有写",
    "too_long": "太多",
    "string_pattern_mismatch": "写法不对",
    "json_invalid": "不是 JSON",
    "union_tag_invalid": "没有这种内容块",
    "union_tag_not_found": "没有写是哪种内容块",
}
_HTTP_WORDS: Final = {
    404: ("not_there", "没有这个地址。请核对后再试。"),
    405: ("method_refused", "这个地址不能这样用。请核对后再试。"),
    413: ("too_large", "内容太大。请分成几次提交。"),
    400: ("request_malformed", "请求写得不对。请核对后再试。"),
}
_OTHER_WORDS: Final = ("refused", "这个请求不能办。请核对后再试。")


def error_json(code: str, message: str, **more: object) -> dict[str, Any]:
    """Return a refusal as programs read it."""
    return {"error": {"code": code, "message": message, **more}}


def error_answer(error: PublishingError) -> JSONResponse:
    """Return a refusal of the centre as an answer."""
    body = error_json(error.code, str(error), **error.more())
    return JSONResponse(body, status_code=error.status)


def add_error_handlers(app: FastAPI) -> None:
    """Make every refusal of an app typed JSON."""
    app.add_exception_handler(PublishingError, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)


def _refused(request: Request, error: Exception) -> JSONResponse:
    del request
    if not isinstance(error, PublishingError):
        raise error
    return error_answer(error)


def _malformed(request: Request, error: Exception) -> JSONResponse:
    del request
    if not isinstance(error, RequestValidationError):
        raise error
    fields = list(_fields(error.errors()))
    listed = "；".join(f"{one['field']}：{one['reason']}" for one in fields)
    message = f"有 {len(error.errors())} 处填得不对：{listed}。请改好再提交。"
    return JSONResponse(
        error_json("form_refused", message, fields=fields), status_code=422
    )


def _http(request: Request, error: Exception) -> JSONResponse:
    del request
    if not isinstance(error, HTTPException):
        raise error
    code, message = _HTTP_WORDS.get(error.status_code, _OTHER_WORDS)
    return JSONResponse(error_json(code, message), status_code=error.status_code)


def _failed(request: Request, error: Exception) -> JSONResponse:
    """Answer for a mistake of our own; who operates the centre finds the trace."""
    _LOG.error("failed %s %s", request.method, request.url.path, exc_info=error)
    message = "这一步没有办成，是系统的问题。请稍后再试，还不行请找管理员看日志。"
    return JSONResponse(error_json("failed", message), status_code=500)


def _fields(errors: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, str]]:
    for _, error in zip(range(_SAID), errors, strict=False):
        place = ".".join(str(part) for part in error["loc"][1:]) or "整份"
        yield {"field": place, "reason": _reason(error)}


def _reason(error: Mapping[str, Any]) -> str:
    known = _REASONS.get(error["type"])
    if known is not None:
        return known
    said = str(error["msg"]).removeprefix("Value error, ")
    # What is said in English is said to programmers.
    told = error["type"] == "value_error" and not said.isascii()
    return said if told else "写法不对"
