import pytest

from publishing.errors import NotAllowed, NotThere, Refused, SamePerson
from publishing.staff.identity import Marks, alike
from publishing.staff.offices import Held
from publishing.tables.people import Office
from tests.fakes.desk import County, digest


def marks(staff: str, **told: str) -> Marks:
    return Marks(**{"staff": staff, "name": staff, "login": staff, **told})


@pytest.mark.parametrize(
    ("one", "other", "warnings"),
    [
        (marks("a", name="张三"), marks("b", name="张三"), ("和账号“b”同名",)),
        (
            marks("a", work_number="0012", telephone="5550"),
            marks("b", work_number="0012", telephone="5550"),
            ("和账号“b”工号相同、电话相同",),
        ),
        (marks("a"), marks("b"), ()),
        (marks("a"), marks("b", same_as="a"), ("和账号“b”已标为同一人",)),
    ],
)
def test_an_account_that_looks_like_another_is_told_in_words(
    one: Marks, other: Marks, warnings: tuple[str, ...]
) -> None:
    assert alike(one, [one, other]) == warnings


def mark(county: County, staff: str, same_as: str | None) -> None:
    county.cases.identities.keep(
        county.people["admin"],
        county.people[staff],
        work_number="0012",
        telephone="",
        same_as=county.people[same_as] if same_as else None,
    )


# REQ-12
def test_two_accounts_of_one_person_do_not_both_sign_a_chain(county: County) -> None:
    mark(county, "approver", "reviewer")
    waiting = county.reviewed()

    with pytest.raises(SamePerson):
        county.approve(waiting)
    assert county.cases.looking.to_do(county.people["approver"]).to_approve == ()


def test_accounts_that_are_no_longer_the_same_sign_again(county: County) -> None:
    mark(county, "approver", "reviewer")
    mark(county, "approver", None)

    county.approved()


def test_nobody_takes_their_own_accounts_apart(county: County) -> None:
    mark(county, "approver", "admin")

    for other in (None, "reviewer"):
        with pytest.raises(NotAllowed, match="另一位管理员"):
            mark(county, "approver", other)
    mark(county, "approver", "admin")


def test_accounts_of_one_person_stay_together_whichever_is_named(
    county: County,
) -> None:
    held = Held(unit="qinghe", office=Office.APPROVER)
    county.people["third"] = county.join("third", held)
    mark(county, "third", "approver")
    mark(county, "approver", "reviewer")
    waiting = county.reviewed()

    with pytest.raises(SamePerson):
        county.cases.deciding.approve(
            county.people["third"], waiting.line.id, manifest_sha256=digest(waiting)
        )
    with pytest.raises(Refused, match="已经标为同一人"):
        mark(county, "reviewer", "third")


def test_accounts_that_look_alike_are_listed_for_administrators(
    county: County,
) -> None:
    for login in ("one", "two"):
        county.cases.accounts.invite(
            county.people["admin"], login=login, name="张三", offices=[]
        )

    found = county.cases.identities.listing(county.people["admin"])

    alike_of = {view.marks.login: view.alike for view in found.values()}
    assert alike_of["one"] == ("和账号“two”同名",)
    assert alike_of["admin-login"] == ()
    with pytest.raises(NotAllowed):
        county.cases.identities.listing(county.people["drafter"])


def test_marks_are_kept_by_who_manages_the_account(county: County) -> None:
    def keep(actor: str, staff: str, number: str = "1") -> None:
        county.cases.identities.keep(
            county.people[actor], staff, work_number=number, telephone="", same_as=None
        )

    with pytest.raises(NotAllowed):
        keep("drafter", county.people["approver"])
    with pytest.raises(NotThere):
        keep("admin", "nobody")
    with pytest.raises(Refused, match="最多 40 个字"):
        keep("admin", county.people["approver"], "9" * 41)
    with pytest.raises(NotThere):
        county.cases.identities.keep(
            county.people["admin"],
            county.people["approver"],
            work_number="",
            telephone="",
            same_as="nobody",
        )
