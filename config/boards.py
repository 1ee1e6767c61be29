"""Read who leads and supervises each board where a unit says nothing (REQ-1)."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from config.settings import Section
from programme.boards import Board


class BoardPreset(Section):
    """Be the usual responsibilities from a day on."""

    from_on: date
    basis: str
    basis_checked_on: date
    supervision: str
    leading: Mapping[Board, str]
    leading_in_villages: Mapping[Board, str] = {}
    """What differs in villages."""

    def leader_of(self, board: Board, *, in_village: bool) -> str:
        """Return which unit leads a board."""
        own = self.leading_in_villages.get(board) if in_village else None
        return own or self.leading[board]


class _File(Section):
    preset: Annotated[tuple[BoardPreset, ...], Field(min_length=1)]


def preset_on(day: date) -> BoardPreset:
    """Return the preset that holds on a day; before the first one, the first."""
    presets = _shipped()
    holding = [one for one in presets if one.from_on <= day]
    return holding[-1] if holding else presets[0]


@cache
def _shipped() -> tuple[BoardPreset, ...]:
    text = files("config").joinpath("boards.toml").read_text(encoding="utf-8")
    found = _File.model_validate(tomllib.loads(text)).preset
    return tuple(sorted(found, key=lambda one: one.from_on))
