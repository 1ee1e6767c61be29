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

    assert [len(page) for page in said(paginate(strips, 500))] == [8, 8, 4]


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


def test_a_gap_is_dropped_at_the_top_of_a_page() -> None:
    strips = (Strip(pieces=lines("a", 1), gap=7), Strip(pieces=lines("b", 1), gap=7))

    page = paginate(strips, 50)[0]

    assert [placed.y for placed in page] == [0, 17]


def test_a_piece_higher_than_a_page_gets_one_of_its_own() -> None:
    strips = (Strip(pieces=(line("a"), line("huge", height=99), line("b"))),)

    assert said(paginate(strips, 50)) == [["a"], ["huge"], ["b"]]
