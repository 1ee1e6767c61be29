"""Make the text that a code carries home, and the code; it opens no address itself."""

import io
from datetime import tzinfo
from functools import lru_cache

import segno

from kiosk.guide_words import GuideWords
from kiosk.words import Words
from programme.playlist import Item
from programme.short_text import MOST_CODE_BYTES, code_text


def guide_text(guide: GuideWords, words: Words, *, today: str = "") -> str:
    """Return a guide in few lines, with what is different for a while."""
    named = words("list").join(paper.name for paper in guide.papers)
    papers = named or guide.need_count
    lines = [
        guide.title,
        f"{guide.window}{guide.window_tail}{words('comma')}{guide.place}",
        *filter(None, [today]),
        guide.telephone,
        f"{words('answer.need')}{words('colon')}{papers}",
        *(f"{fact.name}{words('colon')}{fact.value}" for fact in guide.facts),
        *guide.hours,
    ]
    return _short(lines, words)


def notice_text(item: Item, zone: tzinfo) -> str:
    """Return where a disclosure can be opened, else the text that all carriers say."""
    return code_text(
        item.manifest,
        register_number=item.entry.register_number,
        published_at=item.entry.published_at,
        zone=zone,
    )


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
    left = MOST_CODE_BYTES - len(more.encode()) - 1
    taken: list[str] = []
    for line in lines:
        left -= len(line.encode()) + 1
        if left < 0:
            return "\n".join([*taken, more])
        taken.append(line)
    return "\n".join(taken)
