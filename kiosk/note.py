"""Be what a visitor is about to leave; it lives in the visit and on no disk."""

from dataclasses import dataclass, replace
from enum import StrEnum

from programme.questions import (
    LONGEST_TEXT,
    QuestionKind,
    Topic,
    TopicKind,
    clean_text,
)

_NOTHING = Topic(kind=TopicKind.OTHER)


class OwnMode(StrEnum):
    """Say how somebody writes words of their own."""

    LETTERS = "letters"
    STROKES = "strokes"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Be a question that is being put together, piece by piece."""

    kind: QuestionKind = QuestionKind.ENQUIRY
    topic: Topic = _NOTHING
    pieces: tuple[str, ...] = ()
    public: bool = False
    mode: OwnMode = OwnMode.LETTERS
    typed: str = ""
    """Letters or strokes on the writing pad that are not chosen yet."""
    page: int = 0
    """Which of what the pad offers is on view."""
    number: str = ""
    """Of what was left last in this visit; the page shows it."""
    left: int = 0
    """How many were left in this visit."""
    asked: str = ""
    """The number that is being typed, or was asked for, to follow a question."""

    @property
    def text(self) -> str:
        """Return what is written so far."""
        return "".join(self.pieces)

    def begun(self, kind: QuestionKind) -> "Note":
        """Return the note for another kind; what is written stays."""
        return replace(self, kind=kind, number="")

    def with_piece(self, typed: str) -> "Note":
        """Return the note with words added; none where there is no room for them."""
        piece = clean_text(typed)
        if not piece or len(self.text) + len(piece) > LONGEST_TEXT:
            return self
        return replace(self, pieces=(*self.pieces, piece), typed="")

    def about(self, topic: Topic) -> "Note":
        """Return the note about something else."""
        return replace(self, topic=topic, number="")

    def without_last(self) -> "Note":
        """Return the note one piece shorter."""
        return replace(self, pieces=self.pieces[:-1])

    def cleared(self) -> "Note":
        """Return the note without words."""
        return replace(self, pieces=(), typed="", page=0)

    def was_left(self, number: str) -> "Note":
        """Return an empty note that knows what was left."""
        return Note(kind=self.kind, number=number, left=self.left + 1)
