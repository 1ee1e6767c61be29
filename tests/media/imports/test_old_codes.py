"""Names from old registers, whose characters stood at private places."""

import unicodedata
from collections.abc import Callable

import pytest

from media.imports.old_codes import has_old_codes, with_new_codes
from media.imports.result import Imported
from media.pages.fonts import Fonts, find_fonts
from programme.blocks import text_of
from publishing.cleaning import clean_line

OLD = "".join(map(chr, range(0xE815, 0xE865)))


def test_every_old_place_gives_a_character_that_is_assigned_and_drawn() -> None:
    new = with_new_codes(OLD)

    assert len(new) == len(set(new)) == 80
    assert all(unicodedata.category(one) in {"Lo", "So"} for one in new)
    assert not has_old_codes(new)
    assert new[0xE863 - 0xE815] == "䶮"
    assert with_new_codes("王䶮，龚㛃") == "王䶮，龚㛃"
    assert Fonts(find_fonts()).missing("䶮㖞䢺") == ()


# B16
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.pasted"])
def test_a_name_of_an_old_register_is_read_and_said(
    read: Callable[[bytes, str], Imported], name: str
) -> None:
    imported = read("题目\n\n户主王\ue863".encode(), name)

    said = "".join(map(text_of, imported.blocks))
    assert said.endswith("户主王䶮")
    assert "旧编码的字换成现在的编码（如“䶮”），样子不变" in imported.report.simplified


def test_a_name_that_is_typed_with_an_old_code_is_taken_too() -> None:
    assert clean_line("王\ue863") == "王䶮"
