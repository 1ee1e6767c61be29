import pytest
from pydantic import ValidationError

from programme.blocks import (
    AssetRef,
    Block,
    Cell,
    Figure,
    Heading,
    ListBlock,
    PageImageBlock,
    Paragraph,
    Revision,
    Table,
)
from publishing.desk.screening import (
    Kept,
    Screened,
    check_pictures,
    screened,
)
from publishing.errors import Refused

MOBILE = "13812345678"
PICTURE = AssetRef(sha256="a" * 64, length=3)


def screen(
    *blocks: Block, kept: tuple[Kept, ...] = (), title: str = "题目"
) -> Screened:
    return screened(Revision(title=title, blocks=blocks), kept=kept)


def words(block: Block) -> str:
    return block.model_dump_json()


@pytest.mark.parametrize(
    "block",
    [
        Heading(level=1, text=f"找 {MOBILE}"),
        Paragraph(text=f"找 {MOBILE}"),
        ListBlock(ordered=False, entries=("一", f"找 {MOBILE}")),
        Table(header_rows=0, caption=MOBILE, rows=((Cell(text="a"),),)),
        Table(header_rows=0, rows=((Cell(text=f"找 {MOBILE}"),),)),
        Figure(image=PICTURE, width=1, height=1, caption=f"找 {MOBILE}"),
        Figure(image=PICTURE, width=1, height=1, words=f"找 {MOBILE}"),
        PageImageBlock(image=PICTURE, width=1, height=1, words=f"找 {MOBILE}"),
    ],
)
def test_personal_data_is_masked_in_every_kind_of_block(block: Block) -> None:
    made = screen(block)

    assert MOBILE not in words(made.revision.blocks[0])
    assert "138****5678" in words(made.revision.blocks[0])
    assert [one.text for one in made.findings] == [MOBILE]


def test_title_and_file_name_are_screened_too() -> None:
    revision = Revision(title=f"寻 {MOBILE}", blocks=(), source_name=f"{MOBILE}.docx")

    made = screened(revision)

    assert made.revision.title == "寻 138****5678"
    assert made.revision.source_name == "138****5678.docx"
    assert made.findings[0].count == 2


def test_what_is_kept_with_a_reason_stays_as_it_is() -> None:
    kept = (Kept(text=MOBILE, reason="河长公示牌上的电话"),)

    made = screen(Paragraph(text=f"河长 {MOBILE}，副河长 13912345678"), kept=kept)

    assert made.revision.blocks == (
        Paragraph(text=f"河长 {MOBILE}，副河长 139****5678"),
    )
    assert [one.reason for one in made.findings] == ["河长公示牌上的电话", ""]


def test_a_version_without_personal_data_is_the_same_version() -> None:
    revision = Revision(title="题目", blocks=(Paragraph(text="路灯修好了。"),))

    made = screened(revision)

    assert made.revision.canonical() == revision.canonical()
    assert made.findings == ()


@pytest.mark.parametrize("reason", ["", "公开", "　　　　"])
def test_a_reason_that_says_nothing_is_refused(reason: str) -> None:
    with pytest.raises(ValidationError):
        Kept(text=MOBILE, reason=reason)


# REQ-22
def test_columns_of_a_list_of_persons_are_dropped_whatever_is_kept() -> None:
    listed = Table(
        header_rows=1,
        rows=(
            (Cell(text="姓名"), Cell(text="手机"), Cell(text="金额")),
            (Cell(text="田一麦"), Cell(text=MOBILE), Cell(text="9.00")),
        ),
    )

    made = screen(listed, kept=(Kept(text=MOBILE, reason="本人同意公开"),))

    assert MOBILE not in words(made.revision.blocks[0])
    assert [(one.name, one.columns) for one in made.dropped] == [("电话", 1)]


def test_what_a_picture_shows_needs_a_person_to_answer_for_it() -> None:
    scan = PageImageBlock(image=PICTURE, width=1, height=1, words=f"找 {MOBILE}")

    with pytest.raises(Refused, match=f"手机号 {MOBILE}") as refused:
        check_pictures(screen(scan))
    check_pictures(screen(scan, kept=(Kept(text=MOBILE, reason="本人同意公开"),)))

    assert refused.value.code == "personal_data_in_picture"


def test_text_beside_a_picture_is_masked_without_a_question() -> None:
    check_pictures(screen(Paragraph(text=MOBILE)))


def test_the_same_number_in_text_and_picture_is_one_finding() -> None:
    scan = PageImageBlock(image=PICTURE, width=1, height=1, words=MOBILE)

    made = screen(Paragraph(text=MOBILE), scan, Paragraph(text=MOBILE))

    assert [(one.count, one.in_picture) for one in made.findings] == [(3, True)]


def test_a_directory_of_offices_keeps_its_landlines_and_masks_its_mobiles() -> None:
    listed = Table(
        header_rows=1,
        rows=(
            (Cell(text="股室"), Cell(text="电话")),
            (Cell(text="人才股"), Cell(text="0555-4100133")),
            (Cell(text="夜间值守"), Cell(text=MOBILE)),
        ),
    )

    made = screen(listed)

    assert [one.text for one in made.findings] == [MOBILE]
