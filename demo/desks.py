"""Seat the people of the demo's approval chains, each at a desk of their own."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from demo.desk import Desk
from demo.own_keys import known_passphrases
from demo.places import Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Desks:
    """Be the people of an approval chain, signed in."""

    drafter: Desk
    reviewer: Desk
    secrecy: Desk
    approver: Desk
    second_approver: Desk
    other: Callable[[str], Desk]
    """Whoever else has a step in a chain, signed in when they are needed."""

    def by_login(self) -> dict[str, Desk]:
        """Return the desks of the usual people by their logins."""
        return {
            "qicao": self.drafter,
            "shenhe": self.reviewer,
            "pizhun": self.approver,
        }

    def at(self, login: str) -> Desk:
        """Return who sits at a desk by their login; the usual people are there."""
        there = self.by_login()
        return there[login] if login in there else self.other(login)


def open_desks(stack: ExitStack, places: Places, passwords: Mapping[str, str]) -> Desks:
    """Sign in the people of the demo's approval chain, each with their own key."""
    phrases = known_passphrases(places)

    def desk(login: str) -> Desk:
        made = stack.enter_context(Desk(places.centre_url, places.authority))
        made.sign_in(login, passwords[login], passphrase=phrases.get(login, ""))
        return made

    return Desks(
        drafter=desk("qicao"),
        reviewer=desk("shenhe"),
        secrecy=desk("baomi"),
        approver=desk("pizhun"),
        second_approver=desk("pizhun2"),
        other=desk,
    )
