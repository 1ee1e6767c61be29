"""Take the pictures that stand among the text of a PDF page; scans lie elsewhere."""

from collections.abc import Iterator
from itertools import islice

import pypdfium2

from media.imports.limits import MOST_PIXELS
from media.imports.notes import Notes
from media.imports.page_view import PageView
from media.imports.picture_colours import screen_colours
from media.imports.pictures import PictureStore
from programme.blocks import Figure

_IMAGES = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,)
_MOST_ON_A_PAGE = 60
_LEAST_POINTS = 40.0
"""Of each side, to be a picture and no ornament."""


def picture_parts(page: pypdfium2.PdfPage, view: PageView) -> Iterator[float]:
    """Yield how much of what is shown each picture covers, from 0 to 1."""
    width, height = view.size
    for picture in page.get_objects(filter=_IMAGES, max_depth=2):
        left, top, right, bottom = view.box(*picture.get_bounds())
        across = max(0.0, min(right, width) - max(left, 0.0))
        down = max(0.0, min(bottom, height) - max(top, 0.0))
        yield across * down / (width * height)


def page_figures(
    page: pypdfium2.PdfPage, view: PageView, store: PictureStore, notes: Notes
) -> Iterator[Figure]:
    """Yield the pictures of a page from top to bottom; small ones are ornaments."""
    found = islice(page.get_objects(filter=_IMAGES, max_depth=1), _MOST_ON_A_PAGE)
    for picture in sorted(found, key=lambda one: view.box(*one.get_bounds())[1]):
        left, top, right, bottom = view.box(*picture.get_bounds())
        if min(right - left, bottom - top) < _LEAST_POINTS:
            notes.lost("文字页上的小图")
            continue
        if not view.shows((left, top, right, bottom)):
            notes.lost("裁在页面以外、看不到的图片")
            continue
        figure = _figure(picture, store)
        if figure is None:
            notes.lost("文字页上打不开的图片")
            continue
        notes.simplified("图片放在本页文字后面")
        yield figure


def _figure(picture: pypdfium2.PdfImage, store: PictureStore) -> Figure | None:
    width, height = picture.get_px_size()
    if not 0 < width * height <= MOST_PIXELS:
        return None
    try:
        drawn = picture.get_bitmap(render=False).to_pil()
    except (pypdfium2.PdfiumError, OSError, ValueError):
        return None
    stored = store.add_page(screen_colours(drawn))
    return Figure(image=stored.ref, width=stored.width, height=stored.height)
