"""The county's own command gets the folder, no shell, and its failure is told."""

import sys
from pathlib import Path

import pytest

from publishing.feeds.pushing import PushFailed, pusher


def test_without_a_command_nothing_is_handed_on() -> None:
    assert pusher(()) is None


def test_the_folder_is_the_commands_last_word(tmp_path: Path) -> None:
    write = "import sys, pathlib; pathlib.Path(sys.argv[1], 'got').write_text('x')"
    folder = tmp_path / "public; touch gone"
    folder.mkdir()
    push = pusher((sys.executable, "-c", write))
    assert push is not None

    push(folder)

    assert (folder / "got").exists()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("/no/such/command",), "找不到"),
        ((sys.executable, "-c", "import sys; sys.exit('连不上')"), "连不上"),
        ((sys.executable, "-c", "import sys; sys.exit(7)"), "返回 7"),
    ],
)
def test_a_command_that_fails_says_why(
    command: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    push = pusher(command)
    assert push is not None

    with pytest.raises(PushFailed, match=told):
        push(tmp_path)


def test_a_command_that_never_ends_is_ended(tmp_path: Path) -> None:
    push = pusher((sys.executable, "-c", "while True: pass"), most_s=0.3)
    assert push is not None

    with pytest.raises(PushFailed, match="没有做完"):
        push(tmp_path)
