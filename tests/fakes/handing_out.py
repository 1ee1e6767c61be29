"""Give a county the use cases that hand out paper and pictures."""

from collections.abc import Mapping
from dataclasses import replace

from media.pages.fonts import find_fonts
from media.pages.manner import PLAIN, Manner
from media.pages.setter import PageSetter
from programme.blocks import Cell, Revision, Table
from programme.boards import Board
from programme.layout import Panel
from publishing.desk.makers import MediaPages
from publishing.desk.ports import SetPage
from publishing.feeds.house import PublicPlace
from publishing.house import use_cases
from publishing.services import UseCases
from tests.fakes.desk import County
from tests.fakes.desk_makers import OnePageSetter

PERSONS = Table(
    header_rows=1,
    rows=((Cell(text="姓名"), Cell(text="元")), (Cell(text="某甲"), Cell(text="1"))),
)


def cases_at(county: County, address: str, *, most_shown: int = 20) -> UseCases:
    """Return a county's use cases with the product's own page setter."""
    services = replace(
        county.services,
        page_setter=MediaPages(PageSetter(find_fonts(), most_shown=most_shown)),
        public=PublicPlace(address=address),
    )
    return use_cases(services)


class EndlessPages:
    """Set everything on more pages than one file holds."""

    def set_pages(
        self,
        revision: Revision,
        *,
        board: Board,
        panel: Panel,
        images: Mapping[str, bytes],
        manner: Manner = PLAIN,
    ) -> tuple[SetPage, ...]:
        (page,) = OnePageSetter().set_pages(
            revision, board=board, panel=panel, images=images
        )
        return (replace(page, count=900),) * (manner.first or 900)
