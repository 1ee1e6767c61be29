import math

from config.metrics import Metric, Sample, exposition, gauge


def test_figures_are_written_as_prometheus_reads_them() -> None:
    states = Metric(
        name="mingbai_state",
        told="What holds.\nNow.",
        samples=(
            Sample(value=1, labels=(("state", "current"), ("group", "a"))),
            Sample(value=0.5, labels=(("state", 'say "no" \\ or\nso'),)),
        ),
        kind="counter",
    )

    told = exposition([states, gauge("mingbai_version", "Version.", 7)]).decode()

    assert told.splitlines() == [
        r"# HELP mingbai_state What holds.\nNow.",
        "# TYPE mingbai_state counter",
        'mingbai_state{state="current",group="a"} 1',
        r'mingbai_state{state="say \"no\" \\ or\nso"} 0.5',
        "# HELP mingbai_version Version.",
        "# TYPE mingbai_version gauge",
        "mingbai_version 7",
    ]
    assert told.endswith("\n")


def test_a_figure_that_is_not_known_has_no_sample() -> None:
    told = exposition([gauge("mingbai_silent_seconds", "Silent.", None)]).decode()

    assert told.count("mingbai_silent_seconds") == 2


def test_numbers_that_are_none_are_written_as_the_format_says() -> None:
    values = (math.nan, math.inf, -math.inf)
    samples = tuple(Sample(value=value) for value in values)

    told = exposition([Metric(name="x", told="", samples=samples)]).decode()

    assert told.splitlines()[2:] == ["x NaN", "x +Inf", "x -Inf"]
