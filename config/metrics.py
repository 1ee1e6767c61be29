"""Write figures as Prometheus reads them (text format 0.0.4); gather none.

Decision 0069 says why this is no library's matter.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", '"': r"\""})
_HELP_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Be one value, told apart from its sisters by its labels."""

    value: float
    labels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """Be one figure with all its samples; its unit is the end of its name."""

    name: str
    told: str
    """What it is, in one English sentence, for those who draw it."""
    samples: tuple[Sample, ...]
    kind: Literal["gauge", "counter"] = "gauge"


def gauge(name: str, told: str, value: float | None) -> Metric:
    """Return a figure that goes up and down; one that is not known has no sample."""
    samples = () if value is None else (Sample(value=value),)
    return Metric(name=name, told=told, samples=samples)


def exposition(metrics: Iterable[Metric]) -> bytes:
    """Return metrics as they are scraped."""
    lines: list[str] = []
    for one in metrics:
        lines.append(f"# HELP {one.name} {one.told.translate(_HELP_ESCAPES)}")
        lines.append(f"# TYPE {one.name} {one.kind}")
        lines += [
            f"{one.name}{_labels(sample)} {_number(sample.value)}"
            for sample in one.samples
        ]
    return ("\n".join(lines) + "\n").encode()


def _labels(sample: Sample) -> str:
    if not sample.labels:
        return ""
    told = (f'{name}="{text.translate(_ESCAPES)}"' for name, text in sample.labels)
    return "{" + ",".join(told) + "}"


def _number(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    return str(int(value)) if value == int(value) else repr(value)
