from pathlib import Path

from programme.blocks import Paragraph
from programme.manifest import Manifest
from programme.programme import WithdrawalCause
from publishing.desk.screening import Kept
from publishing.desk.views import DraftView
from publishing.release.forgetting import Forgetting
from tests.fakes.delivery import SCREEN, Delivery
from tests.fakes.publications import withdraw


def forgetting(delivery: Delivery) -> Forgetting:
    return Forgetting(database=delivery.county.database, publisher=delivery.publisher)


def files_of(delivery: Delivery, made: DraftView) -> set[Path]:
    """Return the manifest of a version and every asset that it names."""
    repository = delivery.repository
    path = repository.asset_path(made.line.manifest_sha256 or "")
    refs = Manifest.parse(path.read_bytes()).assets()
    return {path, *(repository.asset_path(ref.sha256) for ref in refs)}


def kept(files: set[Path]) -> set[Path]:
    return {path for path in files if path.exists()}


# REQ-22: the repository holds a person's data no longer than devices do.
def test_what_was_taken_down_for_a_persons_sake_leaves_the_repository_at_once(
    delivery: Delivery,
) -> None:
    made = delivery.county.approved(title="甄示例的补助")
    other = delivery.county.approved(title="另一件")
    delivery.publisher.publish_changes([SCREEN])
    down, stays = files_of(delivery, made), files_of(delivery, other)
    withdraw(delivery, made, cause=WithdrawalCause.PERSONAL_DATA)
    delivery.publisher.publish_changes([SCREEN])

    forgetting(delivery).forget()

    assert kept(down) == down & stays
    assert kept(stays) == stays
    assert delivery.shown() == [other.line.disclosure]


def test_what_came_down_for_another_reason_stays_for_devices_in_the_middle(
    delivery: Delivery,
) -> None:
    made = delivery.county.approved()
    delivery.publisher.publish_changes([SCREEN])
    files = files_of(delivery, made)
    withdraw(delivery, made, cause=WithdrawalCause.CORRECTION)
    delivery.publisher.publish_changes([SCREEN])

    forgetting(delivery).forget()

    assert kept(files) == files


def test_what_a_programme_still_names_is_not_taken_from_under_it(
    delivery: Delivery,
) -> None:
    """It goes at the first tick after the programme without it is out."""
    made = delivery.county.approved()
    delivery.publisher.publish_changes([SCREEN])
    files = files_of(delivery, made)
    withdraw(delivery, made, cause=WithdrawalCause.PERSONAL_DATA)

    forgetting(delivery).forget()

    assert kept(files) == files


KEPT = Kept(text="13900001111", reason="河长公示牌上的电话，本人同意公开。")


# REQ-22: from every carrier on the day their time is up, and so from here.
def test_what_names_a_person_leaves_the_repository_when_no_programme_names_it_any_more(
    delivery: Delivery,
) -> None:
    made = delivery.county.approved(
        title="河长是谁",
        blocks=(Paragraph(text=f"河长电话 {KEPT.text}"),),
        kept_personal=(KEPT,),
    )
    other = delivery.county.approved(title="另一件")
    delivery.publisher.publish_changes([SCREEN])
    ended, past = files_of(delivery, made), files_of(delivery, other)
    forgetting(delivery).forget_ended()
    shown_until_then = kept(ended)
    delivery.county.clock.forward(days=90)
    delivery.publisher.publish_changes([SCREEN])

    forgetting(delivery).forget_ended()

    assert delivery.shown() == []
    assert shown_until_then == ended
    assert kept(ended) == set()
    assert kept(past) == past
