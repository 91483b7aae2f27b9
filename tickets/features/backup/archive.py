"""The file itself: a ZIP with a table a member (JSON, a row a line), the stored files, and in the end a
manifest, which has the SHA-256 of each. A ZIP ends with its own list, so one that was cut is told at once."""

import contextlib
import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final, Protocol, Self

FORMAT: Final = 1
MAGIC: Final = "holdfast-backup"  # the first member's name: so the first bytes say what it is
MANIFEST: Final = "manifest.json"
TABLES, STORED, PARTS = "tables/", "files/stored/", "files/parts/"
PIECE: Final = 256 * 1024  # bytes
QUICKLY: Final = 1  # of 9: most of what deflate saves, for a third of the time

Manifest = dict[str, Any]


class Unusable(Exception):
    """In one line, what is wrong with the archive or with where it is to go."""


class Written(Protocol):
    def write(self, data: bytes, /) -> object: ...


@dataclass(slots=True)
class Hashed:
    """What goes through it is hashed."""

    stream: IO[bytes]
    hash: Any = field(default_factory=hashlib.sha256)

    def write(self, data: bytes) -> None:
        self.hash.update(data)
        self.stream.write(data)

    def lines(self) -> Iterator[bytes]:
        for line in self.stream:
            self.hash.update(line)
            yield line

    def pieces(self) -> Iterator[bytes]:
        while piece := self.stream.read(PIECE):
            self.hash.update(piece)
            yield piece


class Writer:
    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICKLY)
        self._hashes: dict[str, str] = {}
        self._zip.writestr(MAGIC, str(FORMAT), zipfile.ZIP_STORED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):  # what wasn't finished is thrown away
            self._zip.close()

    @contextmanager
    def member(self, name: str, *, packed: bool = True) -> Iterator[Written]:
        about = zipfile.ZipInfo(name)
        about.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        about._compresslevel = QUICKLY  # type: ignore[attr-defined]  # of 3.11; `compress_level` from 3.13
        with self._zip.open(about, "w", force_zip64=True) as stream:
            hashed = Hashed(stream)
            yield hashed
        self._hashes[name] = hashed.hash.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        text = json.dumps(manifest | {"format": FORMAT, "members": self._hashes})
        self._zip.writestr(MANIFEST, text)
        self._zip.comment = _seal(text.encode())
        self._zip.close()


class Reader:
    """Raises Unusable."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip = _opened(path)
        self.manifest = self._read()

    def _read(self) -> Manifest:
        try:
            text = self._zip.read(MANIFEST)
        except (KeyError, zipfile.BadZipFile, OSError):
            raise Unusable(f"{self._path} is damaged: its list of contents can't be read.") from None
        if self._zip.comment != _seal(text):
            raise Unusable(f"{self._path} is damaged: its list of contents isn't as it was written.")
        manifest: Manifest = json.loads(text)
        if manifest["format"] > FORMAT:
            raise Unusable(f"{self._path} was made by a newer version of Holdfast: restore it with that one.")
        return manifest

    @property
    def members(self) -> dict[str, str]:
        """name → SHA-256"""
        members: dict[str, str] = self.manifest["members"]
        return members

    def within(self, folder: str) -> list[str]:
        return [name for name in self.members if name.startswith(folder)]

    @contextmanager
    def member(self, name: str) -> Iterator[Hashed]:
        """To be read to its end: then its hash is looked at."""
        try:
            with self._zip.open(name) as stream:
                hashed = Hashed(stream)
                yield hashed
        except (KeyError, zipfile.BadZipFile, zipfile.zlib.error, EOFError):  # type: ignore[attr-defined]
            raise Unusable(f"{self._path} is damaged: {name} can't be read.") from None
        if hashed.hash.hexdigest() != self.members[name]:
            raise Unusable(f"{self._path} is damaged: {name} isn't as it was written.")


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        with path.open("rb") as file:
            begins_like_ours = MAGIC.encode() in file.read(len(MAGIC) + 64)
        if begins_like_ours:
            return zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise Unusable(f"{path} was cut off: its end is missing.") from None
    except OSError as error:
        raise Unusable(f"{path} can't be read: {error.strerror}.") from None
    raise Unusable(f"{path} is no backup of Holdfast.")


def _seal(manifest: bytes) -> bytes:
    return b"holdfast " + hashlib.sha256(manifest).hexdigest().encode()


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """Into a file beside it, which nobody else may read; it has its name once it is whole and on disk."""
    part = beside(path)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
        keep_name(path)
    finally:
        part.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def keep_name(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
