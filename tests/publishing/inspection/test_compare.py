from hypothesis import given, strategies as st

from programme.blocks import Cell, Paragraph, Table
from publishing.inspection.compare import Kind, Piece, compare, lines_of


def test_a_figure_that_changed_is_marked_within_its_line() -> None:
    compared = compare(
        [Paragraph(text="共救助 42 户。")], [Paragraph(text="共救助 41 户。")]
    )

    assert Piece(kind=Kind.GONE, text="2") in compared.before[0]
    assert Piece(kind=Kind.COME, text="1") in compared.after[0]
    assert not compared.same


def test_lines_without_anything_in_common_are_marked_as_a_whole() -> None:
    compared = compare([Paragraph(text="收入")], [Paragraph(text="天气很好")])

    assert compared.before == ((Piece(kind=Kind.GONE, text="收入"),),)
    assert compared.after == ((Piece(kind=Kind.COME, text="天气很好"),),)


def test_a_row_that_is_gone_is_marked_and_the_others_are_not() -> None:
    def table(*rows: str) -> Table:
        return Table(header_rows=0, rows=tuple((Cell(text=row),) for row in rows))

    compared = compare([table("甲", "乙", "丙")], [table("甲", "丙")])

    kinds = [line[0].kind for line in compared.before]
    assert kinds == [Kind.SAME, Kind.GONE, Kind.SAME]
    assert [line[0].kind for line in compared.after] == [Kind.SAME, Kind.SAME]


def test_the_same_words_are_the_same() -> None:
    blocks = [Paragraph(text="一"), Paragraph(text="二")]

    assert compare(blocks, blocks).same


texts = st.lists(st.text("甲乙丙丁0123", min_size=1, max_size=8), max_size=6)


@given(texts, texts)
def test_both_versions_can_be_read_back_from_what_is_shown(
    old: list[str], new: list[str]
) -> None:
    before = [Paragraph(text=line) for line in old]
    after = [Paragraph(text=line) for line in new]

    compared = compare(before, after)

    left = ["".join(piece.text for piece in line) for line in compared.before]
    right = ["".join(piece.text for piece in line) for line in compared.after]
    assert left == lines_of(before)
    assert right == lines_of(after)
    assert all(p.kind is not Kind.COME for line in compared.before for p in line)
    assert all(p.kind is not Kind.GONE for line in compared.after for p in line)
