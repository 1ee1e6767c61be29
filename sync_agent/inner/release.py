"""Read the four signed documents of a release; decide nothing about disclosures."""

from dataclasses import dataclass, replace
from typing import TypeVar

from directory.model import Directory
from programme.approval import People
from programme.errors import ContractError
from programme.programme import (
    DIRECTORY_TARGET,
    PEOPLE_TARGET,
    Programme,
    SignedWithdrawal,
    progress_target_of,
    target_of,
)
from programme.progress import Progress
from sync_agent.adopted import Adopted, Named, Refusal, with_early_recalls
from sync_agent.assets import is_name
from sync_agent.disk import (
    DiskRefused,
    is_starved,
    problem_of,
    refusals_of,
    replace_file,
)
from sync_agent.inner.errors import Flaw, NothingReleased, ReleaseRefused
from sync_agent.inner.trust import Signed
from sync_agent.inner.version_order import directory_gives_way
from sync_agent.layout import Layout

Kind = TypeVar("Kind", Programme, People, Directory, Progress)
_Versioned = Programme | People | Directory | Progress
_MOST_BYTES = 16 * 1024 * 1024
_OLDER = "older_directory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Be the signed documents that belong together."""

    programme: Programme
    people: People
    directory: Directory | None
    progress: Progress | None
    programme_sha256: str
    people_sha256: str
    directory_sha256: str | None
    progress_sha256: str | None
    online_keys: str | None
    """Names the everyday keys that stood behind it; None: an older agent adopted it."""
    early: tuple[SignedWithdrawal, ...] = ()
    """Recalls of a newer programme that were obeyed before the rest of it came; the
    programme carries them."""
    refused: tuple[Refusal, ...] = ()
    """What of it is not taken beside its disclosures: the directory."""


class ReleaseReader:
    """Read releases of one display group."""

    def __init__(self, layout: Layout, group: str) -> None:
        self._at = layout
        self._group = group

    def signed_today(self, signed: Signed, held: Adopted | None) -> Release:
        """Return what the repository has signed, fetched and kept, but not adopted.

        Raises:
            NothingReleased: There is no programme for the group yet.
            ReleaseRefused: Something does not verify, or is older than what is held.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        names = {
            "programme": self._fetched(signed, target_of(self._group)),
            "people": self._fetched(signed, PEOPLE_TARGET),
            "directory": self._fetched(signed, DIRECTORY_TARGET),
            "progress": self._fetched(signed, progress_target_of(self._group)),
        }
        release = self._read(names, signed.online_keys)
        _check_rising(release, held)
        return release

    def held(self, adopted: Adopted) -> Release:
        """Return the release that is adopted, read again from the disk.

        Raises:
            ReleaseRefused: A document is missing or damaged.
            DiskRefused: One cannot be read now.
        """
        directory, progress = adopted.directory, adopted.progress
        release = self._read(
            {
                "programme": adopted.programme.sha256,
                "people": adopted.people.sha256,
                "directory": None if directory is None else directory.sha256,
                "progress": None if progress is None else progress.sha256,
            },
            adopted.online_keys,
        )
        return replace(
            release,
            programme=with_early_recalls(adopted, release.programme),
            early=adopted.early_withdrawals,
            refused=tuple(one for one in adopted.refused if one.code == _OLDER),
        )

    def _fetched(self, signed: Signed, name: str) -> str | None:
        """Return the digest of a target that now lies among the documents.

        Raises:
            ReleaseRefused: It does not verify.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        info = signed.target(name)
        if info is None:
            return None
        sha256 = info.hashes.get("sha256", "")
        # It becomes a file's name: whoever signs it may not choose the folder.
        if info.length > _MOST_BYTES or not is_name(sha256):
            raise ReleaseRefused(Flaw.MALFORMED, name)
        path = self._at.document(sha256)
        if not path.exists():
            with refusals_of(self._at.incoming):
                self._at.incoming.mkdir(parents=True, exist_ok=True)
            arrived = self._at.incoming / f"{sha256}.target"
            data = signed.download(info, arrived)
            replace_file(path, data)
            with refusals_of(arrived):
                arrived.unlink(missing_ok=True)
        return sha256

    def _read(self, names: dict[str, str | None], online_keys: str | None) -> Release:
        programme, people = names["programme"], names["people"]
        if programme is None or people is None:
            raise NothingReleased(self._group)
        release = Release(
            programme=self._document(Programme, programme),
            people=self._document(People, people),
            directory=self._optional(Directory, names["directory"]),
            progress=self._optional(Progress, names["progress"]),
            programme_sha256=programme,
            people_sha256=people,
            directory_sha256=names["directory"],
            progress_sha256=names["progress"],
            online_keys=online_keys,
        )
        groups = {release.programme.group}
        if release.progress is not None:
            groups.add(release.progress.group)
        if groups != {self._group}:
            raise ReleaseRefused(Flaw.OTHER_GROUP, Programme.kind_name)
        return release

    def _optional(self, kind: type[Kind], sha256: str | None) -> Kind | None:
        return None if sha256 is None else self._document(kind, sha256)

    def _document(self, kind: type[Kind], sha256: str) -> Kind:
        """Return a document, checked against its digest.

        Raises:
            ReleaseRefused: It is missing, damaged, or not what it should be.
            DiskRefused: It cannot be read now; that says nothing of it.
        """
        path = self._at.document(sha256)
        try:
            return kind.parse_named(path.read_bytes(), sha256)
        except (ContractError, OSError) as error:
            if isinstance(error, OSError) and is_starved(error):
                raise DiskRefused(path.name, problem_of(error)) from error
            # It may be damaged on this disk: the next attempt fetches it again.
            with refusals_of(path):
                path.unlink(missing_ok=True)
            raise ReleaseRefused(Flaw.MALFORMED, kind.kind_name) from error


def with_standing_directory(release: Release, held: Directory, named: Named) -> Release:
    """Return a release with the directory that is held, where its own gives it no way.

    Args:
        release: What is signed today.
        held: The directory that is shown, all its files on this disk.
        named: What the device's pointer calls it.
    """
    new = release.directory
    if new is None or directory_gives_way(held, new, release.people):
        return release
    refusal = Refusal(
        disclosure="directory",
        code=_OLDER,
        reason="办事目录的签字不成立，或比本屏已有的一版批准得早",
    )
    return replace(
        release,
        directory=held,
        directory_sha256=named.sha256,
        refused=(*release.refused, refusal),
    )


def _check_rising(release: Release, held: Adopted | None) -> None:
    """Return only if no document is older than the one that is held.

    Versions that other everyday keys stood behind are no floor (F19).

    Raises:
        ReleaseRefused: One is, or has the same version and other bytes.
    """
    if held is None or other_keys(release, held):
        return
    new, old = named_parts(release), named_parts_of(held)
    for kind, before in old.items():
        after = new[kind]
        if before is None or after == before:
            continue
        if after is None or after.version <= before.version:
            raise ReleaseRefused(Flaw.OLDER, kind)


def other_keys(release: Release, held: Adopted | None) -> bool:
    """Say whether other everyday keys stand behind a release than before."""
    before = None if held is None else held.online_keys
    return before is not None and before != release.online_keys


def named_parts(release: Release) -> dict[str, Named | None]:
    """Return digest and version of each document by its kind's name."""
    parts: dict[str, tuple[_Versioned | None, str | None]] = {
        Programme.kind_name: (release.programme, release.programme_sha256),
        People.kind_name: (release.people, release.people_sha256),
        Directory.kind_name: (release.directory, release.directory_sha256),
        Progress.kind_name: (release.progress, release.progress_sha256),
    }
    return {
        kind: None
        if document is None or sha256 is None
        else Named(sha256=sha256, version=document.version)
        for kind, (document, sha256) in parts.items()
    }


def named_parts_of(adopted: Adopted) -> dict[str, Named | None]:
    """Return digest and version of each adopted document by its kind's name."""
    return {
        Programme.kind_name: adopted.programme,
        People.kind_name: adopted.people,
        Directory.kind_name: adopted.directory,
        Progress.kind_name: adopted.progress,
    }
