from directory.joined import Joined, WholeLines

BLOCKS = ("hkdj\ndj", "", "hz\ndj")


def test_a_run_is_found_in_its_block_and_place() -> None:
    assert list(Joined(BLOCKS).places("dj")) == [(0, 2), (0, 5), (2, 3)]


def test_no_run_is_found_across_two_lines() -> None:
    assert list(Joined(BLOCKS).places("jd")) == []
    assert list(Joined(()).places("a")) == []


def test_whole_lines_lead_to_their_blocks() -> None:
    lines = WholeLines(BLOCKS)

    assert list(lines.of("dj")) == [0, 2]
    assert list(lines.of("hz")) == [2]
    assert list(lines.of("h")) == []
