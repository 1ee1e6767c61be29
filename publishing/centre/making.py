"""Name the makers of blocks and pages that the centre works with; it makes nothing."""

from dataclasses import dataclass

from config.centre import CentreSettings
from media.imports.importer import import_file
from media.pages.drawn import DrawnPages, RecentPages
from media.pages.drawn_files import DrawnFiles
from media.pages.fonts import find_fonts
from media.pages.setter import PageSetter as MediaSetter
from publishing.centre.pages import OneAtATime
from publishing.desk.makers import MediaImporter, MediaPages
from publishing.desk.ports import Importer, PageSetter

_BYTES_PER_MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Makers:
    """Be what turns files into blocks and blocks into pages."""

    importer: Importer
    page_setter: PageSetter
    preview_setter: PageSetter | None = None
    """Of its own, so that a look while typing waits for no submission."""


def product_makers(settings: CentreSettings) -> Makers:
    """Return the product's own importer and page setter.

    Pages that are looked at while they are typed are kept in memory only.

    Raises:
        PagesRefused: The machine lacks the fonts.
    """
    drawn = _drawn_pages(settings)
    return Makers(
        importer=MediaImporter(import_file),
        page_setter=OneAtATime(MediaPages(MediaSetter(find_fonts(), drawn=drawn))),
        preview_setter=OneAtATime(MediaPages(MediaSetter(find_fonts()))),
    )


def _drawn_pages(settings: CentreSettings) -> DrawnPages:
    if not settings.pages.kept_mb:
        return RecentPages()
    most = settings.pages.kept_mb * _BYTES_PER_MB
    return DrawnFiles(settings.drawn_folder, most_bytes=most)
