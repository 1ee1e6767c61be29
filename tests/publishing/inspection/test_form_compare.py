from datetime import date

import pytest

from programme.boards import Audience, Board
from publishing.desk.content import DraftForm
from publishing.inspection.form_compare import compare_forms


def _form(**changed: object) -> DraftForm:
    values: dict[str, object] = {
        "title": "财务收支",
        "board": Board.FINANCE,
        "category": "村级财务",
        "settled_on": date(2026, 11, 20),
        "mandate": "immediate",
        "groups": ("qinghe-hall",),
    }
    return DraftForm.model_validate(values | changed)


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("title", "财务收支", "财务收支（更正）"),
        ("settled_on", date(2026, 11, 20), date(2026, 11, 23)),
        ("groups", ("qinghe-hall",), ("qinghe-hall", "qinghe-liuwu")),
        ("audience", Audience.EVERYONE, Audience.VILLAGE_RESIDENTS),
    ],
)
def test_a_field_that_differs_is_named_with_both_values(
    field: str, before: object, after: object
) -> None:
    (one,) = compare_forms(_form(**{field: before}), _form(**{field: after}))

    assert (one.name, one.before, one.after) == (field, before, after)


def test_equal_forms_do_not_differ_and_the_secrecy_review_is_no_difference() -> None:
    cleared = _form(secrecy_basis="不涉密")

    assert compare_forms(_form(), cleared) == ()
