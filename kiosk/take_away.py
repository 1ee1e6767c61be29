"""Make the text that a code carries home, and the code; it opens no address itself."""

import io
from functools import lru_cache

import segno

from kiosk.guide_words import GuideWords
from kiosk.words import Words
from programme.playlist import Item

_MOST_BYTES = 300
"""More makes cells too small for a telephone at arm's length."""


def guide_text(guide: GuideWords, words: Words) -> str:
    """Return a guide in few lines."""
    named = words("list").join(paper.name for paper in guide.papers)
    papers = named or guide.need_count
    lines = [
        guide.title,
        f"{guide.window}{guide.window_tail}{words('comma')}{guide.place}",
        guide.telephone,
        f"{words('answer.need')}{words('colon')}{papers}",
        *(f"{fact.name}{words('colon')}{fact.value}" for fact in guide.facts),
        *guide.hours,
    ]
    return _short(lines, words)


def notice_text(item: Item, published: str, words: Words) -> str:
    """Return where a disclosure can be opened, or what names it where it cannot."""
    manifest = item.manifest
    if manifest.qr_target:
        return manifest.qr_target
    lines = [
        manifest.title,
        manifest.unit_name,
        item.entry.register_number,
        published,
        f"SHA-256 {item.entry.manifest.sha256}",
    ]
    return _short(lines, words)


@lru_cache(maxsize=64)
def code_svg(text: str) -> bytes:
    """Return a text as a code: level M, four modules of white around it."""
    made = segno.make_qr(text, error="m", encoding="utf-8", boost_error=False)
    drawn = io.BytesIO()
    made.save(
        drawn,
        kind="svg",
        border=4,
        dark="#15212B",
        light="#FFFFFF",
        xmldecl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    return drawn.getvalue()


def _short(lines: list[str], words: Words) -> str:
    """Return as many whole lines as the code may hold, and say if there are more."""
    more = words("take.more")
    left = _MOST_BYTES - len(more.encode()) - 1
    taken: list[str] = []
    for line in lines:
        left -= len(line.encode()) + 1
        if left < 0:
            return "\n".join([*taken, more])
        taken.append(line)
    return "\n".join(taken)
