"""Where stories of one mark are asked for, a file that doesn't name it isn't imported: all files take each
process of pytest-xdist ten seconds of processor time."""

from pathlib import Path
from typing import Final

import pytest

# What `-m` begins with, and the mark that such a story has of its file.
OF_FILES: Final = {
    "browser": "browser",
    "integration": "integration",
    "edge": "edge",
    "database": "django_db",  # conftest.py
}


def names(mark: str, file: Path) -> bool:
    return f"pytest.mark.{mark}" in file.read_text()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    mark = OF_FILES.get(config.option.markexpr.partition(" ")[0])
    if mark and collection_path.match("test_*.py") and not names(mark, collection_path):
        return True
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The unit tests' run imports all files: whoever got a mark elsewhere would be missed by others."""
    for mark in OF_FILES.values():
        for file in {item.path for item in items if item.get_closest_marker(mark)}:
            assert names(mark, file), f"{file} has stories that are {mark}, and doesn't say so"
