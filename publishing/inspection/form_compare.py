"""Say where the forms of two versions differ; pure, it words nothing.

The text is compared elsewhere (`compare`); here are title, dates, places and audience.
"""

from dataclasses import dataclass
from typing import Final

from publishing.desk.content import DraftForm

APART: Final = frozenset(
    {
        "secrecy_basis",
        "kept_personal",
        "confirmed_sums",
        "blocks",
        "change_note",
        "policy_explanation",
    }
)
"""The secrecy review is asked anew each time; the text is compared on its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """Be one field that says something else now."""

    name: str
    before: object
    after: object


def compare_forms(before: DraftForm, after: DraftForm) -> tuple[FieldChange, ...]:
    """Return the fields that differ, in the order of the form."""
    return tuple(
        FieldChange(name=name, before=was, after=now)
        for name in DraftForm.model_fields
        if name not in APART
        and (was := getattr(before, name)) != (now := getattr(after, name))
    )
