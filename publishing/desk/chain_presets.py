"""Read the shipped approval chains; whose chain is whose is not asked here."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from publishing.desk.chains import Chain
from publishing.tables.units import UnitLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPreset:
    """Be one chain that staff choose by its name."""

    name: str
    levels: tuple[UnitLevel, ...]
    chain: Chain


@cache
def shipped_chains() -> Mapping[str, ChainPreset]:
    """Return the chains that come with the product, by their names."""
    return MappingProxyType(
        {
            told["name"]: ChainPreset(
                name=told["name"],
                levels=tuple(UnitLevel(level) for level in told["levels"]),
                chain=Chain.model_validate(
                    {"label": told["label"], "steps": told["steps"]}, strict=False
                ),
            )
            for told in _file()["chain"]
        }
    )


def default_chain() -> Chain:
    """Return the chain of a unit for which nobody has set one."""
    return shipped_chains()[str(_file()["default"])].chain


@cache
def _file() -> Mapping[str, Any]:
    text = files("config").joinpath("chains.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))
