"""Hold the fields in which a drafter gives reasons; it draws none of them."""

from nicegui import ui

from publishing.desk.reasons import LEAST_REASON
from publishing.desk.text import clean_line
from publishing.errors import Refused


class Reasons:
    """Be the fields by what they answer for."""

    def __init__(self) -> None:
        self._fields: dict[str, ui.input] = {}

    def clear(self) -> None:
        """Forget the fields: they are drawn anew."""
        self._fields = {}

    def add(self, about: str, field: ui.input) -> None:
        """Take in the field that answers for something."""
        self._fields[about] = field

    def read(self, what: str) -> dict[str, str]:
        """Return every reason that was given, by what it answers for.

        Args:
            what: How the reason is called where it is too short; `{}` is its matter.

        Raises:
            Refused: A reason says too little.
        """
        typed = {
            about: clean_line(str(field.value or ""))
            for about, field in self._fields.items()
        }
        given = {about: reason for about, reason in typed.items() if reason}
        for about, reason in given.items():
            if len(reason) < LEAST_REASON:
                message = f"{what.format(about)}太短，至少 {LEAST_REASON} 个字。"
                raise Refused(message, code="reason_too_short")
        return given
