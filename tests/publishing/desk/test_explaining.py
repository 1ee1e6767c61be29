import pytest

from programme.blocks import Heading, ListBlock, Paragraph, Revision
from publishing.desk.explaining import check_explained, explained
from publishing.errors import Refused
from tests.fakes.desk import County

REVISION = Revision(title="财务收支", blocks=(Paragraph(text="收入 42 元。"),))


@pytest.mark.parametrize(
    ("notes", "entries"),
    [
        (["金额有误"], ("第 2 版：金额有误",)),
        (["金额有误", "补了一行"], ("第 3 版：补了一行", "第 2 版：金额有误")),
        (["", "补了\n一行"], ("第 3 版：补了 一行",)),
    ],
)
def test_a_new_version_begins_with_what_changed_newest_first(
    notes: list[str], entries: tuple[str, ...]
) -> None:
    """A change is published with its explanation (REQ-13)."""
    blocks = explained(REVISION, notes).blocks

    assert blocks == (
        Heading(level=2, text="变更说明"),
        ListBlock(ordered=False, entries=entries),
        *REVISION.blocks,
    )


def test_a_first_version_is_left_as_it_is() -> None:
    assert explained(REVISION, []) == REVISION


@pytest.mark.parametrize("note", ["", "  \n"])
def test_a_change_without_an_explanation_cannot_be_submitted(note: str) -> None:
    with pytest.raises(Refused):
        check_explained(note, is_change=True)

    check_explained(note, is_change=False)


def test_what_changed_is_part_of_what_is_signed_through_every_version(
    county: County,
) -> None:
    made = first = county.approved()
    drafter, changing = county.people["drafter"], county.cases.changing
    for note in ("金额有误", "补了一行"):
        county.clock.forward(hours=1)
        begun = changing.change(drafter, first.line.disclosure)
        assert begun.form.change_note == ""
        cleared = begun.form.model_copy(
            update={
                "secrecy_cleared_by": "保密员甲",
                "secrecy_basis": "不涉密",
                "change_note": note,
            }
        )
        made = county.cases.drafting.edit(
            drafter, begun.line.id, cleared, edition=begun.line.edition
        )
        county.approve_change(made)

    signed = county.cases.looking.draft(drafter, made.line.id)
    assert signed.manifest is not None
    assert signed.manifest.revision == signed.signed.digest()
    assert isinstance(signed.signed.blocks[1], ListBlock)
    assert signed.signed.blocks[1].entries == ("第 3 版：补了一行", "第 2 版：金额有误")


def test_the_desk_refuses_a_change_that_says_nothing(county: County) -> None:
    first = county.approved()
    drafter = county.people["drafter"]
    begun = county.cases.changing.change(drafter, first.line.disclosure)
    cleared = begun.form.model_copy(
        update={"secrecy_cleared_by": "保密员甲", "secrecy_basis": "不涉密"}
    )
    made = county.cases.drafting.edit(
        drafter, begun.line.id, cleared, edition=begun.line.edition
    )

    with pytest.raises(Refused, match="改了什么"):
        county.cases.submitting.submit(drafter, made.line.id, edition=made.line.edition)
