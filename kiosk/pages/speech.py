"""Serve a page's sentences and their sound; which voice speaks is not known here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import JSONResponse, Response

from kiosk.desk import Desk
from kiosk.earphones import by_earphones
from kiosk.loudness import loudness_at
from media.speech.reader import Reader
from media.speech.speaker import NothingToSay, Speech, SpeechError


@dataclass(frozen=True, slots=True)
class _Refusal:
    status: int
    code: str
    message: str

    def response(self) -> JSONResponse:
        error = {"code": self.code, "message": self.message}
        return JSONResponse({"error": error}, status_code=self.status)


MOST_LETTERS = 600
"""Of a stop that a keypad has spoken."""
_FORGOTTEN = _Refusal(404, "speech.forgotten", "这一页已经换了，请再点一次朗读。")


def speech_pages(desk: Desk, reader: Reader) -> APIRouter:
    """Return the routes of reading aloud."""
    router = APIRouter()

    @router.get("/speech/{token}")
    async def sentences(token: str) -> JSONResponse:
        said = desk.scripts.of(token)
        if not said:
            return _FORGOTTEN.response()
        limits = desk.settings.loudness
        alone = by_earphones(limits)
        now = desk.now().astimezone(desk.contents.zone).time()
        return JSONResponse(
            {
                "sentences": said,
                "loudness": 1.0 if alone else loudness_at(now, limits),
                "earphones": "in" if alone else limits.earphones.value,
            }
        )

    # Not coroutines: making a sound takes its time, and blocks a thread only.
    @router.get("/speech/{token}/{number}.wav")
    def sound(token: str, number: int) -> Response:
        return _sound(reader.read, desk.scripts.of(token), number)

    @router.get("/speech/{token}/{number}/first.wav")
    def first(token: str, number: int) -> Response:
        return _sound(reader.begin, desk.scripts.of(token), number)

    @router.get("/speech/{token}/{number}/rest.wav")
    def rest(token: str, number: int) -> Response:
        return _sound(reader.rest, desk.scripts.of(token), number)

    # By POST, because what was typed is spoken too, and no address may hold it.
    @router.post("/speech/say")
    def say(text: Annotated[str, Form(max_length=MOST_LETTERS)] = "") -> Response:
        return _sound(reader.read, (text,), 0)

    return router


def _sound(
    read: Callable[[Sequence[str], int], Speech | None],
    said: Sequence[str],
    number: int,
) -> Response:
    if not 0 <= number < len(said):
        return _FORGOTTEN.response()
    try:
        speech = read(said, number)
    except NothingToSay as error:
        return _Refusal(422, error.code, str(error)).response()
    except SpeechError as error:
        return _Refusal(503, error.code, str(error)).response()
    return _wave(speech)


def _wave(speech: Speech | None) -> Response:
    """Send a sound; where the first words were all, there is no content."""
    if speech is None:
        return Response(status_code=204)
    return Response(speech.wav, media_type="audio/wav")
