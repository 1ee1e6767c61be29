from directory.checklist import checklist
from directory.model import Material


def paper(*, originals: int = 1, copies: int = 0, required: bool = True) -> Material:
    return Material(
        name="户口簿", originals=originals, copies=copies, required=required
    )


PAPERS = (
    paper(),
    paper(originals=0, copies=2),
    paper(required=False),
    paper(originals=0),
)


def test_what_must_be_brought_and_is_not_ticked_is_missing() -> None:  # REQ-32
    found = checklist(PAPERS, {1})

    assert found.missing == (0,)
    assert found.if_any == (2,)
    assert found.nothing_to_bring == (3,)
    assert not found.complete


def test_all_is_there_without_what_is_made_at_the_window_or_need_not_be() -> None:
    found = checklist(PAPERS, {0, 1})

    assert found.complete
    assert found.if_any == (2,)
    assert checklist(PAPERS, {0, 1, 2, 99}).if_any == ()


def test_an_item_without_papers_is_complete() -> None:
    assert checklist((), ()).complete
