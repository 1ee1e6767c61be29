from concurrent.futures import ThreadPoolExecutor

import pytest

from media.imports.cage import Limits
from media.imports.errors import (
    EmptyDocument,
    ImportRefused,
    LimitsExceeded,
    SecrecyMark,
    TooLarge,
    TooManyColumns,
    TooManyPixels,
    WrongType,
)
from media.imports.importer import MOST_BYTES, import_file
from programme.blocks import Paragraph
from tests.fakes.files import book_of, picture, png_of_size, word_of


def test_a_file_comes_back_from_the_child_whole() -> None:
    imported = import_file(word_of("标题", "正文。"), "../dir/a.docx")

    assert imported.title == "标题"
    assert imported.blocks == (Paragraph(text="正文。"),)
    assert imported.report.kept == ("段落 1 段",)


def test_pictures_come_back_under_their_digests() -> None:
    imported = import_file(picture("JPEG"), "a.jpg")

    assert len(imported.images) == 1
    assert imported.blocks[0].kind == "page_image"


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (b"", "a.docx", EmptyDocument),
        (b"x" * (MOST_BYTES + 1), "a.docx", TooLarge),
        (b"8BPS", "a.png", WrongType),
        (word_of("机密★"), "a.docx", SecrecyMark),
        (png_of_size(13_000, 13_000), "a.png", TooManyPixels),
    ],
)
def test_refusals_come_back_with_their_kind_and_a_sentence(
    data: bytes, name: str, refusal: type[ImportRefused]
) -> None:
    with pytest.raises(refusal, match=r"请|不得") as refused:
        import_file(data, name)

    assert refused.value.code == refusal.code


def test_facts_survive_the_way_back() -> None:
    with pytest.raises(TooManyColumns, match="201 列") as refused:
        import_file(book_of(range(201)), "a.xlsx")

    assert refused.value.facts["found"] == 201


def test_a_child_that_takes_too_long_is_ended() -> None:
    with pytest.raises(LimitsExceeded, match="时间太长"):
        import_file(word_of("标题"), "a.docx", limits=Limits(wall_s=0.01))


def test_a_child_that_takes_too_much_memory_is_ended() -> None:
    small = Limits(memory_bytes=120 * 1024 * 1024)

    with pytest.raises(ImportRefused) as refused:
        import_file(png_of_size(6_000, 6_000), "a.png", limits=small)

    assert refused.value.code in ("limits_exceeded", "damaged")


# B11
@pytest.mark.timeout(40)
def test_many_bad_files_at_once_are_all_answered() -> None:
    def code(number: int) -> str:
        try:
            import_file(word_of("机密★", str(number)), f"{number}.docx")
        except ImportRefused as refused:
            return refused.code
        return "imported"

    with ThreadPoolExecutor(6) as pool:
        codes = list(pool.map(code, range(6)))

    assert codes == ["secrecy_mark"] * 6
