"""Answer `mingbai export`: serve a stick for devices without a network."""

from functools import partial
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from config.centre import CentreSettings
from config.serving import StartRefused
from config.settings import SettingsError, read_settings
from config.terminal import echo, echo_text
from programme.clock import Clock, SystemClock
from programme.errors import ContractError
from publishing.centre.core import Core, open_core
from publishing.device_api.conversations import Conversations
from publishing.errors import PublishingError
from publishing.fleet.enrolment import Welcome
from publishing.release.carrying import CarryingRepository
from publishing.release.disk import RealDisk
from publishing.release.errors import KeysMissing, ReleaseError
from publishing.release.keyring import read_online_signers
from publishing.release.metadata import Lifetimes
from publishing.sticks.letters import LetterKeys
from publishing.sticks.office import Carried, StickOffice
from publishing.sticks.taking import StickTaker, Taken

_REFUSALS = (SettingsError, StartRefused, ReleaseError, PublishingError, ContractError)
_MEGABYTE = 1024 * 1024


def export(
    stick: Annotated[Path, typer.Argument(help="U 盘挂上来的文件夹。")],
    *,
    settings: Annotated[Path, typer.Option("--settings", help="设置文件（TOML）。")],
    group: Annotated[
        list[str] | None, typer.Option(help="给哪个分组，可以写多次；不写就是全部。")
    ] = None,
    device: Annotated[
        list[str] | None, typer.Option(help="给哪台设备，可以写多次。")
    ] = None,
    take_in_only: Annotated[
        bool, typer.Option("--take-in-only", help="只收记录，不写新内容。")
    ] = False,
) -> None:
    """Take in what a stick brings, and write today's release for devices.

    Raises:
        Exit: With code 1, where something was refused.
    """
    clock = SystemClock()
    try:
        told = read_settings(CentreSettings, files=[settings])
        with open_core(told, clock) as core:
            office = office_of(told, core, clock)
            _tell_taken(office.take_in(stick))
            if not take_in_only:
                carried = office.carry(stick, groups=group or (), devices=device or ())
                _tell_carried(carried, ZoneInfo(told.time_zone))
    except _REFUSALS as error:
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error


def office_of(settings: CentreSettings, core: Core, clock: Clock) -> StickOffice:
    """Return what serves sticks.

    Raises:
        KeysMissing: The server's certificate is not there.
    """
    welcome = Welcome(root_metadata=core.root_metadata, wake_url=str(settings.wake_url))
    conversations = Conversations(
        database=core.database,
        clock=clock,
        time_key=core.time_key,
        calendars=core.calendars,
        welcome=welcome,
        pictures=core.pictures,
        opening_key=core.voice_keys,
    )
    places = core.places
    for path in (places.certificate, places.private_key):
        if not path.is_file():
            raise KeysMissing(path)
    return StickOffice(
        county=settings.county,
        days=settings.airgap_days,
        database=core.database,
        repository=CarryingRepository(
            core.repository.folder,
            signers=read_online_signers(places.keys),
            lifetimes=Lifetimes(timestamp_days=settings.timestamp_days),
            disk=RealDisk(),
            reread=partial(read_online_signers, places.keys),
        ),
        taker=StickTaker(conversations),
        keys=LetterKeys(
            time_key=core.time_key,
            certificate=places.certificate.read_bytes(),
            private_key=places.private_key.read_bytes(),
        ),
        welcome=welcome,
        clock=clock,
        disk=RealDisk(),
    )


def _tell_taken(taken: Taken) -> None:
    echo(
        f"收到记录 {taken.batches} 批、状态 {taken.statuses} 份、"
        f"照片 {taken.pictures} 段。收过的不会重复算。"
    )
    for reason in taken.refused:
        echo(f"没有收：{reason}", err=True)
    if taken.waiting:
        echo(
            f"有 {len(taken.waiting)} 台设备等着登记。请半小时内在管理页“终端”里"
            "输入它屏幕上的登记码，再对这个 U 盘运行一次 mingbai export。"
        )


def _tell_carried(carried: Carried, zone: ZoneInfo) -> None:
    until = carried.good_until.astimezone(zone)
    megabytes = carried.written_bytes / _MEGABYTE
    echo(
        f"写好了：{len(carried.groups)} 个分组、{carried.devices} 台设备，"
        f"这次写了 {megabytes:.1f} MB，{until:%Y-%m-%d} 以前有效。"
    )
    if carried.empty:
        echo(f"还没有发布过节目单的分组：{'、'.join(carried.empty)}。")
    echo("请先在系统里“弹出”U 盘，再拔。")
