"""Answer `mingbai keys`: make a county's keys, show them, renew the certificate."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from programme.clock import SystemClock
from programme.keys import key_id
from publishing.release.authority import good_until, names_of
from publishing.release.ceremony import (
    ROOT_KEYS,
    TARGETS_KEY,
    Places,
    hold_ceremony,
    renew_certificate,
)
from publishing.release.disk import RealDisk
from publishing.release.errors import KeysMissing, ReleaseError
from publishing.release.keyring import (
    APPROVAL_KEY,
    ONLINE_ROLES,
    TIME_KEY,
    key_file,
    read_signing_key,
)
from publishing.release.metadata import Lifetimes

app = typer.Typer(
    add_completion=False, name="keys", no_args_is_help=True, help="制作和查看签名密钥。"
)

Folder = Annotated[Path, typer.Option(help="发布中心的数据文件夹。")]
Names = Annotated[
    list[str],
    typer.Option("--name", help="发布中心的域名或 IP 地址，可以写多次。"),
]
_HERE = ("127.0.0.1", "localhost")


@app.command(help="第一次使用：做好全部密钥、证书和空的发布库。")
def init(
    folder: Folder,
    county: Annotated[str, typer.Option(help="县的代码，像 qinghe。")],
    names: Names = list(_HERE),  # noqa: B006 - typer wants a list and copies it
) -> None:
    """Make all keys of a county.

    Raises:
        Exit: With code 1, where there are keys already or the disk refuses.
    """
    places = Places(folder=folder)
    with _refusals():
        hold_ceremony(
            places,
            county=county,
            names=names,
            now=SystemClock().now(),
            disk=RealDisk(),
            lifetimes=Lifetimes(),
        )
    typer.echo(f"密钥、证书和发布库都做好了，在 {folder}。")
    typer.echo(f"设备要用的根证书：{places.authority_certificate}")
    typer.echo("")
    typer.echo(f"现在请把 {places.offline} 整个文件夹拷到两个 U 盘，")
    typer.echo("分开锁好，再从这台机器上删掉它。")
    typer.echo("里面的密钥平时用不到；只有更换密钥、续证书时才接回来。")
    typer.echo("它们要是留在这台机器上，谁拿到这台机器，谁就能冒充本县。")


@app.command(help="列出密钥和证书，不显示私钥。")
def show(folder: Folder) -> None:
    """Print which keys are here and until when the certificate is good.

    Raises:
        Exit: With code 1, where there are no keys.
    """
    places = Places(folder=folder)
    with _refusals():
        for name in (*ONLINE_ROLES, APPROVAL_KEY, TIME_KEY):
            public = read_signing_key(places.keys, name).public
            typer.echo(f"{name:<10} {key_id(public)}")
        if not places.certificate.is_file():
            raise KeysMissing(places.certificate)
        certificate = places.certificate.read_bytes()
        typer.echo(f"证书用于   {'、'.join(names_of(certificate))}")
        typer.echo(f"证书到期   {good_until(certificate):%Y-%m-%d}")
        here = [
            name
            for name in (*ROOT_KEYS, TARGETS_KEY, "ca")
            if key_file(places.offline, name).exists()
        ]
        if here:
            typer.echo(
                f"还没带走   {'、'.join(here)}（请拷走 {places.offline} 并删掉）"
            )


@app.command(
    "renew-certificate", help="续服务器证书（需要 offline 文件夹里的 ca.key）。"
)
def renew(folder: Folder, names: Names = list(_HERE)) -> None:  # noqa: B006 - see above
    """Make a new server certificate.

    Raises:
        Exit: With code 1, where the authority's key is not here.
    """
    places = Places(folder=folder)
    with _refusals():
        renew_certificate(places, names, SystemClock().now(), RealDisk())
    until = good_until(places.certificate.read_bytes())
    typer.echo(f"新证书用到 {until:%Y-%m-%d}。请重新启动发布中心和唤醒服务。")


@contextmanager
def _refusals() -> Iterator[None]:
    """Print what was refused, and end with code 1.

    Raises:
        Exit: Something was refused.
    """
    try:
        yield
    except (ReleaseError, OSError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
