from pathlib import Path

from config.doctor import Level
from signage.doctor import examine_player
from tests.fakes.hand_clock import HandClock


def test_a_screen_is_examined_by_its_page_browser_and_switch(tmp_path: Path) -> None:
    file = tmp_path / "player.toml"
    file.write_text(
        f'state_folder = "{tmp_path}"\n[web]\nhost = "127.0.0.1"\nport = 1\n'
        '[browser]\ncommand = ["sh"]\n[panel]\noff = ["no-such-switch"]\n'
    )

    found = {one.about: one for one in examine_player(file, HandClock())}

    assert found["浏览器"].level is Level.GOOD
    assert "mingbai player run" in found["屏幕页面"].advice
    assert found["屏的开关"].level is Level.BAD
    [wrong] = examine_player(tmp_path / "none.toml", HandClock())
    assert wrong.about == "设置"
