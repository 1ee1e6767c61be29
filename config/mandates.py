"""Read the mandate presets and special rules; decide nothing about windows."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from pydantic import ValidationError

from config.mandate_forms import FileForm, PresetForm, SpecialForm, faults_of
from programme.boards import KindOfAct
from programme.mandate import Mandate, Shortfall
from programme.period import Frequency

SHORTFALLS: Mapping[KindOfAct, Shortfall] = MappingProxyType(
    {
        KindOfAct.DISCLOSURE: Shortfall.EXTEND,
        KindOfAct.PUBLIC_NOTICE: Shortfall.STANDS,
        KindOfAct.ANNOUNCEMENT: Shortfall.EXTEND,
        KindOfAct.CONSULTATION: Shortfall.STANDS,
    }
)
"""What a short day does by kind of act, where neither rule nor county say else."""


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
    over: str = ""
    """The general rule before which this special rule goes; empty: it is general."""
    counts_from: str = "事项确定之日"
    """The day from which its deadlines are counted, in words."""
    frequency: Frequency | None = None
    """How often it asks for a new issue, where the rule says so."""
    shortfall_fixed: bool = True
    """Whether the rule itself says what a short day does; else the kind of act."""
    shortfalls: Mapping[KindOfAct, Shortfall] = field(
        default_factory=lambda: SHORTFALLS
    )

    @property
    def promotional(self) -> bool:
        """Say whether nothing demands what is shown by it (宣传)."""
        return self.mandate.promotional

    def rule_for(self, kind: KindOfAct) -> Mandate:
        """Return the rule for a kind of act, as it is signed (REQ-21)."""
        if self.shortfall_fixed:
            return self.mandate
        return self.mandate.model_copy(update={"shortfall": self.shortfalls[kind]})


def shipped_mandates() -> Mapping[str, Preset]:
    """Return the presets that come with the product.

    Raises:
        MandatesRefused: The installed file is damaged.
    """
    return read_mandates(files("config").joinpath("mandates.toml"))


def read_mandates(file: Traversable) -> Mapping[str, Preset]:
    """Return the presets of a file by their names; special rules are complete ones.

    Raises:
        MandatesRefused: The file cannot be read or is not a list of mandates.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        form = FileForm.model_validate(table)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MandatesRefused((f"{file.name} 读不出",)) from error
    except ValidationError as error:
        raise MandatesRefused(faults_of(error)) from error
    return _presets(form)


def of_the_county(
    presets: Mapping[str, Preset],
    *,
    posting_day_counts: bool,
    shortfalls: Mapping[KindOfAct, Shortfall],
) -> Mapping[str, Preset]:
    """Return the presets as a county's settings want them."""
    return {
        name: replace(
            preset,
            mandate=preset.mandate.model_copy(
                update={"posting_day_counts": posting_day_counts}
            ),
            shortfalls=shortfalls,
        )
        for name, preset in presets.items()
    }


def _presets(form: FileForm) -> Mapping[str, Preset]:
    """Return general and special rules by their names.

    Raises:
        MandatesRefused: Rules contradict themselves; all of them are named.
    """
    general = {one.name: one for one in form.mandate}
    found: dict[str, Preset] = {}
    faults: list[str] = []
    for one in _rules(form):
        try:
            found[one.name] = _preset(one, general)
        except ValidationError as error:
            faults.extend(f"{one.name}：{fault}" for fault in faults_of(error))
        except KeyError:
            faults.append(f"{one.name}：没有“{getattr(one, 'over', '')}”这条一般规定")
    if faults:
        raise MandatesRefused(tuple(faults))
    return found


def _rules(form: FileForm) -> Iterator[PresetForm | SpecialForm]:
    yield from form.mandate
    yield from form.special_rule


def _preset(
    form: PresetForm | SpecialForm, general: Mapping[str, PresetForm]
) -> Preset:
    """Return one rule; what a special one does not say, the general one says.

    Raises:
        KeyError: The general rule of a special one is not there.
        ValidationError: The rule contradicts itself.
    """
    if isinstance(form, PresetForm):
        return Preset(
            name=form.name,
            label=form.label,
            needs_end=form.needs_end,
            mandate=_mandate(form.model_dump(exclude_none=True)),
            frequency=form.frequency,
            shortfall_fixed=form.shortfall is not None,
        )
    below = general[form.over]
    if below.promotional:
        raise KeyError(form.over)
    own = form.model_dump(exclude_unset=True)
    for name in form.without:
        own[name] = None
    merged = below.model_dump(exclude_none=True) | own
    return Preset(
        name=form.name,
        label=form.label,
        needs_end=False,
        mandate=_mandate(merged),
        over=form.over,
        counts_from=form.counts_from,
        frequency=form.frequency or below.frequency,
        shortfall_fixed=merged.get("shortfall") is not None,
    )


def _mandate(values: Mapping[str, object]) -> Mandate:
    """Return the part of a rule that is signed.

    Raises:
        ValidationError: The rule contradicts itself.
    """
    empty = {
        "publish_target_days": None,
        "publish_legal_days": None,
        "show_at_least_days": None,
    }
    own = {name: values[name] for name in values if name in Mandate.model_fields}
    return Mandate.model_validate(empty | own)
