"""Tell from the steps of a visit what is counted of it; hold no count itself.

A search is over when its page is left, its words are taken away, or the visit ends.
What was told once of a visit is not told again.
"""

import re
from dataclasses import replace
from datetime import date

from kiosk.rating import OF_DISCLOSURES, OF_ITEMS
from kiosk.tally import Tally
from kiosk.visits import Visit
from programme.visit_counts import CountKind

_FIND = "/find"
_REPLIES = "/find/replies/"
_ITEM = re.compile(r"/items/([a-z0-9][a-z0-9._-]{0,79})")
_NOTICE = re.compile(r"/notices/([a-z0-9][a-z0-9._-]{0,79})")
_MOST_TOLD = 40


def opened(tally: Tally, visit: Visit, path: str, on: date) -> Visit:
    """Count a page that opens; return the visit that remembers it."""
    if path == visit.here:
        return visit
    item, notice = _ITEM.fullmatch(path), _NOTICE.fullmatch(path)
    if _searches(visit.here) and not _searches(path):
        visit = search_over(tally, visit, on, led_to=item[1] if item else "")
    if path in visit.trail:
        return visit
    if item:
        tally.count(on, CountKind.ITEM_OPENED, item[1])
    elif notice:
        tally.count(on, CountKind.DISCLOSURE_OPENED, notice[1])
    return visit


def _searches(path: str) -> bool:
    """Say whether a page belongs to a search: where one types, or replies."""
    return path == _FIND or path.startswith(_REPLIES)


def typed(tally: Tally, before: Visit, after: Visit, on: date) -> Visit:
    """Count the search that other words end; return the visit with those words."""
    old, new = before.query, after.query
    if new.startswith(old) or (new and old.startswith(new)):
        return after
    over = search_over(tally, before, on)
    return replace(after, vain=over.vain, told=over.told)


def answered(visit: Visit, *, none: bool) -> Visit:
    """Return the visit that knows whether its words lead to anything.

    Words that led nowhere are remembered while they are only shortened.
    """
    query, vain = visit.query, visit.vain
    if none:
        return visit if vain.startswith(query) else replace(visit, vain=query)
    if vain and query and vain.startswith(query):
        return visit
    return replace(visit, vain="")


def rated(tally: Tally, visit: Visit, choice: str, on: date) -> Visit:
    """Count a rating of what is on view, once a visit: a disclosure, or a guide."""
    page, _, _ = visit.here.partition("?")
    for pattern, choices in ((_NOTICE, OF_DISCLOSURES), (_ITEM, OF_ITEMS)):
        subject, kind = pattern.fullmatch(page), choices.get(choice)
        if subject and kind and page not in visit.rated:
            tally.count(on, kind, subject[1])
            return replace(visit, rated=(*visit.rated, page)[-_MOST_TOLD:])
    return visit


def search_over(tally: Tally, visit: Visit, on: date, *, led_to: str = "") -> Visit:
    """Count how a search ended, if there was one that was not counted yet."""
    words = visit.vain or visit.query
    if not words or (words in visit.told and not led_to):
        return visit
    if led_to:
        tally.count(on, CountKind.LED_TO, led_to)
    elif visit.vain:
        tally.in_vain(on, visit.vain)
    else:
        tally.count(on, CountKind.LEFT)
    told = (*visit.told, words, visit.query)[-_MOST_TOLD:]
    return replace(visit, vain="", told=told)
