"""What paper and groups get at one press, and how its pages are set."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

import pypdfium2
import pytest
from PIL import Image

from media.pages.fonts import find_fonts
from media.pages.manner import PLAIN, Manner
from media.pages.setter import PageSetter
from programme.blocks import Paragraph, Revision
from programme.boards import Board
from programme.layout import Panel
from publishing.desk.makers import MediaPages
from publishing.desk.ports import SetPage
from publishing.errors import Refused
from publishing.feeds.handout_pages import MOST_LONG
from publishing.feeds.handouts import (
    MESSAGE_NAME,
    NO_SHEET_NAME,
    SHEET_NAME,
    Handouts,
)
from publishing.feeds.house import PublicPlace
from publishing.house import use_cases
from tests.fakes.desk import County
from tests.fakes.public_site import ADDRESS

SENTENCE = "村里的路灯按季度检修一次，费用从村集体收入里出。"
POINT = "路灯按季度检修"


@dataclass(slots=True)
class Watched:
    """Set pages as the product does, and remember what they said."""

    setter: MediaPages
    said: list[str] = field(default_factory=list)

    def set_pages(
        self,
        revision: Revision,
        *,
        board: Board,
        panel: Panel,
        images: Mapping[str, bytes],
        manner: Manner = PLAIN,
    ) -> tuple[SetPage, ...]:
        pages = self.setter.set_pages(
            revision, board=board, panel=panel, images=images, manner=manner
        )
        self.said = [page.words for page in pages]
        return pages


@pytest.fixture
def watched() -> Watched:
    """Give the product's own page setter, whose screens show five pages."""
    return Watched(MediaPages(PageSetter(find_fonts(), most_shown=5)))


@pytest.fixture
def handouts(county: County, watched: Watched) -> Handouts:
    """Give the handouts of a county with a public address."""
    public = PublicPlace(address=ADDRESS)
    services = replace(county.services, page_setter=watched, public=public)
    return use_cases(services).public.handouts


def published(county: County, sentences: int) -> str:
    """Publish a text of so many sentences; return the disclosure."""
    cases = use_cases(replace(county.services, public=PublicPlace(address=ADDRESS)))
    made = replace(county, cases=cases).approved(
        blocks=(Paragraph(text=SENTENCE * sentences),), summary_points=(POINT,)
    )
    return made.line.disclosure


# REQ-35
def test_groups_get_the_whole_of_what_a_screen_shows_as_a_summary(
    county: County, handouts: Handouts, watched: Watched
) -> None:
    disclosure = published(county, 50)

    handouts.long_pictures(county.people["drafter"], disclosure)

    texts = (page.splitlines()[1:] for page in watched.said)
    said = "".join(chain.from_iterable(texts))
    assert len(watched.said) > 5
    assert said.count("从村集体收入里出") == 50
    assert "全文" not in said


# REQ-35
def test_what_is_too_long_to_be_sent_is_its_signed_summary(
    county: County, handouts: Handouts, watched: Watched
) -> None:
    disclosure = published(county, MOST_LONG * 8)

    (picture,) = handouts.long_pictures(county.people["drafter"], disclosure)

    (said,) = watched.said
    assert f"· {POINT}" in said
    assert said.endswith("页，扫码或到触摸屏查看")
    assert SENTENCE not in said
    assert Image.open(io.BytesIO(picture)).height < 2400


# REQ-35
def test_one_press_gives_the_sheet_the_short_text_and_the_long_picture(
    county: County, handouts: Handouts
) -> None:
    drafter, disclosure = county.people["drafter"], published(county, 1)

    files = dict(handouts.everything(drafter, disclosure))

    told = files.pop(MESSAGE_NAME).decode("utf-8-sig")
    with pypdfium2.PdfDocument(files.pop(SHEET_NAME)) as sheet:
        words = sheet[0].get_textpage().get_text_bounded()
    (picture,) = files.values()
    assert told == handouts.show(drafter, disclosure).message
    assert ADDRESS in told
    assert "路灯" in words
    assert picture.startswith(b"\x89PNG")


def test_what_is_too_long_for_paper_says_so_beside_what_may_be_sent(
    county: County, handouts: Handouts
) -> None:
    drafter, disclosure = county.people["drafter"], published(county, 900)

    files = handouts.everything(drafter, disclosure)

    assert "打印张贴稿" in files[NO_SHEET_NAME].decode("utf-8-sig")
    assert MESSAGE_NAME in files
    assert len(files) == 3
    with pytest.raises(Refused, match="打印张贴稿"):
        handouts.sheet(drafter, disclosure)
