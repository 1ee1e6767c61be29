"""Read the raw batches of a certificate: signed by devices, chained without a gap.

What they prove is counted in `programme.certificate_days`.
"""

from collections import defaultdict

from programme.bundle import BundleMalformed
from programme.canonical import sha256_hex
from programme.certificate_facts import Delivered, of_kind
from programme.certificate_opening import Opened
from programme.chain import ChainBroken, check_links
from programme.enrolment import PURPOSE_BATCH
from programme.envelope import Envelope, unseal
from programme.errors import ContractError
from programme.leaves import BatchLeaf, DeviceLeaf
from programme.records import Batch


class RecordsRefused(ContractError):
    """Say which device's records do not hold, and why."""

    code = "records_refused"

    def __init__(self, device: str, reason: str) -> None:
        self.device = device
        self.reason = reason
        super().__init__(f"设备 {device} 的记录不成立：{reason}。")


def read_batches(opened: Opened) -> tuple[Delivered, ...]:
    """Return every batch, each signed by its device's key, whole chains in order.

    Raises:
        RecordsRefused: A batch is not the one in the log, or its chain has a gap.
        ContractError: A batch is not signed by its device, or is no batch.
    """
    proven = opened.certificate.leaves
    keys = {
        one.device: one.public
        for one in of_kind((each.leaf for each in proven), DeviceLeaf)
    }
    found = tuple(
        _read(opened, one.place, one.leaf, keys.get(one.leaf.device))
        for one in proven
        if isinstance(one.leaf, BatchLeaf)
    )
    _check_chains(found)
    return found


def _read(opened: Opened, place: int, leaf: BatchLeaf, public: str | None) -> Delivered:
    if public is None:
        raise RecordsRefused(leaf.device, "日志里没有登记这台设备的钥匙")
    try:
        body = opened.envelope(place)
    except BundleMalformed as error:
        raise RecordsRefused(leaf.device, "有一批解不开") from error
    if sha256_hex(body) != leaf.envelope:
        raise RecordsRefused(leaf.device, "有一批不是日志里登记的那一批")
    batch = unseal(Envelope.parse(body), Batch, PURPOSE_BATCH, public)
    links = tuple(one for one in batch.records if one.number >= leaf.first_number)
    said = (batch.device, batch.writer, batch.records[-1].number)
    if said != (leaf.device, leaf.writer, leaf.last_number) or not links:
        raise RecordsRefused(leaf.device, "有一批和日志里写的不一样")
    return Delivered(leaf=leaf, links=links)


def _check_chains(found: tuple[Delivered, ...]) -> None:
    chains: dict[tuple[str, str], list[Delivered]] = defaultdict(list)
    for one in found:
        chains[one.leaf.device, one.leaf.writer].append(one)
    for (device, _), chain in chains.items():
        chain.sort(key=lambda one: one.leaf.first_number)
        links = [link for one in chain for link in one.links]
        first = links[0]
        try:
            check_links(
                links, after_number=first.number - 1, after_digest=first.previous
            )
        except ChainBroken as broken:
            raise RecordsRefused(device, str(broken)) from broken
