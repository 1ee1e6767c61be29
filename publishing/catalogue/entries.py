"""Let staff lay down, change, close and list catalogue lines (REQ-3), each as one act.

How a line is written down and checked is `entry_keeping`'s job, how it is read back
`entry_lines`'; what is due is said elsewhere.
"""

from collections.abc import Mapping
from datetime import tzinfo

from sqlalchemy.orm import Session

from config.mandates import Preset
from publishing.catalogue.entry import EntryForm
from publishing.catalogue.entry_keeping import (
    KEEPERS,
    check_entry,
    close_entry,
    keep_entry,
    own_row,
    replace_entry,
)
from publishing.catalogue.entry_lines import (
    EntryView,
    lines_of,
    own_entries,
    view_of_entry,
)
from publishing.catalogue.entry_rows import entry_of
from publishing.catalogue.units import open_unit
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.units import UnitRow


class Entries:
    """Make, change, close and list catalogue lines."""

    def __init__(
        self, *, acting: Acting, mandates: Mapping[str, Preset], zone: tzinfo
    ) -> None:
        self._acting = acting
        self._mandates = mandates
        self._zone = zone

    def create(self, actor: str, unit: str, form: EntryForm) -> EntryView:
        """Lay a line down for a unit, or for the units of a level below it.

        Raises:
            NotAllowed: Neither publisher nor administrator of the unit.
            NotThere: No such unit, or no such line above it.
            Refused: The line does not agree with the rules, or is weaker than the
                line it makes more exact.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> EntryView:
            place = open_unit(session, unit)
            must_hold(session, person, unit, *KEEPERS, what="改公开目录")
            check_entry(session, unit, form, self._mandates)
            row = keep_entry(session, person, unit, form, now=now)
            return view_of_entry(entry_of(row), place, unit)

        return self._acting.act(actor, "catalogue.create", do)

    def change(self, actor: str, line: str, form: EntryForm, *, seen: str) -> EntryView:
        """Let a line say something else from today on.

        Raises:
            NotAllowed: The line is another unit's: who is below may only add.
            NotThere: No such line.
            ContentChanged: Somebody changed it since it was read.
            Refused: The line does not agree with the rules.
        """
        now = self._acting.clock.now()
        today = now.astimezone(self._zone).date()

        def do(session: Session, person: Person) -> EntryView:
            row = own_row(session, person, line, seen=seen)
            dated = form.model_copy(
                update={"valid_from": max(today, entry_of(row).form.valid_from)}
            )
            check_entry(session, row.unit_id, dated, self._mandates)
            made = replace_entry(session, person, row, dated, now=now)
            return view_of_entry(
                entry_of(made), session.get_one(UnitRow, row.unit_id), row.unit_id
            )

        return self._acting.act(actor, "catalogue.change", do)

    def close(self, actor: str, line: str, *, seen: str) -> None:
        """Take a line out of the catalogue from today on; its history stays.

        Raises:
            NotAllowed: The line is another unit's: an inherited one stays.
            NotThere: No such line.
            ContentChanged: Somebody changed it since it was read.
        """
        now = self._acting.clock.now()
        today = now.astimezone(self._zone).date()

        def do(session: Session, person: Person) -> None:
            row = own_row(session, person, line, seen=seen)
            close_entry(session, person, row, today=today, now=now)

        self._acting.act(actor, "catalogue.close", do)

    def listing(self, actor: str, unit: str) -> tuple[EntryView, ...]:
        """Return the lines that a unit owes today or later, inherited ones included.

        Raises:
            NotThere: No such unit.
        """
        today = self._acting.clock.now().astimezone(self._zone).date()

        def do(session: Session, person: Person) -> tuple[EntryView, ...]:
            del person
            return lines_of(session, unit, today)

        return self._acting.look(actor, "catalogue.list", do)

    def own(self, actor: str, unit: str) -> tuple[EntryView, ...]:
        """Return the lines that a unit laid down, those for units below included.

        Raises:
            NotThere: No such unit.
        """

        def do(session: Session, person: Person) -> tuple[EntryView, ...]:
            del person
            place = open_unit(session, unit)
            kept = own_entries(session, unit)
            return tuple(view_of_entry(one, place, unit) for one in kept)

        return self._acting.look(actor, "catalogue.list", do)
