"""Read a request's body up to a limit, while it streams; understand nothing of it."""

from starlette.requests import Request

from publishing.errors import TooLarge

MOST_BYTES = 2 * 1024 * 1024


async def body_of(request: Request, limit_bytes: int = MOST_BYTES) -> bytes:
    """Return the body, or stop reading as soon as it is too long.

    Raises:
        TooLarge: The declared or the real length is over the limit.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit_bytes:
        raise TooLarge(limit_bytes=limit_bytes)
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > limit_bytes:
            raise TooLarge(limit_bytes=limit_bytes)
        parts.append(part)
    return b"".join(parts)
