import pytest

from media.pages.signing_off import signature_begins
from programme.blocks import Block, Heading, Paragraph


def paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(Paragraph(text=text) for text in texts)


@pytest.mark.parametrize(
    ("blocks", "begins"),
    [
        (paragraphs("请按时。", "清禾县交通运输局", "2026 年 11 月 18 日"), 1),
        (paragraphs("请按时。", "柳坞村村委会\n2026年11月18日"), 1),
        (paragraphs("请按时。", "二〇二六年十一月十八日"), 1),
        (paragraphs("请找清禾县交通运输局。", "2026 年 11 月 18 日"), 1),
        (paragraphs("请按时。"), 1),
        (paragraphs("请按时，\n2026 年 11 月 18 日"), 1),
        ((*paragraphs("a"), Heading(level=1, text="2026 年 1 月 1 日")), 2),
        ((), 0),
    ],
)
def test_who_signs_and_when_is_told_from_the_last_lines(
    blocks: tuple[Block, ...], begins: int
) -> None:
    assert signature_begins(blocks) == begins
