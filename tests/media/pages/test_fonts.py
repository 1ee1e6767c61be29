from pathlib import Path

import pytest

from media.pages.errors import FontMissing, ShaperMissing
from media.pages.fonts import FontFiles, Fonts, Style, find_fonts


def test_the_face_is_the_simplified_chinese_one(fonts: Fonts) -> None:
    assert fonts.face(Style(20)).getname() == ("Noto Sans CJK SC", "Regular")
    assert fonts.face(Style(20, bold=True)).getname() == ("Noto Sans CJK SC", "Bold")


def test_a_folder_without_fonts_is_named(tmp_path: Path) -> None:
    with pytest.raises(FontMissing, match=r"NotoSansCJK-Regular\.ttc.*fonts-noto-cjk"):
        find_fonts([tmp_path])


def test_a_machine_that_cannot_set_lines_is_refused_before_any_page() -> None:
    with pytest.raises(ShaperMissing, match="libfribidi0"):
        find_fonts(shapes=lambda: False)


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "font.ttc"
    wrong.write_bytes(b"no font")

    with pytest.raises(FontMissing, match="打不开"):
        Fonts(FontFiles(regular=wrong, bold=wrong))


def test_another_face_is_refused() -> None:
    files = find_fonts()

    with pytest.raises(FontMissing, match="Regular"):
        Fonts(FontFiles(regular=files.bold, bold=files.bold))


@pytest.mark.parametrize("character", [*"国㛃𬭎䶮𠮷𬱖𫍯①㎡℃—“”½é", " ", "\u3000"])
def test_characters_of_official_texts_can_be_drawn(
    fonts: Fonts, character: str
) -> None:
    assert fonts.missing([character]) == ()


@pytest.mark.parametrize("character", ["😀", "\U0010fffe", "\ue000", "\U00031350"])
def test_a_character_without_a_glyph_is_found(fonts: Fonts, character: str) -> None:
    assert fonts.missing(["国", character]) == (character,)


@pytest.mark.parametrize("style", [Style(36), Style(47), Style(92, bold=True)])
def test_squares_are_as_wide_as_they_are_high(fonts: Fonts, style: Style) -> None:
    sample = [chr(code) for code in range(0x4E00, 0x9FA6, 37)]
    face = fonts.face(style)

    for character in [
        *sample,
        *"，。、；：？！（）《》【】〈〉「」『』〔〕〖〗㛃𬭎䶮𠮷",
    ]:
        assert face.getlength(character, direction="ltr") == style.size
        assert fonts.advance(character, style) == style.size
