"""Read who may issue which emergency notice, and the words ready for each danger.

The lists are data; a county edits its own copy, and a file that breaks the rules of the
page is refused when it is read, not when the danger is there.
"""

import tomllib
from datetime import timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from config.settings import Section
from programme.override import Level
from programme.override_verdict import MOST_OVERRIDE
from programme.override_words import (
    ICONS,
    MOST_ACT,
    MOST_HEADLINE,
    MOST_ISSUER,
    MOST_PLACE,
)

HOUR = timedelta(hours=1)
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,39}$")]

LEVEL_WORDS: dict[Level, str] = {
    "red": "红色",
    "orange": "橙色",
    "yellow": "黄色",
    "blue": "蓝色",
}


class AlertLimits(Section):
    """Be how long things may take and last; a county sets its own, within these."""

    proposal_minutes: Annotated[int, Field(ge=5, le=720)] = 30
    """After so many minutes nobody may countersign a proposal any more."""
    review_hours: Annotated[int, Field(ge=1, le=72)] = 24
    """Within so many hours another approver looks at a sealed reason."""
    most_hours: Annotated[int, Field(ge=1, le=MOST_OVERRIDE // HOUR)] = (
        MOST_OVERRIDE // HOUR
    )
    """The longest notice; a device obeys no longer one than it knows by itself."""
    alone_hours: Annotated[int, Field(ge=1, le=MOST_OVERRIDE // HOUR)] = (
        MOST_OVERRIDE // HOUR
    )
    """The longest notice of one person with a sealed reason."""

    @property
    def proposal_life(self) -> timedelta:
        """Return how long a proposal waits."""
        return timedelta(minutes=self.proposal_minutes)

    @property
    def review_within(self) -> timedelta:
        """Return how long a sealed reason waits."""
        return timedelta(hours=self.review_hours)

    def longest(self, *, alone: bool) -> timedelta:
        """Return how long a notice may hold."""
        hours = min(self.most_hours, self.alone_hours) if alone else self.most_hours
        return timedelta(hours=hours)


class Authority(Section):
    """Be an authority that may issue notices."""

    id: Id
    name: Annotated[str, StringConstraints(min_length=1, max_length=MOST_ISSUER)]

    def named(self, county: str) -> str:
        """Return its name in a county."""
        return self.name.replace("{county}", county)


class Act(Section):
    """Be one thing to do, with its sign."""

    icon: str
    text: Annotated[str, StringConstraints(min_length=1, max_length=MOST_ACT)]


class Hazard(Section):
    """Be a kind of danger with the words ready for it."""

    id: Id
    name: str
    icon: str
    authorities: Annotated[tuple[Id, ...], Field(min_length=1)]
    headline: Annotated[str, StringConstraints(min_length=1)]
    place: Annotated[str, StringConstraints(min_length=1, max_length=MOST_PLACE)]
    hours: Annotated[int, Field(ge=1, le=24)]
    acts: Annotated[tuple[Act, ...], Field(min_length=1, max_length=3)]

    def titled(self, level: Level) -> str:
        """Return the headline at a level."""
        return self.headline.replace("{level}", LEVEL_WORDS[level])


class Alerts(Section):
    """Be everything that is ready for the moment of danger."""

    limits: AlertLimits = AlertLimits()
    """A county's own file may leave them out."""
    refused: tuple[str, ...]
    """Words of promotion and ceremony; a page that saves lives has none."""
    authority: Annotated[tuple[Authority, ...], Field(min_length=1)]
    hazard: Annotated[tuple[Hazard, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        known = {one.id for one in self.authority}
        for one in self.hazard:
            unknown = [name for name in one.authorities if name not in known]
            signs = {one.icon, *(act.icon for act in one.acts)} - ICONS
            too_long = len(one.titled("red")) > MOST_HEADLINE
            faults = {
                f"没有这个发布单位：{'、'.join(unknown)}": bool(unknown),
                f"没有这个图标：{'、'.join(sorted(signs))}": bool(signs),
                f"标题最多 {MOST_HEADLINE} 个字": too_long,
                f"最长 {self.limits.most_hours} 小时": one.hours
                > self.limits.most_hours,
            }
            for words, holds in faults.items():
                if holds:
                    message = f"{one.id}: {words}"
                    raise ValueError(message)
        return self

    def hazard_of(self, name: str) -> Hazard | None:
        """Return a kind of danger by its id, or None."""
        return next((one for one in self.hazard if one.id == name), None)

    def authorities_of(self, hazard: Hazard) -> tuple[Authority, ...]:
        """Return who may issue a notice of a kind, in the order of the hazard."""
        by_id = {one.id: one for one in self.authority}
        return tuple(by_id[name] for name in hazard.authorities)

    def promotion_in(self, *texts: str) -> str:
        """Return a word that may not stand on such a page, or none."""
        found = (word for word in self.refused for text in texts if word in text)
        return next(found, "")


@cache
def shipped_alerts() -> Alerts:
    """Return the lists that come with the product."""
    return _read(files("config").joinpath("alerts.toml").read_text(encoding="utf-8"))


def alerts_of(path: Path | None) -> Alerts:
    """Return a county's own lists, or the shipped ones where it has none.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is no such list.
    """
    return shipped_alerts() if path is None else _read(path.read_text(encoding="utf-8"))


def _read(text: str) -> Alerts:
    return Alerts.model_validate(tomllib.loads(text))
