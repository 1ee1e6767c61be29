from programme.blocks import AssetRef, Block, PageImageBlock, Paragraph, Revision
from publishing.desk.secrecy_prompts import prompts_of


def prompts(
    *blocks: Block, title: str = "救助资金公示"
) -> list[tuple[int | None, str]]:
    found = prompts_of(Revision(title=title, blocks=blocks))
    return [(one.block, one.text) for one in found]


def test_telling_words_are_named_with_their_place_and_what_stands_around() -> None:
    found = prompts(
        Paragraph(text="一般内容。"), Paragraph(text="本件为内部资料，供工作使用。")
    )

    assert found == [(1, "有“内部资料”字样：…本件为内部资料，供工作使用。…")]


def test_the_title_is_read_too() -> None:
    assert prompts(title="县城人防工程一览")[0][0] is None


def test_a_picture_is_always_looked_at_by_a_person() -> None:
    picture = AssetRef(sha256="a" * 64, length=3)
    block = PageImageBlock(image=picture, width=4, height=3, words="补写的字")

    assert "图片" in prompts(block)[0][1]


def test_ordinary_text_prompts_nothing() -> None:
    words = "内部审计由县审计局开展，商场内部装修工程已完成。"

    assert prompts(Paragraph(text=words)) == []


def test_a_flood_of_findings_is_cut_and_says_so() -> None:
    found = prompts(*(Paragraph(text="涉密") for _ in range(90)))

    assert len(found) == 41
    assert "通读全文" in found[-1][1]
