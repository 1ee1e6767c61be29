"""Plug the product's own importer and page setter into the desk's ports."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from media.imports.errors import ImportRefused
from media.imports.result import Imported
from media.pages.errors import PagesRefused
from media.pages.manner import PLAIN, Manner
from media.pages.setter import PageSetter as Setter, SetPage as Page
from programme.blocks import Block, Revision
from programme.boards import Board
from programme.layout import Panel
from publishing.desk.ports import UnusableInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Be an imported file in the desk's terms."""

    title: str
    blocks: tuple[Block, ...]
    images: Mapping[str, bytes]
    report: Mapping[str, Any]
    parts: tuple[Mapping[str, Any], ...] = ()


class MediaImporter:
    """Read files with the product's importer."""

    def __init__(self, read: Callable[[bytes, str], Imported]) -> None:
        self._read = read

    def import_file(self, data: bytes, filename: str) -> Reading:
        """Return what is in a file.

        Raises:
            UnusableInput: The file cannot be used.
        """
        try:
            imported = self._read(data, filename)
        except ImportRefused as error:
            raise UnusableInput(str(error), code=error.code) from error
        return Reading(
            title=imported.title,
            blocks=imported.blocks,
            images=imported.images,
            report={"title": imported.title, **asdict(imported.report)},
            parts=tuple(asdict(part) for part in imported.parts),
        )


class MediaPages:
    """Set pages with the product's page setter."""

    def __init__(self, setter: Setter) -> None:
        self._setter = setter

    def set_pages(
        self,
        revision: Revision,
        *,
        board: Board,
        panel: Panel,
        images: Mapping[str, bytes],
        manner: Manner = PLAIN,
    ) -> tuple[Page, ...]:
        """Return the pages of a revision for one panel.

        Raises:
            UnusableInput: A page cannot be set.
        """
        try:
            return self._setter.set_pages(
                revision, board=board, panel=panel, images=images, manner=manner
            )
        except PagesRefused as error:
            raise UnusableInput(str(error), code=error.code) from error
