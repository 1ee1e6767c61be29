from collections.abc import Iterator

from config.doctor import Finding, Level, bad, examine, good


def works() -> Iterator[Finding]:
    yield good("盘", "还有 9 MB")


def fails() -> Iterator[Finding]:
    yield bad("钟", "慢了", "请对时。")
    raise OSError(5, "Input/output error")


def test_a_check_that_fails_is_a_finding_and_the_others_go_on() -> None:
    found = examine([("钟", fails), ("盘", works)])

    assert [one.level for one in found] == [Level.BAD, Level.BAD, Level.GOOD]
    assert found[0].words == "慢了"
    assert "没有查成" in found[1].words
    assert found[2] == good("盘", "还有 9 MB")
