"""Serve the pages on which a visitor leaves a question; nobody is asked for a name."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import Response

from kiosk.desk import Desk, Visitor
from kiosk.note import Note
from kiosk.pages.advice import advice
from kiosk.pages.home import nothing_yet
from kiosk.take_away import code_svg
from kiosk.topics import topic_of
from kiosk.voice_office import Refused, VoiceOffice
from kiosk.words import FIRST, Words
from programme.channels import NUMBERS, Channel
from programme.questions import QuestionKind, number_words

SENTENCES = 6
"""Prepared sentences of each kind, by their number in the catalogues."""
WORDS = 12
"""Prepared words about where and when."""
_ICONS = {
    QuestionKind.ENQUIRY: "search",
    QuestionKind.REQUEST: "volunteer_activism",
    QuestionKind.SUGGESTION: "forum",
    QuestionKind.COMPLAINT: "front_hand",
}


def message_pages(desk: Desk, office: VoiceOffice) -> APIRouter:
    """Return the routes on which a question is put together and left."""
    router = APIRouter()
    _add_start(router, desk)
    _add_writing(router, desk, office)
    _add_about(router, desk)
    _add_left(router, desk)
    return router


def _add_start(router: APIRouter, desk: Desk) -> None:
    @router.get("/message")
    async def start(request: Request) -> Response:
        if not desk.shelf.echo.sealing_key:
            return advice(desk, request, "message")
        visitor = desk.visitor(request)
        words = desk.words_for(visitor)
        return desk.page(
            request,
            "message.html",
            visitor=visitor,
            topic=visitor.visit.note.topic.name,
            kinds=[
                {
                    "id": kind.value,
                    "icon": icon,
                    "name": words(f"voice.{kind.value}"),
                    "more": words(f"voice.{kind.value}.more"),
                }
                for kind, icon in _ICONS.items()
            ],
        )

    @router.post("/message")
    async def choose(
        request: Request, kind: Annotated[str, Form(max_length=20)] = ""
    ) -> Response:
        visitor = desk.visitor(request)
        if kind not in set(QuestionKind):
            return desk.back_to(visitor, "/message")
        return desk.back_to(
            noted(visitor, visitor.visit.note.begun(QuestionKind(kind))),
            "/message/write",
        )


def _add_writing(router: APIRouter, desk: Desk, office: VoiceOffice) -> None:
    @router.get("/message/write")
    async def write(request: Request) -> Response:
        if not desk.shelf.echo.sealing_key:
            return advice(desk, request, "message")
        visitor = desk.visitor(request)
        return desk.page(
            request,
            "message_write.html",
            visitor=visitor,
            **_written(desk, visitor),
        )

    @router.post("/message/write")
    async def add(
        request: Request,
        act: Annotated[str, Form(max_length=40)] = "",
        words: Annotated[str, Form()] = "",
    ) -> Response:
        visitor = desk.visitor(request)
        typed = visitor.visit.note.with_piece(words)
        if act == "leave":
            return _leave(desk, office, request, noted(visitor, typed))
        note = _after(typed, act, desk.words[FIRST])
        return desk.back_to(noted(visitor, note), "/message/write")


def _add_about(router: APIRouter, desk: Desk) -> None:
    @router.get("/message/about")
    async def about(request: Request) -> Response:
        held, guide = desk.contents.held, desk.contents.guide
        if held is None or guide is None:
            return nothing_yet(desk, request)
        return desk.page(
            request, "message_about.html", units=guide.directory.departments
        )

    @router.post("/message/about")
    async def is_about(
        request: Request,
        unit: Annotated[str, Form(max_length=80)] = "",
        item: Annotated[str, Form(max_length=80)] = "",
        disclosure: Annotated[str, Form(max_length=80)] = "",
    ) -> Response:
        visitor = desk.visitor(request)
        topic = topic_of(desk, unit=unit, item=item, disclosure=disclosure)
        # Who asks from a page has not said yet what kind of question it is.
        after = "/message" if item or disclosure else "/message/write"
        return desk.back_to(noted(visitor, visitor.visit.note.about(topic)), after)


def _add_left(router: APIRouter, desk: Desk) -> None:
    @router.get("/message/left")
    async def left(request: Request) -> Response:
        visitor = desk.visitor(request)
        number = visitor.visit.note.number
        if not number:
            return desk.back_to(visitor, "/message")
        return desk.page(
            request, "message_left.html", visitor=visitor, number=number_words(number)
        )

    @router.get("/message/code.svg")
    async def code(request: Request) -> Response:
        visitor = desk.visitor(request)
        number, held = visitor.visit.note.number, desk.contents.held
        if not number or held is None:
            raise HTTPException(404)
        words = desk.words_for(visitor)
        text = words(
            "voice.code",
            hall=held.programme.hall.name,
            number=number_words(number),
            telephone=held.programme.hall.enquiry_telephone,
        )
        return Response(code_svg(text), media_type="image/svg+xml")


def _leave(
    desk: Desk, office: VoiceOffice, request: Request, visitor: Visitor
) -> Response:
    """Keep a question, or say where it belongs, or why it is not taken."""
    note = visitor.visit.note
    try:
        number = office.leave(note)
    except Refused as refused:
        return _instead(desk, request, visitor, refused)
    return desk.back_to(noted(visitor, note.was_left(number)), "/message/left")


def _instead(
    desk: Desk, request: Request, visitor: Visitor, refused: Refused
) -> Response:
    held, words = desk.contents.held, desk.words_for(visitor)
    if held is None:
        return nothing_yet(desk, request)
    hall, channel = held.programme.hall, refused.channel
    own = NUMBERS[channel] if channel is not None else ()
    again = {"href": "/message/write", "icon": "draw", "name": words("voice.again")}
    return desk.page(
        request,
        "advice.html",
        visitor=visitor,
        status=422,
        heading=words("message"),
        symbol="warning" if channel is Channel.DANGER else "support_agent",
        title=words(f"voice.no.{refused.code}.title"),
        lines=(words(f"voice.no.{refused.code}.advice"), words("voice.no.wiped")),
        telephones=(
            *({"name": words(f"voice.line.{one}"), "number": one} for one in own),
            {"name": hall.enquiry_place, "number": hall.enquiry_telephone},
        ),
        code="",
        buttons=(again,),
    )


def _after(note: Note, act: str, words: Words) -> Note:
    """Return a note after a button of its page was pressed."""
    name, _, value = act.partition(":")
    acts: Mapping[str, Callable[[], Note]] = {
        "back": note.without_last,
        "clear": note.cleared,
        "public": lambda: replace(note, public=value == "1"),
        "say": lambda: note.with_piece(_prepared(words, note.kind, value)),
        "word": lambda: note.with_piece(words.named(f"voice.word.{value}", "")),
    }
    return acts[name]() if name in acts else note


def _prepared(words: Words, kind: QuestionKind, value: str) -> str:
    return words.named(f"voice.say.{kind.value}.{value}", "")


def _written(desk: Desk, visitor: Visitor) -> dict[str, Any]:
    """Return what the page of writing shows; what is left is always Chinese."""
    words, note = desk.words_for(visitor), visitor.visit.note
    says = [
        (f"say:{at}", words(f"voice.say.{note.kind.value}.{at}"))
        for at in range(1, SENTENCES + 1)
    ]
    places = [(f"word:{at}", words(f"voice.word.{at}")) for at in range(1, WORDS + 1)]
    return {
        "note": note,
        "kind": words(f"voice.{note.kind.value}"),
        "says": says,
        "places": places,
    }


def noted(visitor: Visitor, note: Note) -> Visitor:
    """Return a visitor who has another note."""
    return replace(visitor, visit=replace(visitor.visit, note=note))
