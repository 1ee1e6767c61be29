"""Say which page a look while typing shows, and how small; pure, it draws nothing."""

from media.pages.manner import Glance

_MOST_PX = 1040
"""Of a picture's longer side: it is shown beside the form, never larger."""


def changed_page(names: tuple[str, ...], glance: Glance) -> int:
    """Return the number of the first page that differs from the look before.

    Where none does, or nothing was looked at before, it is the page under view.
    """
    if not glance.before:
        return glance.page
    for number, name in enumerate(names, start=1):
        if number > len(glance.before) or name != glance.before[number - 1]:
            return number
    return glance.page


def reduction(size: tuple[int, int]) -> int:
    """Return the whole number by which a page's sides are divided."""
    return -(-max(size) // _MOST_PX)
