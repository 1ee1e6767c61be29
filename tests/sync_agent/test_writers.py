from pathlib import Path

from sync_agent.writers import begun, begun_in, ended, program_of


def test_a_chain_is_remembered_from_its_beginning_to_its_end(tmp_path: Path) -> None:
    assert begun_in(tmp_path) == ()

    begun(tmp_path, "player-1")
    begun(tmp_path, "agent-1")
    ended(tmp_path, "player-1")
    begun(tmp_path, "player-2")

    assert begun_in(tmp_path) == ("agent-1", "player-2")


def test_a_torn_line_says_nothing_and_spoils_no_other(tmp_path: Path) -> None:
    begun(tmp_path, "player-1")
    with (tmp_path / "chains.txt").open("ab") as file:
        file.write(b"+pla\xff")
    begun(tmp_path, "kiosk-1")

    assert begun_in(tmp_path) == ("player-1", "kiosk-1")


def test_a_program_is_what_stands_before_the_last_dash() -> None:
    assert program_of("player-1a2b") == "player"
    assert program_of("odd") == "odd"
