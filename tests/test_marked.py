"""A file that doesn't name the mark that is asked for isn't imported, and no story has a mark that its file
doesn't name."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import marked


def ignored(asked: str, file: Path) -> bool | None:
    config: Any = SimpleNamespace(option=SimpleNamespace(markexpr=asked))
    return marked.pytest_ignore_collect(file, config)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "test_it.py"
    path.write_text("pytestmark = [pytest.mark.browser, pytest.mark.django_db]\n")
    return path


@pytest.mark.parametrize("asked", ["edge", "integration and not browser"])
def test_who_is_not_asked_for_is_not_imported(asked: str, file: Path) -> None:
    assert ignored(asked, file)


@pytest.mark.parametrize("asked", ["", "browser", "database and not browser", "not browser"])
def test_who_is_and_who_may_be_is(asked: str, file: Path) -> None:
    assert not ignored(asked, file)


def test_a_mark_that_comes_from_elsewhere_is_seen(file: Path) -> None:
    item: Any = SimpleNamespace(path=file, get_closest_marker=lambda name: name == "browser")
    marked.pytest_collection_modifyitems([item])
    item.get_closest_marker = lambda name: name == "edge"
    with pytest.raises(AssertionError, match="doesn't say so"):
        marked.pytest_collection_modifyitems([item])
