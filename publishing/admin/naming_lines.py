"""Show the catalogue's lines that name somebody who is sought; decide nothing."""

from publishing.admin.parts import Text, box, heading_cells, link, note
from publishing.catalogue.naming import NamingLine

_WORDS = (
    "公开目录里也写到了。目录不签发，不在撤下之列：请管目录的人点进去改掉，"
    "改完马上不再显示。"
)


def draw_naming(lines: tuple[NamingLine, ...]) -> None:
    """Draw the lines as rows that lead to the catalogue; no line, nothing."""
    if not lines:
        return
    note(_WORDS, tone="warn")
    with box("list", tag="table"):
        heading_cells("目录条目", "单位", "写在哪里")
        with box(tag="tbody"):
            for one in lines:
                with box(tag="tr"):
                    with box(tag="td"):
                        link(one.name, f"/catalogue/{one.unit}", classes="title")
                    Text(one.unit_name, tag="td")
                    Text(one.excerpt, tag="td")
