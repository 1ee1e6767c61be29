from importlib.resources import files

import pytest

from programme.override_words import ICONS, words_fault
from tests.fakes.orders import plain_alert


def test_short_plain_lines_may_stand_on_a_page_that_saves_lives() -> None:
    """REQ-36: a passer-by reads it at a glance."""
    assert words_fault(plain_alert()) == ""


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"headline": "很" * 13}, "“标题”太长，最多 12 个字"),
        ({"place": "很" * 45}, "“时间地点”太长，最多 44 个字"),
        ({"acts": ("很" * 21,)}, "“做法”太长，最多 20 个字"),
        ({"issuer": "很" * 21}, "“发布单位”太长，最多 20 个字"),
        ({"headline": ""}, "“标题”没有写，或者前后有空格"),
        ({"issuer": " 清禾县气象台"}, "“发布单位”没有写，或者前后有空格"),
        ({"place": "云溪镇\n有暴雨"}, "“时间地点”里有看不见的字符"),
        ({"place": "云溪镇\u202e有暴雨"}, "“时间地点”里有看不见的字符"),
        ({"place": "看 https://a.b"}, "“时间地点”里有网址或代码"),
        ({"place": "看 qinghe.com"}, "“时间地点”里有网址或代码"),
        ({"acts": ("<b>快跑</b>",)}, "“做法”里有网址或代码"),
        ({"headline": "&lt;暴雨"}, "“标题”里有网址或代码"),
        ({"acts": ("走，走，走，走",)}, "一条做法里最多 2 个停顿"),
        ({"icon": "skull"}, "有一个图标画不出来"),
        ({"act_icons": ("block", "call")}, "每一条做法要有一个图标"),
    ],
)
def test_anything_else_may_not(changes: dict[str, object], fault: str) -> None:
    assert words_fault(plain_alert(**changes)) == fault


def test_every_sign_can_be_drawn() -> None:
    cut = (files("look") / "icons.txt").read_text(encoding="utf-8").split()

    assert set(cut) >= ICONS
