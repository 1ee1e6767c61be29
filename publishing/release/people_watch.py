"""Notice that offline keys have signed another list of people; publish nothing.

Another program puts it into the repository (`mingbai keys import`). What waited for
somebody's key to be on it can go out from then on.
"""

from programme.clock import Clock
from publishing.database import Database
from publishing.release.makers import ask_for_everything
from publishing.release.reading import RepositoryFolder


class PeopleWatch:
    """Be asked now and then."""

    def __init__(
        self, *, repository: RepositoryFolder, database: Database, clock: Clock
    ) -> None:
        self._repository = repository
        self._database = database
        self._clock = clock
        self._seen: str | None = None

    def look(self) -> None:
        """Ask for everything anew, where the list is another one than before.

        At the start everything is asked for anyhow.

        Raises:
            RepositoryDamaged: What is published now cannot be read.
        """
        people = self._repository.signed_people()
        found = "" if people is None else people.digest()
        if self._seen not in {None, found}:
            with self._database.session() as session:
                ask_for_everything(session, self._clock.now())
        self._seen = found
