"""Read the mandate presets: which rule a term brings; decide nothing about windows."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import Field, ValidationError, model_validator

from programme.boards import Term
from programme.document import Document, Identifier
from programme.mandate import DayKind, Days, Mandate, Shortfall


class MandatesRefused(Exception):
    """Say everything that is wrong with a file of mandates at once."""

    code = "mandates_refused"

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__(f"公开时限资料不能用：{'；'.join(faults)}。请改好再试。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Be one mandate that staff choose by its name."""

    name: str
    label: str
    needs_end: bool
    """Whether an explicit end must be given, because no rule names one."""
    mandate: Mandate


class _PresetForm(Document):
    name: Identifier
    label: str
    term: Term
    publish_target_days: Days | None = None
    publish_legal_days: Days | None = None
    show_at_least_days: Days | None = None
    show_day_kind: DayKind = DayKind.WORKING
    shortfall: Shortfall = Shortfall.EXTEND
    needs_end: bool
    basis: str
    basis_checked_on: date


class _FileForm(Document):
    mandate: tuple[_PresetForm, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _once_each(self) -> "_FileForm":
        names = [preset.name for preset in self.mandate]
        if len(set(names)) != len(names):
            msg = "一个名字写了两次"
            raise ValueError(msg)
        return self


def shipped_mandates() -> Mapping[str, Preset]:
    """Return the presets that come with the product.

    Raises:
        MandatesRefused: The installed file is damaged.
    """
    return read_mandates(files("config").joinpath("mandates.toml"))


def read_mandates(file: Traversable) -> Mapping[str, Preset]:
    """Return the presets of a file by their names.

    Raises:
        MandatesRefused: The file cannot be read or is not a list of mandates.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        form = _FileForm.model_validate(table)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise MandatesRefused((f"{file.name} 读不出",)) from error
    except ValidationError as error:
        faults = tuple(
            f"{'.'.join(map(str, fault['loc']))} {fault['msg']}"
            for fault in error.errors()
        )
        raise MandatesRefused(faults) from error
    return {preset.name: _preset(preset) for preset in form.mandate}


def _preset(form: _PresetForm) -> Preset:
    rule = form.model_dump(exclude={"name", "label", "needs_end"})
    return Preset(
        name=form.name,
        label=form.label,
        needs_end=form.needs_end,
        mandate=Mandate.model_validate(rule),
    )
