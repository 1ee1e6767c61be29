import pytest

from media.pages.captions import captioned
from programme.blocks import AssetRef, Block, Figure, Paragraph

IMAGE = AssetRef(sha256="0" * 64, length=1)
FIGURE = Figure(image=IMAGE, width=4, height=3)


def named(caption: str) -> Figure:
    return FIGURE.model_copy(update={"caption": caption})


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        ((FIGURE, Paragraph(text="施工前：南墙 ")), (named("施工前：南墙"),)),
        (
            (FIGURE, Paragraph(text="图 1 广场"), FIGURE, Paragraph(text="图 2 河道")),
            (named("图 1 广场"), named("图 2 河道")),
        ),
        (
            (named("东门"), Paragraph(text="西门")),
            (named("东门"), Paragraph(text="西门")),
        ),
    ],
)
def test_a_short_line_below_a_picture_is_its_caption(
    blocks: tuple[Block, ...], found: tuple[Block, ...]
) -> None:
    assert captioned(blocks) == found


@pytest.mark.parametrize(
    "text", ["广场已经修好。", "长" * 33, "下面是名单：", "第一行\n第二行", " "]
)
def test_sentences_and_long_lines_stay_text(text: str) -> None:
    blocks = (FIGURE, Paragraph(text=text))

    assert captioned(blocks) == blocks
