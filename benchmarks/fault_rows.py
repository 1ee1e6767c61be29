"""Hold the rows of the fault table: what is done to the product, how it is tried.

A row without tests is not built yet, and is said to be so. What each row asks of the
product is written where its tests are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Be one row: a fault, the tests of it, and the sizes of a full run."""

    id: str
    fault: str
    """The row in a few words, as it is printed."""
    tests: tuple[str, ...] = ()
    """What pytest runs; empty, and no module: not built yet."""
    module: tuple[str, ...] = ()
    """A benchmark that is run in their stead, with its arguments at full size."""
    build: tuple[str, ...] = ()
    """The benchmark's arguments at build size."""
    sizes: Mapping[str, str] = field(default_factory=dict)
    """Environment variables of a full run; without them a test has its build size."""

    @property
    def built(self) -> bool:
        """Say whether there is anything to run."""
        return bool(self.tests or self.module)


_JOURNEY = "tests/journeys/test_screen_page.py"
_BAD_PAGES = "test_bad_pages_are_skipped_and_reported_and_the_loop_goes_on"
_ODD_DAYS = "test_no_item_is_early_late_or_missing_on_a_day_of_an_odd_length"
_DESK = "tests/publishing/desk"
_TUF = "tests/sync_agent/tuf_client"
_TUF_OTHERS = tuple(
    f"{_TUF}/test_{name}.py"
    for name in ("rollback", "keys", "delegations", "executable")
)

ROWS = (
    Row(
        id="F1",
        fault="power cut at a random moment, agent",
        module=("benchmarks.power_cuts", "F1", "--rounds", "1000"),
        build=("benchmarks.power_cuts", "F1", "--rounds", "5"),
    ),
    Row(
        id="F2",
        fault="agent killed at each system call of an adoption",
        tests=("tests/faults/test_f02_killed_while_adopting.py",),
        sizes={"MINGBAI_F02_SAMPLE": "1000000"},
    ),
    Row(
        id="F3",
        fault="power cut while records are written",
        module=("benchmarks.power_cuts", "F3", "--rounds", "1000"),
        build=("benchmarks.power_cuts", "F3", "--rounds", "5"),
    ),
    Row(
        id="F4",
        fault="agent killed",
        module=("benchmarks.agent_kills", "--kills", "1000"),
        build=("benchmarks.agent_kills", "--kills", "3"),
    ),
    Row(
        id="F5",
        fault="browser crash; browser hang",
        tests=("tests/faults/test_f05_browser.py",),
        sizes={"MINGBAI_F05_ROUNDS": "20"},
    ),
    Row(
        id="F6",
        fault="agent hang",
        tests=("tests/faults/test_f06_agent_hang.py",),
        sizes={
            "MINGBAI_F06_WATCHDOG_S": "30",
            "MINGBAI_F06_WITHIN_S": "35",
            "MINGBAI_F06_ROUNDS": "10",
        },
    ),
    Row(
        id="F7",
        fault="disk full at every write",
        tests=("tests/faults/test_f07_disk_full.py",),
    ),
    Row(
        id="F8",
        fault="disk turns read-only",
        tests=("tests/faults/test_f08_read_only.py",),
        sizes={"MINGBAI_F08_HELD": "100000"},
    ),
    Row(
        id="F9",
        fault="EIO on fsync",
        tests=("tests/faults/test_f09_fsync_fails.py",),
    ),
    Row(
        id="F10",
        fault="one byte flipped in a cached file",
        tests=("tests/faults/test_f10_byte_flips.py",),
        sizes={"MINGBAI_F10_FLIPS": "1000"},
    ),
    Row(
        id="F11",
        fault="one byte flipped in the record store",
        tests=("tests/faults/test_f11_record_store_flips.py",),
        sizes={"MINGBAI_F11_FLIPS": "1000"},
    ),
    Row(
        id="F12",
        fault="agent's database destroyed",
        tests=("tests/faults/test_f12_database_destroyed.py",),
        sizes={"MINGBAI_F12_FULL": "1"},
    ),
    Row(
        id="F13",
        fault="180 days without network",
        tests=("tests/faults/test_f13_half_a_year_alone.py",),
        sizes={"MINGBAI_F13_EVERY_MINUTES": "1", "MINGBAI_F13_REMADE_DAYS": "1"},
    ),
    Row(
        id="F14",
        fault="line at 1 byte/s, cut, reset, black hole, captive portal",
        tests=("tests/faults/test_f14_bad_line.py",),
        sizes={"MINGBAI_F14_BAD_S": "60"},
    ),
    Row(
        id="F15",
        fault="evidence delivered twice, out of order",
        tests=("tests/faults/test_f15_delivered_twice.py",),
    ),
    Row(
        id="F16",
        fault="clock a year off while running",
        tests=("tests/faults/test_f16_clock_set.py", "tests/journeys/test_hour.py"),
        sizes={"MINGBAI_F16_ROUNDS": "10"},
    ),
    Row(
        id="F17",
        fault="cold start with a dead clock",
        tests=("tests/faults/test_f17_dead_clock.py",),
    ),
    Row(
        id="F18",
        fault="centre replays old metadata, mixes, freezes",
        tests=("tests/faults/test_f18_replay_mix_freeze.py",),
        sizes={"MINGBAI_F18_ROUNDS": "1000"},
    ),
    Row(
        id="F19",
        fault="online key stolen",
        tests=(
            "tests/faults/test_f19_stolen_online_keys.py",
            "tests/faults/test_f19_taken_over.py",
        ),
    ),
    Row(
        id="F20",
        fault="centre killed during a publication",
        tests=("tests/faults/test_f20_killed_while_publishing.py",),
        sizes={"MINGBAI_F20_SAMPLE": "200"},
    ),
    Row(
        id="F21",
        fault="centre power cut",
        module=("benchmarks.power_cuts", "F21", "--rounds", "200"),
        build=("benchmarks.power_cuts", "F21", "--rounds", "3"),
    ),
    Row(
        id="F22",
        fault="centre disk full",
        tests=("tests/faults/test_f22_centre_disk_full.py",),
        sizes={"MINGBAI_F22_STEPS": "10"},
    ),
    Row(
        id="F23",
        fault="centre database damaged",
        tests=(
            "tests/faults/test_f23_database_damaged.py",
            "tests/faults/test_f23_lost_records.py",
        ),
        sizes={"MINGBAI_F23_ROUNDS": "25", "MINGBAI_F23_MB": "1000"},
    ),
    Row(
        id="F24",
        fault="2,000 agents return at once",
        module=("benchmarks.fleet", "--devices", "2000", "--agents", "50"),
        build=("benchmarks.fleet", "--devices", "60", "--agents", "2"),
    ),
    Row(
        id="F25",
        fault="each bad input, alone and 20 in parallel",
        module=("benchmarks.imports",),
        build=("benchmarks.imports",),
    ),
    Row(
        id="F26",
        fault="a visitor tries to get out of the kiosk",
        tests=("tests/faults/test_f26_way_out.py",),
    ),
    Row(
        id="F27",
        fault="idle after typing",
        tests=(
            "tests/faults/test_f27_idle.py",
            "tests/kiosk/pages/test_visit.py",
        ),
    ),
    Row(
        id="F28",
        fault="upgrade or downgrade killed at each step",
        tests=("tests/faults/test_f28_upgrade_killed.py",),
        sizes={"MINGBAI_F28_EVERY": "1"},
    ),
    Row(
        id="F29",
        fault="staff delete records in the centre's database",
        tests=("tests/faults/test_f29_deleted_records.py",),
    ),
    Row(
        id="F30",
        fault="agent's disk cloned onto a second machine",
        tests=("tests/faults/test_f30_cloned_disk.py",),
        sizes={"MINGBAI_F30_ROUNDS": "288"},
    ),
    Row(
        id="F31",
        fault="daylight saving, leap day, year end, while playing",
        tests=(
            f"tests/programme/test_loops.py::{_ODD_DAYS}",
            "tests/journeys/test_course.py",
        ),
        sizes={"MINGBAI_F31_DAYS": "30"},
    ),
    Row(
        id="F32",
        fault="one bad page among good ones",
        tests=(f"{_JOURNEY}::{_BAD_PAGES}", "tests/journeys/test_glass_check.py"),
    ),
    Row(
        id="F33",
        fault="recall while a device is away for 30 days",
        tests=(
            "tests/faults/test_f33_recalled_while_away.py",
            "tests/publishing/inspection/test_recalls.py",
        ),
        sizes={"MINGBAI_F33_NEWS": "500"},
    ),
    Row(
        id="F34",
        fault="two staff act on one item at once",
        tests=(
            f"{_DESK}/test_deciding.py",
            f"{_DESK}/test_lengthening.py",
            f"{_DESK}/test_rescheduling.py",
            f"{_DESK}/test_retiming.py",
            "tests/publishing/catalogue/test_entries.py",
        ),
    ),
    Row(
        id="F35",
        fault="30 days of outage, then delivery",
        tests=("tests/faults/test_f35_outage.py",),
        sizes={"MINGBAI_F35_PER_DAY": "2400"},
    ),
    Row(
        id="F36",
        fault="30 simulated days of play",
        module=("benchmarks.endurance", "--days", "30", "--flips", "20000"),
        build=("benchmarks.endurance", "--days", "4", "--flips", "300"),
    ),
    Row(
        id="B17",
        fault="metadata older, expired, wrongly signed, mixed",
        tests=(f"{_TUF}/test_basic.py", f"{_TUF}/test_expiry.py", *_TUF_OTHERS),
    ),
    Row(
        id="B18",
        fault="a file too long, endless or trickling",
        tests=(f"{_TUF}/test_files.py", "tests/sync_agent/inner/test_trust.py"),
    ),
)
