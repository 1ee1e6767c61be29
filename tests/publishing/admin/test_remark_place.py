import pytest

from programme.blocks import Paragraph
from publishing.admin.remark_place import place_of
from publishing.errors import Refused

BLOCKS = (
    *(Paragraph(text=f"第 {n} 条 照常") for n in range(300)),
    Paragraph(text="最后"),
)


@pytest.mark.parametrize(
    ("words", "at"), [("", None), (" 最 后 ", 300), ("17条照", 17)]
)
def test_a_piece_of_a_long_version_is_found_by_words_copied_from_it(
    words: str, at: int | None
) -> None:
    blocks = BLOCKS if words != "17条照" else BLOCKS[:20]

    assert place_of(words, blocks) == at


@pytest.mark.parametrize(
    ("words", "said"), [("没有这句", "哪一段里都没有"), ("照常", "300 段")]
)
def test_words_that_name_no_single_piece_are_refused(words: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        place_of(words, BLOCKS)
