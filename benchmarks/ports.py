"""Find free TCP ports for a county that is only there to be measured."""

import socket

from demo.places import Ports


def free_ports() -> Ports:
    """Return four ports of 127.0.0.1 that were free a moment ago."""
    probes = [socket.socket() for _ in range(4)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    found = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return Ports(centre=found[0], player=found[1], kiosk=found[2], wake=found[3])
