"""Let many threads share one page setter, which holds fonts and is not to be shared."""

import threading
from collections.abc import Mapping

from media.pages.manner import PLAIN, Manner
from programme.blocks import Revision
from programme.boards import Board
from programme.layout import Panel
from publishing.desk.ports import PageSetter, SetPage


class OneAtATime:
    """Set pages for one thread at a time; the others wait for their turn."""

    def __init__(self, setter: PageSetter) -> None:
        self._setter = setter
        self._turn = threading.Lock()

    def set_pages(
        self,
        revision: Revision,
        *,
        board: Board,
        panel: Panel,
        images: Mapping[str, bytes],
        manner: Manner = PLAIN,
    ) -> tuple[SetPage, ...]:
        """Return the pages in order.

        Raises:
            UnusableInput: A page cannot be set; the message says why.
        """
        with self._turn:
            return self._setter.set_pages(
                revision, board=board, panel=panel, images=images, manner=manner
            )
