"""Django's storage on disk, that has what it was given for good when it says so."""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class FilesOnDisk(FileSystemStorage):
    """Django's own leaves it to the system when a file reaches the disk, and writes over it in its place."""

    def _save(self, name: str, content: Any) -> str:
        """Beside it first: who dies in the midst of it leaves what was there."""
        coming = f"{name}.{secrets.token_hex(8)}"
        path = Path(self.path(name))
        try:
            super()._save(coming, content)  # type: ignore[misc]
            _sync(self.path(coming))
            Path(self.path(coming)).replace(path)
        finally:
            Path(self.path(coming)).unlink(missing_ok=True)
        _sync(path.parent, path.parent.parent)
        return name

    def delete(self, name: str) -> None:
        """With what was beside it when a process was killed, and the folder that it leaves empty."""
        super().delete(name)
        path = Path(self.path(name))
        for beside in path.parent.glob(f"{path.name}.*"):
            beside.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # the other variant is still in it, or it is gone
            path.parent.rmdir()


def _sync(*paths: Path | str) -> None:
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
