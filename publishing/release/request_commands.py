"""Answer `mingbai keys request`: make the file that the holders of keys sign."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from sqlalchemy.orm import Session

from config.centre import CentreSettings
from config.settings import read_settings
from config.terminal import echo
from programme.approval import People
from programme.clock import SystemClock
from publishing.database_server import database_of
from publishing.release.ceremony import Places
from publishing.release.errors import RequestRefused
from publishing.release.keyring import (
    APPROVAL_KEY,
    TIME_KEY,
    make_successor,
    read_public,
    read_signing_key,
)
from publishing.release.metadata import Lifetimes
from publishing.release.others import people_of
from publishing.release.people import listed_people, settling_all, to_be_signed
from publishing.release.preparing import ONLINE, Preparing, next_people_version
from publishing.release.reading import RepositoryFolder
from publishing.release.refusing import refusals
from publishing.release.signing_request import SigningRequest
from publishing.release.telling import changes_of
from publishing.release.voice_key import sealing_keys

app = typer.Typer(
    add_completion=False,
    name="request",
    no_args_is_help=True,
    help="做一份签字申请，拷给拿着线下密钥的人签。",
)

Folder = Annotated[Path, typer.Option(help="发布中心的数据文件夹。")]
Out = Annotated[Path, typer.Option(help="申请文件写到哪里，不能已经存在。")]
Settings = Annotated[Path, typer.Option(help="发布中心的设置文件。")]
Keys = Annotated[
    list[Path],
    typer.Option("--key", help="公钥文件（.pub），一人一份，写多次。"),
]
Found = TypeVar("Found", People, People | None)
Threshold = Annotated[int, typer.Option(help="至少要几个人签字。")]


@app.command(help="更换发布中心日常用的密钥：timestamp、snapshot、bins。")
def online(
    folder: Folder,
    out: Out,
    role: Annotated[
        list[str], typer.Option("--role", help="换哪一把，可以写多次。")
    ] = list(ONLINE),  # noqa: B006 - typer wants a list and copies it
) -> None:
    """Make successors of everyday keys, and ask that they count.

    Raises:
        Exit: With code 1, where there is no such key or no repository.
    """
    with refusals():
        for name in role:
            if name not in ONLINE:
                reason = f"没有叫 {name} 的日常密钥，只有 {'、'.join(ONLINE)}"
                raise RequestRefused(reason)
        places = Places(folder=folder)
        preparing = _preparing(folder)
        keys = {name: make_successor(places.keys, name) for name in role}
        _write(preparing.new_online_keys(keys), out)


@app.command("root-holders", help="加上、去掉、更换拿根密钥的人，或改要几个人签字。")
def root_holders(
    folder: Folder,
    out: Out,
    add: Annotated[
        list[Path], typer.Option(help="新的人的公钥文件（.pub），可以写多次。")
    ] = [],  # noqa: B006 - typer wants a list and copies it
    remove: Annotated[
        list[str], typer.Option(help="去掉的密钥指纹（写开头就行），可以写多次。")
    ] = [],  # noqa: B006 - as above
    threshold: Annotated[
        int | None, typer.Option(help="至少要几个人签字，不写就不变。")
    ] = None,
) -> None:
    """Ask for other holders of the root.

    Raises:
        Exit: With code 1, where a key cannot be read or too few would be left.
    """
    with refusals():
        keys = [read_public(path) for path in add]
        request = _preparing(folder).new_root_holders(
            add=keys, remove=remove, threshold=threshold
        )
        _write(request, out)


@app.command("targets-key", help="更换 targets 密钥（丢了、疑似泄露、换人保管）。")
def targets_key(
    folder: Folder,
    out: Out,
    key: Annotated[Path, typer.Option(help="新密钥的公钥文件（.pub）。")],
) -> None:
    """Ask that another key sign the targets role.

    Raises:
        Exit: With code 1, where the key cannot be read or there is no repository.
    """
    with refusals():
        _write(_preparing(folder).new_targets_key(read_public(key)), out)


@app.command("people-role", help="人员名单改由几个人线下签字；换这几个人也用它。")
def people_role(
    settings: Settings, out: Out, keys: Keys, threshold: Threshold = 2
) -> None:
    """Ask that holders of offline keys sign the list of people.

    Raises:
        Exit: With code 1, where a key cannot be read or too few sign.
    """
    with refusals():
        holders = [read_public(path) for path in keys]
        folder = _settings(settings).data_folder
        preparing = _preparing(folder)
        people = _asked(settings, listed_people)
        version = next_people_version(preparing.folder)
        people = people.model_copy(update={"version": version})
        _write(preparing.people_apart(people, holders, threshold), out)


@app.command(help="有人做了新密钥：请线下密钥的人给新的人员名单签字。")
def people(
    settings: Settings,
    out: Out,
    *,
    hanging: Annotated[
        bool,
        typer.Option(
            "--hanging",
            help="现在挂着的、签名不合新名单的，都照样有效（会列出多少件）。",
        ),
    ] = False,
) -> None:
    """Ask for signatures over the list of people as it should be now.

    What hangs by signatures that hold until now goes on counting.

    Raises:
        Exit: With code 1, where nothing is new.
    """
    with refusals():
        preparing = _preparing(_settings(settings).data_folder)
        signed = preparing.folder.signed_people()
        if signed is None:
            reason = "本县的人员名单还不是线下签字，先做 people-role"
            raise RequestRefused(reason)
        wanted = _asked(
            settings,
            lambda session, centre: _next(session, centre, signed, hanging=hanging),
        )
        if wanted is None:
            reason = "人员名单没有变化，不用签"
            raise RequestRefused(reason)
        _write(preparing.new_people(wanted), out)


@app.command(help="快到期了：请线下密钥的人把有效期续上，内容不变。")
def renew(folder: Folder, out: Out) -> None:
    """Ask that everything offline keys signed be good for its whole life again.

    Raises:
        Exit: With code 1, where there is no repository.
    """
    with refusals():
        _write(_preparing(folder).new_dates(), out)


def _next(
    session: Session, centre: People, signed: People, *, hanging: bool
) -> People | None:
    """Return the list that is to be signed next; None: nothing is new."""
    now = SystemClock().now()
    wanted = to_be_signed(session, centre, signed, now=now)
    if not hanging:
        return wanted
    base = wanted or signed.model_copy(update={"version": signed.version + 1})
    settled = settling_all(session, base, now=now)
    return settled if settled != base else wanted


def _preparing(folder: Path) -> Preparing:
    return Preparing(
        folder=RepositoryFolder(folder / "repository"),
        now=SystemClock().now(),
        lifetimes=Lifetimes(),
    )


def _settings(path: Path) -> CentreSettings:
    return read_settings(CentreSettings, files=[path])


def _asked(path: Path, ask: Callable[[Session, People], Found]) -> Found:
    settings = _settings(path)
    keys = Places(folder=settings.data_folder).keys
    centre = people_of(
        approval=read_signing_key(keys, APPROVAL_KEY),
        time=read_signing_key(keys, TIME_KEY),
        own_keys=settings.rules.own_keys,
        sealing_keys=sealing_keys(keys),
    )
    database = database_of(settings)
    try:
        with database.reading() as session:
            return ask(session, centre)
    finally:
        database.close()


def _write(request: SigningRequest, out: Path) -> None:
    with out.open("xb") as stream:
        stream.write(request.to_bytes())
    for line in changes_of(request):
        echo(line)
    echo("")
    echo(f"申请写好了：{out}。请拷给拿着线下密钥的人，")
    echo("每人在自己的机器上运行 mingbai keys sign，签完拷回来 mingbai keys import。")
