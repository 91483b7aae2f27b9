"""Django's storage on disk, that has what it was given for good when it says so."""

import contextlib
import os
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class FilesOnDisk(FileSystemStorage):
    """Django's own leaves it to the system when a file reaches the disk."""

    def _save(self, name: str, content: Any) -> str:
        kept: str = super()._save(name, content)  # type: ignore[misc]
        path = Path(self.path(kept))
        for written in (path, path.parent, path.parent.parent):
            descriptor = os.open(written, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        return kept

    def delete(self, name: str) -> None:
        """With the folder that it leaves empty."""
        super().delete(name)
        with contextlib.suppress(OSError):  # the other variant is still in it, or it is gone
            Path(self.path(name)).parent.rmdir()
