"""Bring a demo county up on this machine and keep it running.

Every program is a process of its own with a folder of its own; this module only
starts them, founds the county over HTTP and confirms its two devices.
"""

import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from config.demo_directory import demo_directory
from demo.closing import close_a_day
from demo.county import DemoDisclosure, demo_county
from demo.dark_day import tell_dark_day
from demo.desk import Desk
from demo.drill import hold_a_drill
from demo.founding import ADMIN, APPROVER, PUBLISHER, found, known_credentials
from demo.lengthening import lengthen
from demo.own_keys import known_passphrases
from demo.places import COUNTY, Places
from demo.programs import (
    browser_command,
    centre_programs,
    device_programs,
    font_file,
    mingbai,
    public_server,
    screen_browser,
)
from demo.proofs import prove
from demo.supervisor import Supervisor
from demo.working_day import ZONE, WorkingDay
from programme.clock import Clock
from sync_agent.state import AgentState, read_state

_ENROL_WITHIN_S = 60.0
_LOOK_S = 0.3
_COMMAND_S = 60


class CountyFailed(Exception):
    """Say which step of bringing the county up did not work."""

    def __init__(self, step: str, reason: str) -> None:
        self.step = step
        super().__init__(f"示范县没有启动：{step}。{reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningCounty:
    """Be a county whose programs run."""

    places: Places
    supervisor: Supervisor
    passwords: dict[str, str]

    def desk(self, login: str) -> Desk:
        """Return a desk at which this member of staff is signed in."""
        made = Desk(self.places.centre_url, self.places.authority)
        own = known_passphrases(self.places).get(login, "")
        made.sign_in(login, self.passwords[login], passphrase=own)
        return made


@contextmanager
def running_county(
    places: Places,
    *,
    clock: Clock,
    say: Callable[[str], None],
    browser: bool = False,
    disclosures: Sequence[DemoDisclosure] | None = None,
) -> Iterator[RunningCounty]:
    """Give a running county; the first time it is founded and its day is done.

    Args:
        places: Its folders and ports.
        clock: The clock of the demo itself.
        say: Takes lines for whoever watches.
        browser: Show the screen page in a browser without a window.
        disclosures: What the day's work brings; none given: all thirty.

    Raises:
        CountyFailed: A step did not work.
        ProgramFailed: A program did not come up.
    """
    places.write_settings(browser_command())
    token = _ceremony(places)
    with Supervisor(clock=clock) as supervisor:
        supervisor.start(centre_programs(places))
        today = clock.now().astimezone(ZONE).date()
        passwords = _passwords(places, token, say, today)
        supervisor.start(device_programs(places))
        county = RunningCounty(
            places=places, supervisor=supervisor, passwords=passwords
        )
        _enrol(county, clock)
        shown = screen_browser(places) if browser else None
        served = public_server(places)
        supervisor.start([one for one in (shown, served) if one])
        if not places.seeded.exists():
            _work(county, clock, say, disclosures)
        yield county


def _ceremony(places: Places) -> str:
    """Make keys and the first invitation once; return the invitation, or nothing."""
    if places.authority.exists():
        return ""
    _run("密钥", "keys", "init", "--folder", str(places.centre), "--county", COUNTY)
    said = _run(
        "第一位管理员",
        *("centre", "invite-admin"),
        *("--settings", str(places.settings_file("centre"))),
        *("--login", ADMIN, "--name", "系统管理员", "--county-name", "清禾县"),
    )
    for line in said.splitlines():
        if line.startswith("邀请码："):
            return line.removeprefix("邀请码：").strip()
    raise CountyFailed("第一位管理员", said)


def _run(step: str, *words: str) -> str:
    done = subprocess.run(  # noqa: S603 -- our own command
        mingbai(*words), capture_output=True, text=True, timeout=_COMMAND_S, check=False
    )
    if done.returncode:
        raise CountyFailed(step, done.stderr.strip())
    return done.stdout


def _passwords(
    places: Places, token: str, say: Callable[[str], None], today: date
) -> dict[str, str]:
    if not token:
        return known_credentials(places)
    say("建县：单位、大厅、分组、人员、150 个办事事项……")
    return found(
        places,
        county=demo_county(),
        directory=demo_directory(),
        admin_token=token,
        today=today,
    )


def _enrol(county: RunningCounty, clock: Clock) -> None:
    """Confirm each device by the code that it shows."""
    devices = {
        "screen-agent": ("qinghe-hall-screen", "大厅横屏"),
        "kiosk-agent": ("qinghe-hall-kiosk", "大厅触摸屏"),
    }
    with county.desk(ADMIN) as admin:
        for agent, (group, name) in devices.items():
            code = _code_of(county.places, agent, clock)
            if code:
                body = {"code": code, "group": group, "name": name}
                admin.post("/api/fleet/confirm", body)


def _code_of(places: Places, agent: str, clock: Clock) -> str | None:
    """Return the code that a device shows, or None where it is enrolled already."""
    deadline = clock.monotonic() + _ENROL_WITHIN_S
    folder = {"screen-agent": places.screen, "kiosk-agent": places.kiosk}[agent]
    pause = threading.Event()
    while clock.monotonic() < deadline:
        told = read_state(folder)
        if told is not None and told.device:
            return None
        if told is not None and told.holds(AgentState.ENROLLING) and told.code:
            return told.code
        pause.wait(_LOOK_S)
    raise CountyFailed("登记设备", f"{agent} 没有显示登记码。")


def _work(
    county: RunningCounty,
    clock: Clock,
    say: Callable[[str], None],
    disclosures: Sequence[DemoDisclosure] | None,
) -> None:
    chosen = demo_county().disclosures if disclosures is None else disclosures
    day = WorkingDay(
        places=county.places,
        passwords=county.passwords,
        font_file=str(font_file()),
        now=clock.now,
        say=say,
    )
    day.publish(chosen)
    if disclosures is None:
        with county.desk(ADMIN) as admin:
            close_a_day(admin, clock.now())
            tell_dark_day(admin, clock.now().astimezone(ZONE).date())
        with county.desk(PUBLISHER) as office, county.desk(APPROVER) as approver:
            hold_a_drill(office, approver)
    longer = [one for one in chosen if one.lengthened_days]
    if longer:
        with county.desk(PUBLISHER) as office:
            lengthen(office, longer)
    if disclosures is None:
        say("出一份公示证明和本月到今天的月报……")
        with county.desk(PUBLISHER) as office:
            prove(office)
    county.places.seeded.touch()
