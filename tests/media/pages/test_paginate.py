from itertools import pairwise

from hypothesis import given, strategies as st

from media.pages.paginate import Placed, paginate
from media.pages.pieces import Piece, Strip


def line(words: str, *, height: int = 10, characters: int = 0) -> Piece:
    return Piece(height=height, marks=(), words=words, characters=characters)


def lines(name: str, count: int) -> tuple[Piece, ...]:
    return tuple(line(f"{name}{number}") for number in range(count))


def said(pages: tuple[tuple[Placed, ...], ...]) -> list[list[str]]:
    return [[placed.piece.words for placed in page] for page in pages]


def test_no_strips_make_one_empty_page() -> None:
    assert said(paginate((), 50)) == [[]]


def test_a_page_is_filled_before_the_next_begins() -> None:
    strips = (Strip(pieces=lines("a", 7)),)

    assert [len(page) for page in said(paginate(strips, 50))] == [5, 2]


def test_a_heading_never_stands_last_on_a_page() -> None:
    heading = Strip(pieces=(line("h"),), keep_with_next=True)
    strips = (Strip(pieces=lines("a", 4)), heading, Strip(pieces=lines("b", 2)))

    assert said(paginate(strips, 50)) == [["a0", "a1", "a2", "a3"], ["h", "b0", "b1"]]


def test_a_heading_goes_along_with_two_lines_that_stay_together() -> None:
    heading = Strip(pieces=(line("h"),), keep_with_next=True)
    body = Strip(pieces=lines("b", 2), keep_first=2, keep_last=2)
    strips = (Strip(pieces=lines("a", 3)), heading, body)

    assert said(paginate(strips, 50)) == [["a0", "a1", "a2"], ["h", "b0", "b1"]]


def test_two_headings_stay_with_what_follows_them() -> None:
    heading = Strip(pieces=(line("h"),), keep_with_next=True)
    strips = (
        Strip(pieces=lines("a", 3)),
        heading,
        heading,
        Strip(pieces=lines("b", 1)),
    )

    assert said(paginate(strips, 50))[1] == ["h", "h", "b0"]


def test_the_last_line_of_a_paragraph_is_not_left_alone() -> None:
    strips = (Strip(pieces=lines("a", 6), keep_first=2, keep_last=2),)

    assert [len(page) for page in said(paginate(strips, 50))] == [4, 2]


def test_the_first_line_of_a_paragraph_is_not_left_alone() -> None:
    body = Strip(pieces=lines("b", 4), keep_first=2, keep_last=2)

    pages = said(paginate((Strip(pieces=lines("a", 4)), body), 50))

    assert pages == [["a0", "a1", "a2", "a3"], ["b0", "b1", "b2", "b3"]]


def test_a_head_comes_again_on_every_page() -> None:
    strips = (Strip(pieces=lines("a", 6), head=line("head")),)

    pages = said(paginate(strips, 50))

    assert [page[0] for page in pages] == ["head", "head"]


def test_a_page_has_no_more_rows_than_allowed() -> None:
    strips = (Strip(pieces=lines("a", 20), most_pieces=8),)

    assert [len(page) for page in said(paginate(strips, 500))] == [8, 6, 6]


def test_a_page_has_no_more_than_150_characters_to_read() -> None:
    pieces = tuple(line(str(number), characters=40) for number in range(8))

    pages = paginate((Strip(pieces=pieces),), 500)

    assert [len(page) for page in pages] == [3, 3, 2]


def test_a_row_that_goes_on_says_its_name_again_on_a_new_page() -> None:
    again = line("name again")
    pieces = tuple(
        Piece(height=10, marks=(), words=str(number), again=again)
        for number in range(7)
    )

    assert said(paginate((Strip(pieces=pieces),), 50))[1] == ["name again", "6"]


def test_two_headings_that_leave_room_for_one_line_only_keep_that_line() -> None:
    heading = Strip(pieces=(line("h"),), keep_with_next=True, titles=True)
    lead = Strip(pieces=lines("b", 2), keep_first=2, keep_with_next=True)
    strips = (heading, lead, Strip(pieces=lines("c", 3), keep_first=3))

    assert said(paginate(strips, 30)) == [["h", "b0", "b1"], ["c0", "c1", "c2"]]


def test_a_last_page_of_one_line_takes_over_from_the_page_before() -> None:
    strips = tuple(Strip(pieces=(line(f"a{number}"),)) for number in range(11))

    assert [len(page) for page in said(paginate(strips, 100))] == [6, 5]


def test_a_section_is_named_at_the_top_of_a_further_page() -> None:
    strips = (Strip(pieces=lines("a", 7), running=line("（续）")),)

    assert said(paginate(strips, 50)) == [
        ["（续）", "a0", "a1", "a2", "a3"],
        ["（续）", "a4", "a5", "a6"],
    ]


def test_sums_pass_below_a_page_and_are_carried_above_the_next() -> None:
    strip = Strip(
        pieces=lines("a", 8),
        head=line("head"),
        carried=(None, *lines("c", 7)),
        passed=lines("p", 8),
        most_pieces=4,
    )

    assert said(paginate((strip,), 500)) == [
        ["head", "a0", "a1", "a2", "p2"],
        ["head", "c2", "a3", "a4", "p4"],
        ["head", "c4", "a5", "a6", "a7"],
    ]


def test_a_piece_that_stays_goes_along_with_the_next() -> None:
    group = Piece(height=10, marks=(), words="g", stays=True)
    strip = Strip(pieces=(*lines("a", 4), group, *lines("b", 4)))

    assert said(paginate((strip,), 50))[1] == ["g", "b0", "b1", "b2", "b3"]


def test_a_gap_is_dropped_at_the_top_of_a_page() -> None:
    strips = (Strip(pieces=lines("a", 1), gap=7), Strip(pieces=lines("b", 1), gap=7))

    page = paginate(strips, 50)[0]

    assert [placed.y for placed in page] == [0, 17]


def test_a_piece_higher_than_a_page_gets_one_of_its_own() -> None:
    strips = (Strip(pieces=(line("a"), line("huge", height=99), line("b"))),)

    assert said(paginate(strips, 50)) == [["a"], ["huge"], ["b"]]


def test_pages_are_not_evened_out_if_the_first_would_be_left_with_little() -> None:
    heights = {"bar": 20, "picture": 60, "words": 15}
    strips = tuple(
        Strip(pieces=(line(name, height=height),)) for name, height in heights.items()
    )

    assert said(paginate(strips, 80)) == [["bar", "picture"], ["words"]]


def test_a_heading_goes_along_with_three_lines_of_which_no_two_can_stand_alone() -> (
    None
):
    heading = Strip(pieces=(line("h"),), keep_with_next=True, titles=True)
    body = Strip(pieces=lines("b", 3), keep_first=2, keep_last=2)
    strips = (Strip(pieces=lines("a", 2)), heading, body)

    assert said(paginate(strips, 50)) == [["a0", "a1"], ["h", "b0", "b1", "b2"]]


STRIPS = st.lists(
    st.one_of(
        st.just(Strip(pieces=(line("h"),), keep_with_next=True, titles=True)),
        st.integers(1, 9).map(
            lambda count: Strip(
                pieces=lines("a", count),
                keep_first=min(2, count),
                keep_last=min(2, count),
            )
        ),
    ),
    max_size=12,
)


@given(STRIPS, st.integers(40, 90))
def test_no_page_ends_with_a_heading_or_begins_with_a_last_line(
    strips: list[Strip], room: int
) -> None:
    pages = said(paginate((*strips, Strip(pieces=lines("z", 1))), room))

    for page, after in pairwise(pages):
        assert page[-1] != "h" or set(page) == {"h"}
        assert after[0] in {"h", "z0", "a0"} or len(after) > 1
    assert [words for page in pages for words in page] == [
        piece.words for strip in strips for piece in strip.pieces
    ] + ["z0"]
