"""Try the line to the centre step by step, so that a caretaker knows where it ends.

Name, address, port, certificate, answer: the first that fails is told, with what to do.
"""

import ssl
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from socket import create_connection, gaierror, getaddrinfo
from urllib.parse import urlsplit

from config.device import AgentSettings
from config.doctor import Finding, bad, good
from config.doctor_machine import ends
from sync_agent.inner.http import Http
from sync_agent.inner.http_errors import HttpFailed

_CONNECT_S = 5.0
_MOST_BYTES = 10_000
_GOOD = 200
_EXPIRED, _WRONG_NAMES = 10, (62, 64)
"""OpenSSL's numbers of what is wrong with a certificate."""
_CLOCK = "请先看这台机器的时钟；时钟对的，请告诉中心续证书。"
_FOREIGN = (
    "请核对 ca_file 是不是本县的根证书；外面的网络要登录的，浏览器里登录一次再查。"
)


def steps_to(settings: AgentSettings, now: datetime) -> Iterator[Finding]:
    """Yield each step of the line to the centre, up to the first that fails."""
    parts = urlsplit(str(settings.centre_url))
    host, tls = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if tls else 80)
    for step in (
        _name(host, port),
        _port(host, port),
        _certificate(settings, host, port, now) if tls else iter(()),
        _answer(settings),
        _repository(settings),
    ):
        for finding in step:
            yield finding
            if finding.advice and finding.level == "bad":
                return


def _name(host: str, port: int) -> Iterator[Finding]:
    try:
        found = getaddrinfo(host, port)
    except gaierror:
        advice = "网线插好没有、路由器开了没有；都好的请核对 centre_url 和 DNS。"
        yield bad("线路：域名", f"找不到 {host}", advice)
        return
    yield good("线路：域名", f"{host} 是 {found[0][4][0]}")


def _port(host: str, port: int) -> Iterator[Finding]:
    about = "线路：端口"
    try:
        create_connection((host, port), timeout=_CONNECT_S).close()
    except ConnectionRefusedError:
        advice = "到了那台机器，但中心没有开。请联系发布中心。"
        yield bad(about, f"{host}:{port} 不接", advice)
    except OSError:
        advice = "请看网线、路由器、防火墙；同一网络的别的机器通不通。"
        yield bad(about, f"{host}:{port} 连不上", advice)
    else:
        yield good(about, f"{host}:{port} 连得上")


def _certificate(
    settings: AgentSettings, host: str, port: int, now: datetime
) -> Iterator[Finding]:
    about = "线路：证书"
    context = ssl.create_default_context(
        cafile=None if settings.ca_file is None else str(settings.ca_file)
    )
    try:
        with (
            closing(create_connection((host, port), timeout=_CONNECT_S)) as line,
            context.wrap_socket(line, server_hostname=host) as safe,
        ):
            told = safe.getpeercert() or {}
    except ssl.SSLCertVerificationError as error:
        yield _untrusted(about, error)
        return
    except OSError as error:
        advice = "中间可能有别的设备在拦。请换一个网络试，再联系发布中心。"
        yield bad(about, f"握手没有成（{error}）", advice)
        return
    end = ssl.cert_time_to_seconds(str(told["notAfter"]))
    advice = "请告诉发布中心续证书：mingbai keys renew-certificate。"
    until = datetime.fromtimestamp(end, UTC)
    yield from ends(until, now, about=about, advice=advice)


def _untrusted(about: str, error: ssl.SSLCertVerificationError) -> Finding:
    if error.verify_code == _EXPIRED:
        return bad(about, "中心的证书过期了，或者这台机器的时钟不对", _CLOCK)
    if error.verify_code in _WRONG_NAMES:
        advice = (
            "请核对 centre_url；中心换了域名的，请它运行 "
            "mingbai keys renew-certificate，用 --name 写上新域名。"
        )
        return bad(about, "证书上没有这个域名或地址", advice)
    return bad(about, "对方的证书不是本县签的", _FOREIGN)


def _answer(settings: AgentSettings) -> Iterator[Finding]:
    about = "线路：回答"
    url = f"{str(settings.centre_url).rstrip('/')}/device/health"
    try:
        status = _asked(settings, url)
    except HttpFailed as error:
        advice = "过一会儿再试；一直这样，请联系发布中心。"
        yield bad(about, str(error), advice)
        return
    if status == _GOOD:
        yield good(about, "中心有回答")
    else:
        words = f"回答的不是发布中心（{status}）"
        yield bad(about, words, "请核对 centre_url；要登录的网络先登录。")


def _repository(settings: AgentSettings) -> Iterator[Finding]:
    """Yield whether the other server has what is released, where there is one."""
    if settings.repository_url is None:
        return
    about, base = "线路：仓库", settings.repository
    advice = f"请打开 {base}/metadata/timestamp.json 看看；核对 repository_url。"
    try:
        status = _asked(settings, f"{base}/metadata/timestamp.json")
    except HttpFailed as error:
        yield bad(about, f"{base}：{error}", advice)
        return
    if status == _GOOD:
        yield good(about, f"{base} 有发布的内容")
    else:
        yield bad(about, f"{base} 没有发布的内容（{status}）", advice)


def _asked(settings: AgentSettings, url: str) -> int:
    """Return the status of what an address answers.

    Raises:
        HttpFailed: It does not answer as it should.
    """
    http = Http(
        ca_file=settings.ca_file,
        read_timeout_s=_CONNECT_S,
        total_timeout_s=2 * _CONNECT_S,
    )
    with closing(http):
        return http.get(url, most_bytes=_MOST_BYTES).status
