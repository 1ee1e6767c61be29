"""Write answers to devices: canonical documents and typed errors, never a cookie."""

from typing import Any

from sqlalchemy.exc import OperationalError
from starlette.responses import JSONResponse, Response

from programme.document import Document
from programme.errors import ContractError, SignatureRefused
from publishing.admission import TurnLater
from publishing.device_api.pace import TooOften
from publishing.errors import PublishingError
from publishing.evidence.errors import ChainAhead, ChainRefused

_HEADERS = {"Cache-Control": "no-store"}
_BUSY_S = 10


def document(content: Document, status: int = 200) -> Response:
    """Return a document in its canonical bytes."""
    return Response(
        content.canonical(),
        status_code=status,
        media_type="application/json",
        headers=_HEADERS,
    )


def refusal(error: PublishingError | ContractError) -> Response:
    """Return what was refused and why, for people and for programs."""
    status = error.status if isinstance(error, PublishingError) else 400
    if isinstance(error, SignatureRefused):
        status = 401
    told: dict[str, Any] = {"code": error.code, "message": str(error)}
    if isinstance(error, ChainRefused | ChainAhead):
        told |= {"number": error.number, "stored_to": error.stored_to}
    if isinstance(error, ChainAhead) and error.head is not None:
        told["head"] = error.head.model_dump(mode="json")
    headers = dict(_HEADERS)
    if isinstance(error, TooOften | TurnLater):
        headers["Retry-After"] = str(error.retry_after_s)
    return JSONResponse({"error": told}, status_code=status, headers=headers)


def busy(error: OperationalError) -> Response:
    """Return that the database did not take it; the device delivers it again."""
    del error
    message = "中心现在存不下。请稍后再送，记录不会丢。"
    return JSONResponse(
        {"error": {"code": "centre_busy", "message": message}},
        status_code=503,
        headers={**_HEADERS, "Retry-After": str(_BUSY_S)},
    )
