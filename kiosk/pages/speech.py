"""Serve a page's sentences and their sound; which voice speaks is not known here."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from kiosk.desk import Desk
from media.speech.reader import Reader
from media.speech.speaker import NothingToSay, SpeechError


@dataclass(frozen=True, slots=True)
class _Refusal:
    status: int
    code: str
    message: str

    def response(self) -> JSONResponse:
        error = {"code": self.code, "message": self.message}
        return JSONResponse({"error": error}, status_code=self.status)


_FORGOTTEN = _Refusal(404, "speech.forgotten", "这一页已经换了，请再点一次朗读。")


def speech_pages(desk: Desk, reader: Reader) -> APIRouter:
    """Return the routes of reading aloud."""
    router = APIRouter()

    @router.get("/speech/{token}")
    async def sentences(token: str) -> JSONResponse:
        said = desk.scripts.of(token)
        if not said:
            return _FORGOTTEN.response()
        return JSONResponse({"sentences": said})

    # Not a coroutine: making a sound takes its time, and blocks a thread only.
    @router.get("/speech/{token}/{number}.wav")
    def sound(token: str, number: int) -> Response:
        said = desk.scripts.of(token)
        if not 0 <= number < len(said):
            return _FORGOTTEN.response()
        try:
            speech = reader.read(said, number)
        except NothingToSay as error:
            return _Refusal(422, error.code, str(error)).response()
        except SpeechError as error:
            return _Refusal(503, error.code, str(error)).response()
        return Response(speech.wav, media_type="audio/wav")

    return router
