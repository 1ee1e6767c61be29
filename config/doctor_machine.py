"""Check what any machine of the product needs: disk, clock, keys, certificates.

It knows no half of the product. Nothing is written, and nothing outside is asked but
the machine's own service manager.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509

from config.doctor import Finding, bad, good, warn

_MB = 1024 * 1024
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""Before this no version of the product was there: such a clock is wrong."""
_SOON = timedelta(days=30)
_ASK_S = 5.0
_CONNECT_S = 2.0
_SYSTEMD = Path("/run/systemd/system")


def disk(folder: Path, *, least_bytes: int) -> Iterator[Finding]:
    """Yield whether a folder is there, takes files, and has room."""
    if not folder.is_dir():
        advice = "请核对设置里的文件夹；第一次使用，启动一次程序就有了。"
        yield bad("文件夹", f"没有 {folder}", advice)
        return
    if os.statvfs(folder).f_flag & os.ST_RDONLY:
        advice = "磁盘可能坏了：请重启一次，还是这样就换磁盘。播放不受影响。"
        yield bad("磁盘", f"{folder} 所在的磁盘变成只读了", advice)
    elif not os.access(folder, os.W_OK):
        advice = "请用运行程序的账号来查，或把文件夹的主人改成它。"
        yield bad("权限", f"{folder} 不让当前账号写", advice)
    free = shutil.disk_usage(folder).free
    told = f"{folder} 还有 {free // _MB} MB"
    if free < least_bytes:
        advice = f"请清理磁盘，至少留 {least_bytes // _MB} MB。"
        yield bad("磁盘空间", told, advice)
    elif free < 4 * least_bytes:
        yield warn("磁盘空间", told, "快满了，请这几天清理。")
    else:
        yield good("磁盘空间", told)


def clock(now: datetime, *, known: datetime | None = None) -> Iterator[Finding]:
    """Yield whether the clock can be right, and whether anything keeps it so.

    Args:
        now: What the clock says.
        known: An instant that has certainly passed, such as of a signature.
    """
    told = f"{now.astimezone():%Y-%m-%d %H:%M}"
    advice = "请接上网络让它自动对时，或用 date -s 设好；主板电池没电的要换。"
    floor = max(_EARLIEST, known or _EARLIEST)
    if now < floor - timedelta(days=1):
        words = f"时钟是 {told}，比已经签发的内容还早"
        yield bad("时钟", words, advice)
    else:
        yield good("时钟", told)
    answer = _asked("timedatectl", "show", "--property=NTPSynchronized", "--value")
    if answer == "yes":
        yield good("对时", "有自动对时")
    elif answer == "no":
        yield warn("对时", "没有自动对时，时钟会慢慢偏", "请打开 systemd-timesyncd。")
    else:
        yield warn("对时", "看不出有没有自动对时", "请核对这台机器怎么对时。")


def secrets(paths: Iterable[Path]) -> Iterator[Finding]:
    """Yield the secret files that others on the machine may read."""
    open_ones = [
        path for path in paths if path.is_file() and path.stat().st_mode & 0o077
    ]
    for path in open_ones:
        advice = f"请运行 chmod 600 {path}。"
        yield bad("密钥权限", f"{path.name} 别的账号也读得到", advice)
    if not open_ones:
        yield good("密钥权限", "密钥文件只有主人读得到")


def certificate(
    path: Path, now: datetime, *, about: str, advice: str
) -> Iterator[Finding]:
    """Yield whether a certificate is good today, and for how long still."""
    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError):
        yield bad(about, f"{path} 读不出来", advice)
        return
    yield from ends(found.not_valid_after_utc, now, about=about, advice=advice)


def ends(
    end: datetime, now: datetime, *, about: str, advice: str, soon: timedelta = _SOON
) -> Iterator[Finding]:
    """Yield whether something that ends is over, or will be soon."""
    left = end - now
    told = f"到 {end.astimezone():%Y-%m-%d}"
    if left <= timedelta(0):
        yield bad(about, f"{told}，已经过期", advice)
    elif left <= soon:
        yield warn(about, f"{told}，还有 {left.days} 天", advice)
    else:
        yield good(about, told)


def services(names: Iterable[str]) -> Iterator[Finding]:
    """Yield how the service manager sees programs; nothing where there is none."""
    if not _SYSTEMD.is_dir():
        return
    for name in names:
        state = _asked("systemctl", "is-active", name)
        if state == "active":
            yield good("服务", f"{name} 在运行")
        elif state == "failed":
            advice = f"请看 journalctl -u {name} -n 50，再 systemctl restart {name}。"
            yield bad("服务", f"{name} 停了，没有起来", advice)
        elif _asked("systemctl", "is-enabled", name) == "enabled":
            yield bad("服务", f"{name} 没有运行", f"请运行 systemctl start {name}。")


def listening(host: str, port: int, *, about: str, advice: str) -> Iterator[Finding]:
    """Yield whether anything answers at an address of this machine."""
    try:
        with socket.create_connection((host, port), timeout=_CONNECT_S):
            yield good(about, f"{host}:{port} 有程序在听")
    except OSError:
        yield bad(about, f"{host}:{port} 没有程序在听", advice)


def program(command: str, *, about: str, advice: str) -> Iterator[Finding]:
    """Yield whether a program is installed."""
    found = shutil.which(command)
    if found is None:
        yield bad(about, f"没有装 {command}", advice)
    else:
        yield good(about, found)


def _asked(*words: str) -> str | None:
    """Return the one line that a program of the machine says; None: it cannot."""
    found = shutil.which(words[0])
    if found is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - the machine's own program, fixed words
            [found, *words[1:]],
            capture_output=True,
            text=True,
            timeout=_ASK_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() or None
