"""How long the loop waits after a line failed depends on what it brought before."""

from sync_agent.inner.backoff import Backoff
from tests.fakes.beside import beside
from tests.fakes.centre_server import CentreServer, Reply
from tests.fakes.chances import Highest
from tests.fakes.device import Device
from tests.fakes.looping import Looping
from tests.fakes.webp_heads import webp_page

TIMESTAMP = "/repository/metadata/timestamp.json"


class NotedPauses(Backoff):
    """Note every pause, and change the centre's answers after so many."""

    def __init__(self, server: CentreServer, then: dict[int, dict[str, Reply]]) -> None:
        super().__init__(first_s=0.01, most_s=1.0, chance=Highest())
        self.server = server
        self.then = then
        self.pauses: list[float] = []

    def failed(self) -> float:
        self.pauses.append(super().failed())
        self.server.replies = self.then.get(len(self.pauses), self.server.replies)
        return self.pauses[-1]


def test_a_line_that_brings_something_before_each_cut_is_not_waited_for(
    device: Device,
) -> None:
    looping = Looping(device)
    entry = looping.device.centre.approved("d-1", pages=3)
    looping.publication.entries[0] = entry
    looping.device.centre.publish(looping.publication)
    late = looping.device.centre.put(webp_page(seed="d-1 2 {}")).sha256
    cut = {f"/repository/assets/{late[:2]}/{late}": Reply(body=b"1", cut_after=0)}
    server = looping.device.server
    server.replies[TIMESTAMP] = Reply(status=503)
    backoff = NotedPauses(server, {2: cut, 4: {}})
    loop = looping.loop(backoff=backoff)

    with beside(loop.run, ring=loop.ring):
        looping.shows("d-1")

    assert backoff.pauses == [0.01, 0.02, 0.01, 0.02]
