from pathlib import Path

from config.doctor import Level
from kiosk.doctor import examine_kiosk, loudspeaker
from tests.fakes.hand_clock import HandClock


def test_a_kiosk_is_examined_by_its_pages_browser_and_voice(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(
        f'state_folder = "{tmp_path}"\n[web]\nhost = "127.0.0.1"\nport = 1\n'
        '[browser]\ncommand = ["no-such-browser"]\n'
    )

    found = {one.about: one for one in examine_kiosk(file, HandClock())}

    assert found["磁盘空间"].level is not Level.BAD
    assert "mingbai kiosk run" in found["触摸页面"].advice
    assert found["浏览器"].words == "没有装 no-such-browser"
    assert found["朗读"].level is Level.GOOD
    assert "打印留底" not in found
    [wrong] = examine_kiosk(tmp_path / "none.toml", HandClock())
    assert wrong.about == "设置"


def test_a_machine_without_a_sound_card_is_told(tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    cards.write_text("--- no soundcards ---\n")
    [none] = loudspeaker(cards)
    cards.write_text(" 0 [PCH ]: HDA-Intel - HDA Intel PCH\n  irq 32\n")
    [one] = loudspeaker(cards)
    [missing] = loudspeaker(tmp_path / "nothing")

    assert none.level is missing.level is Level.WARN
    assert one.words == "0 [PCH ]: HDA-Intel - HDA Intel PCH"
