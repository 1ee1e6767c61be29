"""Say what the agent knows of itself as figures for Prometheus; pure."""

from collections.abc import Iterator
from datetime import datetime

from config.metrics import Metric, Sample, gauge
from programme.agent_states import AgentState
from sync_agent.inner.scrub import Scrubbed
from sync_agent.state import StateReport


def figures_of(
    report: StateReport | None,
    now: datetime,
    *,
    unsent: int | None,
    scrubbed: Scrubbed,
) -> tuple[Metric, ...]:
    """Return the figures of one device.

    Args:
        report: What the agent last said of itself; None: nothing yet.
        now: The instant by this device's clock.
        unsent: Records that the centre has not got; None: they cannot be counted.
        scrubbed: What the slow look has come to since the agent started.
    """
    return (
        _states(report),
        *(() if report is None else _of_report(report, now)),
        gauge("mingbai_agent_unsent_records", "Records not delivered yet.", unsent),
        *_of_scrub(scrubbed),
    )


def _states(report: StateReport | None) -> Metric:
    samples = tuple(
        Sample(
            value=float(report is not None and report.holds(state)),
            labels=(("state", state.value),),
        )
        for state in AgentState
    )
    told = "Whether a named state holds; several may at once."
    return Metric(name="mingbai_agent_state", told=told, samples=samples)


def _of_report(report: StateReport, now: datetime) -> Iterator[Metric]:
    last = report.last_sync_at
    yield gauge(
        "mingbai_agent_programme_version",
        "Version of the adopted programme; 0 before the first.",
        report.programme_version,
    )
    yield gauge(
        "mingbai_agent_centre_silent_seconds",
        "Seconds since the centre was heard in full.",
        None if last is None else (now - last).total_seconds(),
    )
    yield gauge(
        "mingbai_agent_free_bytes", "Free space of the disk.", report.free_bytes
    )
    yield gauge(
        "mingbai_agent_vanished_items",
        "Items that vanished without a signed withdrawal and go on showing.",
        len(report.vanished),
    )
    yield gauge(
        "mingbai_agent_refused_items",
        "Items that are not shown because their signatures do not hold.",
        len(report.refused),
    )
    yield gauge(
        "mingbai_agent_untold_recalls",
        "Items taken down of which the centre has no receipt yet.",
        len(report.untold_recalls),
    )


def _of_scrub(scrubbed: Scrubbed) -> Iterator[Metric]:
    counted = (
        ("rounds", "Whole looks at everything that is kept.", scrubbed.rounds),
        ("read_bytes", "Bytes read by the slow look.", scrubbed.read_bytes),
        ("damaged_files", "Files found damaged or missing.", scrubbed.damaged_files),
    )
    for name, told, value in counted:
        yield Metric(
            name=f"mingbai_agent_scrub_{name}_total",
            told=told,
            samples=(Sample(value=value),),
            kind="counter",
        )
    yield gauge(
        "mingbai_agent_damaged_records",
        "Kept records that the last look found damaged.",
        scrubbed.damaged_records,
    )
