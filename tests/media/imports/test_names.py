import pytest

from media.imports.names import MOST_CHARACTERS, clean_name, title_of_name


# B13
@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("公示.docx", "公示.docx"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\a\\公示.pdf", "公示.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("公示\u202efdp.docx", "公示fdp.docx"),
        ("<b>a</b>|?.png", "b_.png"),
        ("  很 多   空格 .xlsx", "很 多 空格 .xlsx"),
        ("", "未命名"),
        ("..", "未命名"),
        ("/", "未命名"),
        ("没有扩展名", "没有扩展名"),
    ],
)
def test_a_name_is_shown_without_folders_and_unseen_marks(
    given: str, clean: str
) -> None:
    assert clean_name(given) == clean


# B13
def test_a_name_of_300_characters_keeps_its_extension() -> None:
    name = clean_name("长" * 300 + ".docx")

    assert len(name) == MOST_CHARACTERS
    assert name.endswith("长.docx")


def test_a_name_gives_a_title() -> None:
    assert title_of_name("dir/三季度收支.xlsx") == "三季度收支"
