"""Let the drafter vouch for the words of a scanned page; a machine's are proposals."""

from sqlalchemy.orm import Session

from programme.blocks import Block, PageImageBlock
from publishing.desk.page_words import scans_of, words_of
from publishing.desk.page_words_rows import keep_words
from publishing.desk.rows import (
    back_to_draft,
    blocks_of,
    journal,
    own_draft,
    put_blocks,
)
from publishing.desk.rules import DeskAct
from publishing.desk.text import clean_text
from publishing.desk.views import DraftView, view_of
from publishing.errors import NotThere, Refused
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.imports import WordsOrigin

MOST_WORDS = 20_000


class ReadingScans:
    """Confirm the words of scanned pages."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def confirm(
        self, actor: str, draft: str, *, image: str, words: str, edition: int
    ) -> DraftView:
        """Keep the words of a scanned page as compared with it by this person.

        Raises:
            NotAllowed: Not the drafter of this one.
            ContentChanged: Somebody acted since the drafter read it.
            StateForbids: It is published already.
            NotThere: The version shows no such page.
            Refused: There are no words, or too many.
        """
        told = clean_text(words).strip()
        if not told or len(told) > MOST_WORDS:
            message = (
                f"请照原页写好文字再确认，1 到 {MOST_WORDS} 个字。"
                "页上没有字的，写一句“本页没有文字”加上画面是什么。"
            )
            raise Refused(message, code="page_words_missing")
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            row = own_draft(session, person, draft, edition=edition)
            back_to_draft(session, row, DeskAct.EDIT, now)
            put_blocks(row, _with_words(blocks_of(row), image, told))
            number, page = _page(blocks_of(row), image)
            found = (words_of(page),)
            origin = WordsOrigin.CONFIRMED
            keep_words(session, person, row, found, origin=origin, now=now)
            details = {"page": number, "image": image}
            act = "draft.words_confirmed"
            journal(session, person, act, row, now=now, details=details)
            return view_of(session, row)

        return self._acting.act(actor, "draft.words", do)


def _with_words(blocks: tuple[Block, ...], image: str, words: str) -> tuple[Block, ...]:
    return tuple(
        block.model_copy(update={"words": words})
        if isinstance(block, PageImageBlock) and block.image.sha256 == image
        else block
        for block in blocks
    )


def _page(blocks: tuple[Block, ...], image: str) -> tuple[int, PageImageBlock]:
    """Return the scanned page that shows a picture, with its number.

    Raises:
        NotThere: None does.
    """
    for number, block in scans_of(blocks):
        if block.image.sha256 == image:
            return number, block
    raise NotThere("这一张扫描页")
