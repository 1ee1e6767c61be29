"""Answer `mingbai keys`: make a county's keys, show them, change them by signatures."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from config.terminal import echo
from programme.clock import SystemClock
from programme.keys import key_id
from publishing.release.authority import good_until, names_of
from publishing.release.ceremony import (
    PEOPLE_KEYS,
    ROOT_KEYS,
    TARGETS_KEY,
    Places,
    add_log_key,
    hold_ceremony,
    renew_authority,
    renew_certificate,
)
from publishing.release.disk import RealDisk
from publishing.release.errors import KeysMissing
from publishing.release.keyring import (
    APPROVAL_KEY,
    LOG_KEY,
    ONLINE_ROLES,
    TIME_KEY,
    key_file,
    public_of,
    read_key,
    read_online_signers,
    read_signing_key,
    settle_successors,
    signer_of,
    write_key,
    write_public,
)
from publishing.release.metadata import Lifetimes
from publishing.release.reading import RepositoryFolder
from publishing.release.refusing import refusals
from publishing.release.repository import Repository
from publishing.release.request_commands import app as request_app
from publishing.release.signed_before import otherwise, remember, signed_last
from publishing.release.signing_request import (
    parse_request,
    sign_request,
    still_lacking,
)
from publishing.release.telling import changes_of, expiries_of, fingerprint

app = typer.Typer(
    add_completion=False, name="keys", no_args_is_help=True, help="制作和查看签名密钥。"
)
app.add_typer(request_app)

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
    with refusals():
        hold_ceremony(
            places,
            county=county,
            names=names,
            now=SystemClock().now(),
            disk=RealDisk(),
            lifetimes=Lifetimes(),
        )
    echo(f"密钥、证书和发布库都做好了，在 {folder}。")
    echo(f"设备要用的根证书：{places.authority_certificate}")
    echo("")
    echo(f"现在请把 {places.offline} 整个文件夹拷到两个 U 盘，")
    echo("分开锁好，再从这台机器上删掉它。")
    echo("里面的密钥平时用不到；只有更换密钥、续证书时才接回来。")
    echo("它们要是留在这台机器上，谁拿到这台机器，谁就能冒充本县。")


@app.command(help="列出密钥和证书，不显示私钥。")
def show(folder: Folder) -> None:
    """Print which keys are here and until when the certificate is good.

    Raises:
        Exit: With code 1, where there are no keys.
    """
    places = Places(folder=folder)
    with refusals():
        for name in (*ONLINE_ROLES, APPROVAL_KEY, TIME_KEY):
            public = read_signing_key(places.keys, name).public
            echo(f"{name:<10} {key_id(public)}")
        if key_file(places.keys, LOG_KEY).is_file():
            public = read_signing_key(places.keys, LOG_KEY).public
            echo(f"{LOG_KEY:<10} {key_id(public)}")
        else:
            echo("存证日志还没有密钥，请运行 mingbai keys add-log。")
        if not places.certificate.is_file():
            raise KeysMissing(places.certificate)
        certificate = places.certificate.read_bytes()
        echo(f"证书用于   {'、'.join(names_of(certificate))}")
        echo(f"证书到期   {good_until(certificate):%Y-%m-%d}")
        if places.authority_certificate.is_file():
            authority = places.authority_certificate.read_bytes()
            echo(f"根证书到期 {good_until(authority):%Y-%m-%d}")
        now = SystemClock().now()
        for one in expiries_of(RepositoryFolder(folder / "repository")):
            left = (one.ends_at - now).days
            echo(f"{one.name}　有效到 {one.ends_at:%Y-%m-%d}，还有 {left} 天")
        here = [
            name
            for name in (*ROOT_KEYS, TARGETS_KEY, *PEOPLE_KEYS, "ca")
            if key_file(places.offline, name).exists()
        ]
        if here:
            echo(f"还没带走   {'、'.join(here)}（请拷走 {places.offline} 并删掉）")


@app.command(
    "add-log", help="给早先做过密钥的县补做存证日志的密钥，不用重新举行密钥仪式。"
)
def add_log(folder: Folder) -> None:
    """Make the key of the log of evidence.

    Raises:
        Exit: With code 1, where there is one already or no keys at all.
    """
    places = Places(folder=folder)
    with refusals():
        add_log_key(places)
        public = read_signing_key(places.keys, LOG_KEY).public
    echo(f"存证日志的密钥做好了，指纹 {key_id(public)}。")
    echo("请重新启动发布中心。")


@app.command(
    "renew-certificate", help="续服务器证书（需要 offline 文件夹里的 ca.key）。"
)
def renew(folder: Folder, names: Names = list(_HERE)) -> None:  # noqa: B006 - see above
    """Make a new server certificate.

    Raises:
        Exit: With code 1, where the authority's key is not here.
    """
    places = Places(folder=folder)
    with refusals():
        renew_certificate(places, names, SystemClock().now(), RealDisk())
    until = good_until(places.certificate.read_bytes())
    echo(f"新证书用到 {until:%Y-%m-%d}。请重新启动发布中心和唤醒服务。")


@app.command(
    "renew-authority",
    help="续本县根证书 ca.pem（需要 offline 文件夹里的 ca.key），密钥不换。",
)
def lengthen(folder: Folder) -> None:
    """Make a certificate of the same authority that lives for ten more years.

    Raises:
        Exit: With code 1, where the authority's key is not here.
    """
    places = Places(folder=folder)
    with refusals():
        former = places.authority_certificate.read_bytes()
        renew_authority(places, SystemClock().now(), RealDisk())
    until = good_until(places.authority_certificate.read_bytes())
    echo(f"新的根证书 {places.authority_certificate} 用到 {until:%Y-%m-%d}。")
    echo(f"请在 {good_until(former):%Y-%m-%d} 以前拷到每台设备，替下原来的，")
    echo("再重启同步程序。早换晚换都行：两份根证书都认得现在的中心。")


@app.command("holder-key", help="给拿线下密钥的人做一把密钥，在他自己的机器上运行。")
def holder_key(
    into: Annotated[Path, typer.Option(help="写到哪个文件夹，像他自己的 U 盘。")],
    name: Annotated[str, typer.Option(help="文件的名字，像 root-3。")],
) -> None:
    """Make a key for a holder, and the public half that the centre is given.

    Raises:
        Exit: With code 1, where there is one of this name or the disk refuses.
    """
    with refusals():
        key = write_key(into, name)
        write_public(into / f"{name}.pub", key)
    keyid = public_of(signer_of(key)).keyid
    echo(f"密钥 {into / f'{name}.key'} 做好了，指纹 {fingerprint(keyid)}。")
    echo(f"把 {name}.pub 交给发布中心，{name}.key 自己锁好，不给任何人。")


@app.command(help="给签字申请签名；先把要改什么列出来。")
def sign(
    request: Annotated[Path, typer.Option(help="签字申请文件，签名写回这个文件。")],
    key: Annotated[Path, typer.Option(help="自己的密钥文件（.key）。")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="看过了，不再问。")] = False,
) -> None:
    """Show what a request changes, ask, and sign it.

    Raises:
        Exit: With code 1, where nobody asks for this key or the file is damaged.
    """
    with refusals():
        asked, last = parse_request(request.read_bytes()), signed_last(key)
        for line in (*changes_of(asked), *otherwise(asked, last)):
            echo(line)
        if not yes:
            typer.confirm("这些就是我同意的改动，签名", abort=True)
        sign_request(asked, signer_of(read_key(key.parent, key.stem)))
        disk = RealDisk()
        disk.put(disk.stage(request, asked.to_bytes()), request)
        disk.settle(request.parent)
        remember(key, asked, last)
    lacking = asked.lacking()
    done = "签名够了，可以拷回发布中心 import"
    echo(f"签好了。{still_lacking(lacking) if lacking else done}。")


@app.command("import", help="把签好的申请放进发布库；发布中心不用停。")
def import_(
    folder: Folder,
    request: Annotated[Path, typer.Option(help="签好的申请文件。")],
) -> None:
    """Carry out a request that enough holders have signed.

    Raises:
        Exit: With code 1, where signatures are missing or something has changed since.
    """
    places = Places(folder=folder)
    with refusals():
        signed = parse_request(request.read_bytes())
        repository = Repository(
            folder / "repository",
            signers=read_online_signers(places.keys),
            lifetimes=Lifetimes(),
            disk=RealDisk(),
            reread=partial(read_online_signers, places.keys),
        )
        repository.admit(signed, SystemClock().now())
        settled = settle_successors(places.keys, repository.state().wanted)
    echo("办好了，设备下次同步就生效。")
    echo("请现在做一次备份（mingbai backup run）：从旧备份恢复，要重新导入这份申请。")
    if settled:
        echo(f"新的日常密钥已经换上：{'、'.join(settled)}。旧的已经删掉。")
        echo("请重新做一份密钥备份。")
