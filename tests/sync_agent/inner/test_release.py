import pytest

from programme.programme import PEOPLE_TARGET, progress_target_of, target_of
from programme.progress import Progress
from sync_agent.inner.errors import Flaw, NothingReleased, ReleaseRefused
from sync_agent.inner.release import ReleaseReader
from sync_agent.inner.trust import Trust
from tests.fakes.device import Device
from tests.fakes.group_publication import GROUP, MADE_AT, Publication


def trust(device: Device) -> Trust:
    return Trust(
        http=device.http,
        metadata_url=f"{device.server.repository_url}/metadata",
        targets_url=f"{device.server.repository_url}/targets",
        folder=device.layout.metadata,
        bootstrap=device.centre.root_bytes,
        clock=device.clock,
    )


def progress(group: str = GROUP, version: int = 1) -> Progress:
    return Progress(version=version, group=group, as_of=MADE_AT, disclosures=())


def test_the_documents_of_a_release_are_read_together(device: Device) -> None:
    publication = Publication(
        directory=device.centre.directory(version=3), progress=progress()
    )
    programme = device.centre.publish(publication)

    release = ReleaseReader(device.layout, GROUP).signed_today(
        trust(device).update(), None
    )

    assert release.programme == programme
    assert release.directory == publication.directory
    assert release.progress == publication.progress


def test_a_release_lies_where_it_can_be_read_again(device: Device) -> None:
    device.centre.publish(Publication(progress=progress()))
    device.sync.run()
    device.server.asked.clear()

    release = ReleaseReader(device.layout, GROUP).held(device.held().adopted)

    assert release.programme == device.held().programme
    assert release.directory is None
    assert device.server.asked == []


def test_a_repository_without_a_programme_for_the_group_has_no_release(
    device: Device,
) -> None:
    device.centre.publish(Publication(group="qinghe-other"))

    with pytest.raises(NothingReleased, match="还没有给这个分组"):
        ReleaseReader(device.layout, GROUP).signed_today(trust(device).update(), None)


def test_a_document_that_is_longer_than_any_may_be_is_not_fetched(
    device: Device,
) -> None:
    device.centre.publish(Publication())
    device.centre.set_target(target_of(GROUP), bytes(16 * 1024 * 1024 + 1))
    device.centre.release()

    with pytest.raises(ReleaseRefused) as refusal:
        device.sync.run()

    assert refusal.value.flaw is Flaw.MALFORMED
    assert device.server.asked_for("/targets/") == []


@pytest.mark.parametrize(
    ("target", "way", "file"),
    [
        (target_of(GROUP), "../{}", "adopted"),
        (PEOPLE_TARGET, "../{}", "adopted.copy"),
        (PEOPLE_TARGET, "{folder}/{}", "state"),
    ],
)
def test_a_digest_that_is_a_path_removes_nothing_of_the_device(
    device: Device, target: str, way: str, file: str
) -> None:
    device.centre.publish(Publication(entries=[device.centre.approved("a")]))
    device.sync.run()
    kept = device.layout.root / f"{file}.json"
    kept.touch()
    folder = str(device.layout.root)
    device.centre.lie_about(target, way.format(file, folder=folder))
    device.centre.release()

    with pytest.raises(ReleaseRefused) as refusal:
        device.sync.run()

    assert refusal.value.flaw is Flaw.MALFORMED
    assert kept.exists()
    assert device.shown() == ["a"]


def test_progress_of_another_group_is_refused(device: Device) -> None:
    device.centre.publish(Publication(progress=progress()))
    stray = progress("qinghe-other", version=2)
    device.centre.set_target(progress_target_of(GROUP), stray.canonical())
    device.centre.release()

    with pytest.raises(ReleaseRefused) as refusal:
        device.sync.run()

    assert refusal.value.flaw is Flaw.OTHER_GROUP


def test_a_document_that_this_disk_spoiled_is_fetched_again(device: Device) -> None:
    programme = device.centre.publish(Publication())
    device.sync.run()
    path = device.layout.document(programme.digest())
    path.write_bytes(b"rubbish")

    with pytest.raises(ReleaseRefused):
        device.sync.run(force=True)
    device.sync.run(force=True)

    assert device.held().programme == programme
