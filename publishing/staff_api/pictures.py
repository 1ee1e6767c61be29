"""Answer with a picture that a browser shows and never runs."""

from fastapi import Response

FOR_A_DAY = "private, max-age=86400, immutable"
NOT_KEPT = "private, no-store"


def picture_answer(data: bytes, *, kept: str = FOR_A_DAY) -> Response:
    """Return an answer with a page or a picture.

    Args:
        data: Its bytes.
        kept: What the browser may keep of it.
    """
    headers = {
        "cache-control": kept,
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
    }
    return Response(data, media_type=_media_type(data), headers=headers)


def _media_type(data: bytes) -> str:
    """Return the type of a page or picture; anything else is only bytes."""
    heads = {b"RIFF": "image/webp", b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg"}
    for head, media_type in heads.items():
        if data.startswith(head):
            return media_type
    return "application/octet-stream"
