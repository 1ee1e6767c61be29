"""Show which of its own files the centre lacks, and which it has put right."""

from collections.abc import Sequence

from publishing.admin.live import Live
from publishing.admin.parts import Text, box, card, chip, empty, heading_cells
from publishing.holdings.rows import Noted

_LOOKED_AT = "中心一天里把要发的、要留的文件都看一遍，坏了、不见了的自己换上好的一份。"


def holdings_card(
    live: Live, *, lacking: Sequence[Noted], mended: Sequence[Noted]
) -> None:
    """Show a card: what is lacking first, with what to do, then what was put right."""
    with card("中心自己的文件", icon_name="fact_check", note=_LOOKED_AT):
        if not (lacking or mended):
            empty("都在，都是完好的。")
            return
        with box("list", tag="table"):
            heading_cells("什么时候发现", "哪个文件", "现在怎样", "怎么办")
            with box(tag="tbody"):
                for one in (*lacking, *mended):
                    _row(live, one)


def _row(live: Live, one: Noted) -> None:
    with box(tag="tr"):
        Text(live.calendar.exact(one.found_at), tag="td", classes="nowrap")
        Text(one.lack.words, tag="td", classes="small")
        with box(tag="td"), box("row-of"):
            if one.mended_at is None:
                chip("没有好的一份", "bad", icon_name="error")
                Text(one.lack.effect, classes="small")
            else:
                chip("又好了", "ok", icon_name="check_circle")
                Text(live.calendar.exact(one.mended_at), classes="small nowrap")
        advice = one.lack.advice if one.mended_at is None else "请检查磁盘。"
        Text(advice, tag="td", classes="small")
