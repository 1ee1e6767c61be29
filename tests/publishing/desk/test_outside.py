"""Who may be told outside, under which address, and in which few words."""

from itertools import product

import pytest
import segno

from programme.blocks import (
    Block,
    Cell,
    Heading,
    ListBlock,
    Paragraph,
    Revision,
    Table,
)
from programme.boards import Attribute, Audience
from publishing.desk.outside import (
    MOST_EXTRACT,
    StaysIn,
    extract_of,
    page_address,
    page_code,
    stays_in,
)

SHA = "ab" * 32
PLAIN = Revision(title="村道硬化", blocks=(Paragraph(text="硬化道路 1.8 公里。"),))
PERSONS = Revision(
    title="三季度补贴发放",
    blocks=(
        Table(
            header_rows=1,
            rows=((Cell(text="户主"), Cell(text="金额")),),
        ),
    ),
)


# REQ-20 REQ-22
@pytest.mark.parametrize("revision", [PLAIN, PERSONS])
def test_only_what_is_proactive_for_everyone_and_no_list_may_leave(
    revision: Revision,
) -> None:
    for audience, attribute in product(Audience, Attribute):
        why = stays_in(
            audience=audience, attribute=attribute, category="", revision=revision
        )
        is_open = (
            audience is Audience.EVERYONE
            and attribute is Attribute.PROACTIVE
            and revision is PLAIN
        )

        assert (why is None) is is_open


def test_a_list_says_why_it_stays() -> None:
    why = stays_in(
        audience=Audience.EVERYONE,
        attribute=Attribute.PROACTIVE,
        category="",
        revision=PERSONS,
    )

    assert why is StaysIn.PERSONS


def test_a_page_is_named_before_anybody_signs_and_names_one_text_alone() -> None:
    assert page_code("d-1", SHA) == page_code("d-1", SHA)
    assert page_code("d-1", SHA) != page_code("d-2", SHA)
    assert page_code("d-1", SHA) != page_code("d-1", "cd" * 32)
    assert page_code("d-1", SHA).isalnum()


def test_without_a_public_address_there_is_nothing_to_open() -> None:
    assert page_address("", "d-1", SHA) == ""


# REQ-35
def test_the_longest_address_makes_a_code_of_37_cells_a_side() -> None:
    longest = "https://" + "a" * 44 + ".example"
    address = page_address(longest, "d-1", SHA)

    made = segno.make_qr(address, error="m", boost_error=False)

    assert address.startswith(f"{longest}/r/")
    assert int(made.version) <= 5


def test_the_extract_is_what_is_written_and_the_sums() -> None:
    table = Table(
        caption="收支",
        unit_note="元",
        header_rows=1,
        total_rows=(2, 9),
        rows=(
            (Cell(text="项目"), Cell(text="金额")),
            (Cell(text="水费"), Cell(text="200.00")),
            (Cell(text="合计"), Cell(text="200.00")),
        ),
    )
    blocks: tuple[Block, ...] = (
        Heading(level=1, text="标题不算"),
        Paragraph(text="硬化道路\n1.8 公里。"),
        ListBlock(ordered=False, entries=("甲。", " ", "乙；", "丙吗？")),
        table,
    )

    told = extract_of(Revision(title="村道", blocks=blocks), category="")

    assert told == "硬化道路 1.8 公里。 甲；乙；丙吗？ 收支；合计 金额 200.00（元）。"


# REQ-22
def test_of_a_list_of_persons_nothing_is_extracted() -> None:
    assert extract_of(PERSONS, category="") == ""


def test_a_long_extract_ends_with_a_sentence_where_one_ends() -> None:
    sentence = "这一句有十个字整的话。"
    ends = Revision(title="长", blocks=(Paragraph(text=sentence * 40),))
    flows = Revision(title="长", blocks=(Paragraph(text="字" * 400),))

    assert extract_of(ends, category="").endswith("。")
    assert extract_of(flows, category="").endswith("字…")
    assert len(extract_of(flows, category="")) == MOST_EXTRACT
