"""Read the demo county's texts; it sends nothing anywhere (`demo.desk` does)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, Literal

State = Literal[
    "draft",
    "submitted",
    "reviewed",
    "returned",
    "showing",
    "scheduled",
    "ended",
    "withdrawn",
    "to_file",
    "filed",
]
Source = Literal["docx", "xlsx", "pdf", "image", "typed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDisclosure:
    """Be one disclosure as its drafter has it on paper."""

    key: str
    unit: str
    board: str
    category: str
    kind_of_act: str
    term: str
    source: Source
    state: State
    settled_days_ago: int
    title: str
    body: str
    unit_note: str = ""
    special: str = ""
    objections_telephone: str = ""
    starts_in_days: int = 0
    weekdays: Sequence[int] = (1, 2, 3, 4, 5, 6, 7)
    """On which weekdays it is shown."""
    ends_in_minutes: int = 0
    lengthened_days: int = 0
    """So many days longer than was promised the publishing office lets it hang."""
    lengthened_because: str = ""
    withdraw_cause: str = ""
    withdraw_explanation: str = ""
    return_reason: str = ""
    policy_explanation: str = ""
    """Of a policy document."""
    entry: str = ""
    """The 二级事项 of the catalogue line that it serves; empty: none."""
    period_months_ago: int = 0
    """How many months ago the period was, where the line has periods."""
    attribute: str = "proactive"
    filing: Mapping[str, Any] = field(default_factory=dict)
    """Why it is not shown; a review is set in so many days."""
    secrecy: Mapping[str, str] = field(default_factory=dict)
    """What the secrecy review came to, where it is not simply that it may."""
    on_paper: bool = False
    """It hangs on the paper board too, with a photo."""
    hung_days_ago: int = 0
    """So many days it hangs already, from before the county had a system; 0: none."""
    for_village: bool = False
    """A clerk wrote it; the village's own people propose, on paper."""
    stages: Sequence[Mapping[str, Any]] = ()
    """Of a staged matter, each with its days; the first version is the first one's."""
    comments: Sequence[Mapping[str, Any]] = ()
    """What staff say of it: by whom, the words, and whether it is seen to."""
    next_version: Mapping[str, str] = field(default_factory=dict)
    """What replaces it at once: body, what changed and why, and its stage."""
    summary_points: Sequence[str] = ()
    """What screens say of one that is too long for them."""
    kept: Sequence[Mapping[str, str]] = ()
    """Personal data that stays readable: text and reason, each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoStaff:
    """Be one post at the centre; the demo's people have no names."""

    login: str
    name: str
    roles: tuple[str, ...]
    unit: str
    silent: bool = False
    """Whether they are registered and never sign in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCounty:
    """Be the whole demo county but its service items."""

    county: Mapping[str, Any]
    hall: Mapping[str, Any]
    units: Sequence[Mapping[str, Any]]
    groups: Sequence[Mapping[str, Any]]
    staff: Sequence[DemoStaff]
    chains: Mapping[str, str]
    """The shipped approval chain of a unit that has set one, by its id."""
    substitutes: Sequence[Mapping[str, Any]]
    """Who stands in for whom, from the first day on."""
    disclosures: Sequence[DemoDisclosure]
    catalogue: Sequence[Mapping[str, Any]]
    """Lines of the catalogue, each with the unit that lays it down."""


def demo_county() -> DemoCounty:
    """Return the demo county as it is shipped."""
    folder = resources.files("config") / "demo"
    told = tomllib.loads((folder / "county.toml").read_text("utf-8"))
    disclosures = [
        DemoDisclosure(board=board, **entry)
        for board in ("party", "gov", "village", "finance")
        for entry in tomllib.loads(
            (folder / "disclosures" / f"{board}.toml").read_text("utf-8")
        )["disclosure"]
    ]
    return DemoCounty(
        county=told["county"],
        hall=told["hall"],
        units=told["unit"],
        groups=told["group"],
        chains=told["chain"],
        substitutes=told["substitute"],
        staff=[
            DemoStaff(
                login=entry["login"],
                name=entry["name"],
                roles=tuple(entry["roles"]),
                unit=entry.get("unit", told["county"]["id"]),
                silent=entry.get("silent", False),
            )
            for entry in told["staff"]
        ],
        disclosures=disclosures,
        catalogue=tomllib.loads((folder / "catalogue.toml").read_text("utf-8"))["line"],
    )
