import pytest

from media.imports.errors import Damaged
from programme.blocks import Paragraph
from publishing.desk.sources import Sources
from publishing.errors import NotThere, Refused
from tests.fakes.desk import County


def test_a_file_is_shown_place_by_place_with_what_became_of_it(county: County) -> None:
    """REQ-16: what is shown can be checked against its source."""
    made = county.draft()
    drafter = county.people["drafter"]
    county.cases.importing.import_file(
        drafter, made.line.id, data="甲\n乙".encode(), filename="收支.txt", edition=1
    )

    view = county.cases.sources.reading(drafter, made.line.id)

    assert [(part.label, part.shown, part.blocks) for part in view.parts] == [
        ("第 1 段", "甲", (0,)),
        ("第 2 段", "乙", (1,)),
    ]
    assert view.blocks == (Paragraph(text="甲"), Paragraph(text="乙"))
    assert (view.name, view.is_changed) == ("收支.txt", False)


def test_a_reading_says_when_the_text_was_changed_since(county: County) -> None:
    drafter = county.people["drafter"]
    made = county.cases.importing.import_file(
        drafter, county.draft().line.id, data=b"a", filename="a.txt", edition=1
    )
    form = made.form.model_copy(update={"blocks": (Paragraph(text="b"),)})

    county.cases.drafting.edit(drafter, made.line.id, form, edition=made.line.edition)

    view = county.cases.sources.reading(drafter, made.line.id)
    assert view.is_changed
    assert view.blocks == (Paragraph(text="a"),)


def test_pages_of_a_file_are_drawn_for_whoever_may_see_the_version(
    county: County,
) -> None:
    made = county.scanned(b"RIFF one", b"RIFF two")
    sources = county.cases.sources

    assert sources.page(county.people["reviewer"], made.line.id, 2) == b"RIFF two"
    with pytest.raises(NotThere):
        sources.page(county.people["reviewer"], made.line.id, 3)


def test_a_typed_version_has_no_file_to_show(county: County) -> None:
    made = county.draft()

    with pytest.raises(NotThere):
        county.cases.sources.reading(county.people["drafter"], made.line.id)


def test_a_page_that_cannot_be_drawn_is_said(county: County) -> None:
    def damaged(data: bytes, filename: str, page: int) -> bytes:
        del data, filename, page
        raise Damaged(reason="解不开")

    made = county.scanned(b"RIFF one")
    sources = Sources(
        acting=county.cases.acting, files=county.services.files, draw_page=damaged
    )

    with pytest.raises(Refused, match="解不开"):
        sources.page(county.people["drafter"], made.line.id, 1)
