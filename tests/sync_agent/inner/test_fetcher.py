import pytest
from tuf.api.exceptions import DownloadHTTPError, DownloadLengthMismatchError

from sync_agent.inner.fetcher import TufFetcher
from sync_agent.inner.http import Http
from sync_agent.inner.http_errors import CentreUnreachable
from tests.fakes.centre_server import CentreServer, Reply


def test_an_address_is_fetched(server: CentreServer, http: Http) -> None:
    server.replies["/a"] = Reply(body=b"hello")
    fetcher = TufFetcher(http)

    assert fetcher.download_bytes(f"{server.url}/a", 100) == b"hello"


def test_what_is_here_already_is_asked_for_once_less(
    server: CentreServer, http: Http
) -> None:
    server.replies["/a"] = Reply(body=b"new")
    fetcher = TufFetcher(http)
    fetcher.prime(f"{server.url}/a", b"known")

    first = fetcher.download_bytes(f"{server.url}/a", 100)
    second = fetcher.download_bytes(f"{server.url}/a", 100)

    assert (first, second) == (b"known", b"new")
    assert server.asked == ["GET /a"]


@pytest.mark.parametrize("status", [302, 403, 404, 500])
def test_another_status_than_good_is_told_to_the_library(
    server: CentreServer, http: Http, status: int
) -> None:
    headers = {"Location": "/login"}
    server.replies["/a"] = Reply(status=status, body=b"hello", headers=headers)

    with pytest.raises(DownloadHTTPError) as failure:
        TufFetcher(http).download_bytes(f"{server.url}/a", 100)

    assert failure.value.status_code == status
    assert server.asked == ["GET /a"]


def test_more_than_was_signed_is_not_read(server: CentreServer, http: Http) -> None:
    server.replies["/a"] = Reply(body=bytes(10_000_000))

    with pytest.raises(DownloadLengthMismatchError):
        TufFetcher(http).download_bytes(f"{server.url}/a", 100)


def test_a_connection_that_breaks_is_told_as_it_is(
    server: CentreServer, http: Http
) -> None:
    server.replies["/a"] = Reply(body=bytes(1000), cut_after=10)

    with pytest.raises(CentreUnreachable):
        TufFetcher(http).download_bytes(f"{server.url}/a", 2000)
