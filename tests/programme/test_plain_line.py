import json

import pytest

from programme.plain_line import plain


@pytest.mark.parametrize(
    ("foreign", "printed"),
    [
        ("柳坞村　三季度收支 42,000.00 元", "柳坞村　三季度收支 42,000.00 元"),
        ("plain ASCII", "plain ASCII"),
        ("\x1b[2J成立", "\\u001b[2J成立"),
        ("\x9b2J\x7f\x00\r\b", "\\u009b2J\\u007f\\u0000\\u000d\\u0008"),
        ("元 \u202e00.24\u202c", "元 \\u202e00.24\\u202c"),
        ("\u2066\u200f\u061c", "\\u2066\\u200f\\u061c"),
        ("一\n成立\u2028\u2029", "一\\u000a成立\\u2028\\u2029"),
        ("零\u200b宽\ufeff", "零\\u200b宽\\ufeff"),
        ("\U000e0041", "\\udb40\\udc41"),
        ("\ud800", "\\ud800"),
        ("ᠮᠣᠩ\u200dᠭᠣᠯ 𠮷", "ᠮᠣᠩ\u200dᠭᠣᠯ 𠮷"),
    ],
)
def test_what_would_steer_a_terminal_is_printed_as_its_code(
    foreign: str, printed: str
) -> None:
    assert plain(foreign) == printed


def test_json_that_is_printed_so_says_the_same() -> None:
    said = {"title": "一\u202e二\U000e0041\x7f"}

    assert json.loads(plain(json.dumps(said, ensure_ascii=False))) == said
