"""Name the pages that are added to the centre's web application."""

from publishing.centre.web import Mount


def installed_mounts() -> tuple[Mount, ...]:
    """Return every set of pages, in the order in which they are added."""
    return ()
