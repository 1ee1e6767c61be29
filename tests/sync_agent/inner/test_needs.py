from programme.layout import Panel
from programme.progress import Progress
from sync_agent.inner.needs import assets_of, documents_of, files_of
from tests.fakes.device import Device
from tests.fakes.group_publication import GROUP, MADE_AT, PANEL, Publication

OTHER = Panel(width=1080, height=1920, diagonal_inches=43, distance_mm=1000)


def test_a_set_needs_what_lies_on_the_disk_and_nothing_else(device: Device) -> None:
    publication = Publication(
        entries=[device.centre.approved("d-1", pages=2), device.centre.approved("d-2")],
        directory=device.centre.directory(),
        progress=Progress(version=1, group=GROUP, as_of=MADE_AT, disclosures=()),
    )
    device.centre.publish(publication)
    device.sync.run()
    held = device.held()

    lying = {path.stem for path in device.layout.documents.iterdir()}

    assert assets_of(held) == set(device.layout.assets.names())
    assert documents_of(held.adopted) == lying
    assert len(lying) == 4


def test_a_set_without_directory_and_progress_needs_two_documents(
    device: Device,
) -> None:
    programme = device.centre.publish(Publication())
    device.sync.run()

    needed = documents_of(device.held().adopted)

    assert needed == {programme.digest(), device.held().people.digest()}


def test_a_panel_needs_its_own_pages_only(device: Device) -> None:
    manifest = device.centre.manifest("d-1", pages=3)
    pages = {page.asset for page in manifest.pages_for(PANEL)}

    own, other = set(files_of(manifest, PANEL)), set(files_of(manifest, OTHER))

    assert own == {manifest.blocks} | pages
    assert len(pages) == 3
    assert other == {manifest.blocks}
