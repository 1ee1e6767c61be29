"""Say what a sheet would change in a unit's catalogue; pure, it changes nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from programme.canonical import sha256_hex
from publishing.catalogue.entry import EntryForm
from publishing.catalogue.inheritance import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Be what would be added, changed and closed; the rest stays as it is."""

    added: tuple[EntryForm, ...]
    changed: tuple[tuple[Entry, EntryForm], ...]
    closed: tuple[Entry, ...]
    same: tuple[tuple[Entry, EntryForm], ...]
    """What says the same; only its place in the order may be another."""
    seen: str
    """The fingerprint of what was there; who confirms says which one they saw."""

    @property
    def nothing(self) -> bool:
        """Say whether the sheet is what is there already."""
        return not (self.added or self.changed or self.closed)


def changes_of(own: Sequence[Entry], forms: Sequence[EntryForm]) -> Changes:
    """Return what a sheet would change.

    A line is known by 一级事项 and 二级事项; where several share them, the one that
    says the same content is the same line, and then they go by their order.
    """
    waiting: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in own:
        waiting[_key(entry.form)].append(entry)
    contents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for form in forms:
        contents[_key(form)].add(form.content)
    pairs = [
        (_taken(waiting[_key(form)], form, contents[_key(form)]), form)
        for form in forms
    ]
    met = [(entry, form) for entry, form in pairs if entry is not None]
    return Changes(
        added=tuple(form for entry, form in pairs if entry is None),
        changed=tuple(pair for pair in met if says(pair[0].form) != says(pair[1])),
        closed=tuple(entry for left in waiting.values() for entry in left),
        same=tuple(pair for pair in met if says(pair[0].form) == says(pair[1])),
        seen=fingerprint(own),
    )


def fingerprint(own: Sequence[Entry]) -> str:
    """Return what names the versions of a unit's own lines."""
    return sha256_hex("\n".join(sorted(one.id for one in own)).encode())


def says(form: EntryForm) -> EntryForm:
    """Return what a line says, apart from its place and its first day."""
    return form.model_copy(update={"position": 0, "valid_from": date(2000, 1, 1)})


def _taken(waiting: list[Entry], form: EntryForm, contents: set[str]) -> Entry | None:
    """Take out of the waiting lines the one that a form is about."""
    for entry in waiting:
        if entry.form.content == form.content:
            waiting.remove(entry)
            return entry
    free = [entry for entry in waiting if entry.form.content not in contents]
    if not free:
        return None
    waiting.remove(free[0])
    return free[0]


def _key(form: EntryForm) -> tuple[str, str]:
    return form.topic, form.subtopic
