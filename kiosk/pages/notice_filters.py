"""Build what narrows the list of disclosures: addresses, buttons and their choices."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from config.people import shipped_people
from kiosk.concerning import people_named, place_name
from kiosk.notices import Order, Wanted
from kiosk.words import Words
from programme.playlist import Item

PAST = "past"
_FIELDS = ("unit", "who", "category", "order", "when")


def address(wanted: Wanted, change: dict[str, str]) -> str:
    """Return the list's address with something changed."""
    named = {
        "board": wanted.board.value if wanted.board else "",
        "unit": wanted.unit,
        "who": wanted.people.id if wanted.people else "",
        "category": wanted.category,
        "order": "" if wanted.order is Order.NEWEST else wanted.order.value,
        "when": PAST if wanted.past else "",
    }
    query = {name: value for name, value in (named | change).items() if value}
    return f"/notices?{urlencode(query)}" if query else "/notices"


def filters_of(
    items: Sequence[Item], wanted: Wanted, words: Words, *, fields: Sequence[str]
) -> list[dict[str, str]]:
    """Return the buttons that lead to the choices, with what is chosen now."""
    path = address(wanted, {}).removeprefix("/notices")
    found = []
    for field in fields:
        names = {value: name for value, name, _ in _options(field, items, words)}
        value = names.get(_value(wanted, field), names[""])
        found.append(
            {
                "href": f"/notices/choose/{field}{path}",
                "name": words(f"notices.filter.{field}"),
                "value": place_name(value) if field == "unit" else value,
            }
        )
    return found


def choices_of(
    items: Sequence[Item], wanted: Wanted, field: str, words: Words
) -> list[dict[str, Any]]:
    """Return the choices of one button."""
    known = known_field(field)
    return [
        {
            "href": address(wanted, {known: value}),
            "name": name,
            "more": "",
            "icon": icon,
            "on": value == _value(wanted, known),
        }
        for value, name, icon in _options(known, items, words)
    ]


def known_field(field: str) -> str:
    """Return the field of an address; what is unknown is the place."""
    return field if field in _FIELDS else "unit"


def _value(wanted: Wanted, field: str) -> str:
    return {
        "order": "" if wanted.order is Order.NEWEST else wanted.order.value,
        "when": PAST if wanted.past else "",
        "who": wanted.people.id if wanted.people else "",
        "unit": wanted.unit,
        "category": wanted.category,
    }[field]


def _options(
    field: str, items: Sequence[Item], words: Words
) -> list[tuple[str, str, str]]:
    """Return values with their names and icons; the first is all."""
    if field in ("unit", "category"):
        return _of_items(field, items, words)
    if field == "who":
        named = people_named(items, shipped_people())
        return [
            ("", words("notices.everybody"), "diversity_3"),
            *(
                (one.id, words.named(f"people.{one.id}", one.name), one.icon)
                for one in named
            ),
        ]
    if field == "order":
        return [("", words("order.newest"), ""), ("ending", words("order.ending"), "")]
    return [("", words("when.now"), ""), (PAST, words("when.past"), "")]


def _of_items(
    field: str, items: Sequence[Item], words: Words
) -> list[tuple[str, str, str]]:
    if field == "unit":
        units = {item.manifest.unit: item.manifest.unit_name for item in items}
        named = [(value, name, "") for value, name in sorted(units.items())]
        return [("", words("notices.everywhere"), ""), *named]
    kinds = sorted({item.manifest.category for item in items} - {""})
    return [
        ("", words("notices.every_kind"), ""),
        *((kind, kind, "") for kind in kinds),
    ]
