"""Take the bytes of an upload while counting them; what they are is not asked here.

The limit holds however the length is said or not said. Bytes wait on the disk until
it is their turn, so that twenty uploads at once do not take the centre's memory.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from tempfile import SpooledTemporaryFile

from fastapi import Request

from config.refusal_words import words_of
from publishing.errors import Refused, StorageFailed, TooLarge

MOST_BYTES = 50 * 1024 * 1024
SLACK_BYTES = 64 * 1024
"""What a client may send beyond the limit before it is told so."""

_IN_MEMORY = 1024 * 1024
_AT_ONCE = 2
_DEADLINE_S = 300


class Uploads:
    """Receive uploads, and give a few at a time to whoever reads them."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_AT_ONCE)

    @asynccontextmanager
    async def received(self, request: Request) -> AsyncIterator[bytes]:
        """Give the whole body of a request.

        Raises:
            TooLarge: It is longer than the limit.
            Refused: It is empty, or took too long to come.
            StorageFailed: The disk refused to hold it.
        """
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
            try:
                async with asyncio.timeout(_DEADLINE_S):
                    length = await _receive(request, spool)
            except TimeoutError as error:
                message = "上传太慢，已停下。请检查网络后再传。"
                raise Refused(message, code="upload_too_slow") from error
            if not length:
                raise Refused("文件是空的。请检查是不是选错了。", code="empty_document")
            async with self._turns:
                spool.seek(0)
                yield spool.read()


async def _receive(request: Request, spool: SpooledTemporaryFile[bytes]) -> int:
    """Copy a body to the spool and return its length.

    Raises:
        TooLarge: It says that it is longer than the limit, or is.
        StorageFailed: The disk refused to hold it.
    """
    most = MOST_BYTES + SLACK_BYTES
    said = request.headers.get("content-length", "0")
    if said.isdecimal() and int(said) > most:
        raise TooLarge(limit_bytes=MOST_BYTES)
    length = 0
    async for chunk in request.stream():
        length += len(chunk)
        if length > most:
            raise TooLarge(limit_bytes=MOST_BYTES)
        try:
            spool.write(chunk)
        except OSError as error:
            raise StorageFailed(words_of(error)) from error
    return length
