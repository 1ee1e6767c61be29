"""Say what is shown once a recall is obeyed and nothing else has come yet; pure."""

from datetime import datetime

from programme.programme import Programme
from sync_agent.adopted import Adopted, PastRecall


def recalled(
    adopted: Adopted,
    newer: Programme,
    down: tuple[str, ...],
    *,
    at: datetime,
    recalls: tuple[PastRecall, ...],
) -> Adopted:
    """Return the set that is shown, without what a newer programme takes down.

    It carries the signed withdrawals themselves, so that whoever verifies the set at
    the next start finds why it is smaller than its programme.

    Args:
        adopted: What is shown until now.
        newer: The programme whose withdrawals were found valid.
        down: The disclosures that they take down.
        at: When.
        recalls: What is to be remembered of it.
    """
    known = {signed.withdrawal.digest() for signed in adopted.early_withdrawals}
    early = tuple(
        signed
        for signed in newer.withdrawals
        if signed.withdrawal.disclosure in down
        and signed.withdrawal.digest() not in known
    )
    return adopted.model_copy(
        update={
            "adopted_at": at,
            "early_withdrawals": (*adopted.early_withdrawals, *early),
            "withdrawn": tuple(sorted({*adopted.withdrawn, *down})),
            "taken_down": down,
            "past_recalls": recalls,
            "kept": tuple(one for one in adopted.kept if one.disclosure not in down),
        }
    )
