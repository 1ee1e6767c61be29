import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from config.device import AgentSettings
from config.doctor import Finding, Level
from config.settings import defaults_of
from programme.clock import SystemClock
from publishing.release.authority import Certified, make_authority, make_server
from sync_agent.inner.line_steps import steps_to
from tests.fakes.plain_server import plainly_served

NOW = SystemClock().now()


class Centre(BaseHTTPRequestHandler):
    """Answer that it is well, at one address alone."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/device/health" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def centre(folder: Path, certified: Certified | None) -> Iterator[int]:
    """Give the port of a centre with a certificate, or without TLS."""
    server = HTTPServer(("127.0.0.1", 0), Centre)
    if certified is not None:
        (folder / "server.pem").write_bytes(certified.certificate)
        (folder / "server.key").write_bytes(certified.private_key)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "server.pem", folder / "server.key")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}
    )
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def steps(
    url: str, ca_file: Path | None = None, repository_url: str | None = None
) -> list[Finding]:
    told = defaults_of(AgentSettings) | {"centre_url": url, "ca_file": ca_file}
    told["repository_url"] = repository_url
    return list(steps_to(AgentSettings(**told), NOW))


def test_a_line_that_is_well_is_told_step_by_step(tmp_path: Path) -> None:
    authority = make_authority("qinghe", NOW)
    ca_file = tmp_path / "ca.pem"
    ca_file.write_bytes(authority.certificate)
    with centre(tmp_path, make_server(authority, ["127.0.0.1"], NOW)) as port:
        found = steps(f"https://127.0.0.1:{port}", ca_file)

    assert {one.level for one in found} == {Level.GOOD}
    assert [one.about[3:] for one in found] == ["域名", "端口", "证书", "回答"]


def test_the_first_step_that_fails_is_the_last_that_is_told(tmp_path: Path) -> None:
    authority, other = make_authority("qinghe", NOW), make_authority("else", NOW)
    ca_file = tmp_path / "ca.pem"
    ca_file.write_bytes(authority.certificate)
    long_ago = NOW - timedelta(days=500)
    cases = {
        "不是本县签的": make_server(other, ["127.0.0.1"], NOW),
        "没有这个域名": make_server(authority, ["centre.example"], NOW),
        "过期了": make_server(authority, ["127.0.0.1"], long_ago),
    }
    for words, certified in cases.items():
        with centre(tmp_path, certified) as port:
            found = steps(f"https://127.0.0.1:{port}", ca_file)

        assert words in found[-1].words
        assert found[-1].level is Level.BAD
        assert found[-1].advice
        assert len(found) == 3


def test_no_name_no_port_no_tls_and_somebody_else_are_told_apart(
    tmp_path: Path,
) -> None:
    with centre(tmp_path, None) as port:
        plain = steps(f"http://127.0.0.1:{port}")
        strange = steps(f"http://127.0.0.1:{port}/elsewhere")
        no_tls = steps(f"https://127.0.0.1:{port}")
    closed = steps(f"http://127.0.0.1:{port}")
    nobody = steps("http://centre.invalid")

    assert plain[-1].words == "中心有回答"
    assert "不是发布中心（404）" in strange[-1].words
    assert "握手没有成" in no_tls[-1].words
    assert "没有开" in closed[-1].advice
    assert "找不到 centre.invalid" in nobody[-1].words


def test_another_server_of_what_is_released_is_a_step_of_its_own(
    tmp_path: Path,
) -> None:
    with centre(tmp_path, None) as port, plainly_served(tmp_path) as plain:
        url = f"http://127.0.0.1:{port}"
        empty = steps(url, repository_url=plain)
        (tmp_path / "metadata").mkdir()
        (tmp_path / "metadata" / "timestamp.json").write_bytes(b"{}")
        full = steps(url, repository_url=f"{plain}/")
        here = steps(url)
    with centre(tmp_path, None) as port:
        closed = steps(f"http://127.0.0.1:{port}", repository_url=plain)

    assert [one[-1].level for one in (empty, full, closed)] == ["bad", "good", "bad"]
    assert "没有发布的内容（404）" in empty[-1].words
    assert "repository_url" in closed[-1].advice
    assert [one.about for one in full] == [*(one.about for one in here), "线路：仓库"]
