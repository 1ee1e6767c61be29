"""Name all that is looked at on a centre, and look; the arithmetic lies elsewhere."""

from functools import partial
from pathlib import Path

from config.centre import CentreSettings
from config.doctor import Check, Finding, bad, examine, good
from config.doctor_machine import certificate, clock, disk, listening, secrets, services
from config.settings import SettingsError, read_settings
from media.pages.errors import FontMissing, ShaperMissing
from media.pages.fonts import find_fonts
from programme.clock import Clock
from publishing.doctor import holdings
from publishing.release.ceremony import Places

_LEAST_BYTES = 500 * 1024 * 1024
_UNITS = ("mingbai-centre.service", "mingbai-wake.service")
_RENEW = "请把 offline 文件夹接回来，运行 mingbai keys renew-certificate，再重启中心。"
_LENGTHEN = (
    "请把 offline 文件夹接回来，运行 mingbai keys renew-authority，"
    "再把新的 ca.pem 拷到每台设备（ca_file）。"
)


def examine_centre(settings: Path | None, now: Clock) -> tuple[Finding, ...]:
    """Return what is found on the centre of these settings."""
    try:
        told = read_settings(CentreSettings, files=[settings] if settings else [])
    except SettingsError as error:
        return (bad("设置", str(error), "请按上面写的改设置文件。"),)
    return examine(_checks(told, now))


def _checks(told: CentreSettings, now: Clock) -> list[tuple[str, Check]]:
    places, at = Places(folder=told.data_folder), now.now()
    keys = sorted(places.keys.glob("*.key"))
    ca = places.authority_certificate
    checks: list[tuple[str, Check]] = [
        ("磁盘", partial(disk, told.data_folder, least_bytes=_LEAST_BYTES)),
        ("时钟", partial(clock, at, known=holdings.last_signed(places))),
        ("密钥", partial(holdings.keys, places)),
        ("密钥权限", partial(secrets, keys)),
        ("发布库", partial(holdings.repository, places, at)),
        ("数据库", partial(holdings.database, told)),
        ("经办的文件", partial(holdings.kept, told, at)),
        ("备份", partial(holdings.backups, told, at)),
        ("字体", _fonts),
        ("服务", partial(services, _UNITS)),
        ("中心", partial(_answers, told)),
    ]
    if not told.behind_proxy:
        server = told.certificate_file or places.certificate
        of_server = partial(certificate, server, at, about="证书", advice=_RENEW)
        checks += [
            ("证书", of_server),
            ("根证书", partial(certificate, ca, at, about="根证书", advice=_LENGTHEN)),
        ]
    return checks


def _fonts() -> list[Finding]:
    try:
        found = find_fonts()
    except FontMissing as error:
        advice = "请运行 apt install fonts-noto-cjk，再重启中心。"
        return [bad("字体", str(error), advice)]
    except ShaperMissing as error:
        advice = "请运行 apt install libfribidi0，再重启中心。"
        return [bad("排字", str(error), advice)]
    return [good("字体", str(found.regular))]


def _answers(told: CentreSettings) -> list[Finding]:
    host = "127.0.0.1" if told.web.host in {"0.0.0.0", "::"} else told.web.host  # noqa: S104 - it is asked, not bound
    advice = "请启动发布中心：systemctl start mingbai-centre，或 mingbai centre run。"
    return list(listening(host, told.web.port, about="发布中心", advice=advice))
