"""A copy of the house from which features have been taken away, on both sides."""

import os
import shutil
import subprocess
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.processes import output

ROOT: Final = Path(__file__).resolve().parents[2]
FILES: Final = ("conftest.py", "manage.py", "pyproject.toml")
PARTS: Final = ("tickets", "tests", "support_site", "static", "docs", *FILES)
LEFT_OUT: Final = shutil.ignore_patterns("__pycache__", "node_modules", "images", "bench", "hosts", "proxies")
# Everything of a feature, but for its line in the settings.
FOLDERS: Final = ("tickets/features", "static/js/features", "static/css/features", "tests/js/features")
NODE: Final = str(ROOT / "bin" / "node")
TOOLS: Final = "tests/js/node_modules/.bin"


def built(house: Path) -> Path:
    """A copy of all of it, in this folder."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, house / part, ignore=LEFT_OUT)
        else:
            shutil.copy(ROOT / part, house / part)
    (house / "tests/js/node_modules").symlink_to((ROOT / "tests/js/node_modules").resolve())
    return house


@contextmanager
def without(features: Collection[str], house: Path) -> Iterator[None]:
    """They are put back in the end: one copy serves them all."""
    settings = house / "support_site" / "settings.py"
    whole = settings.read_text()
    left = whole
    for feature in features:
        line = f'    "{feature}",\n'
        assert left.count(line) == 1, "a feature has one line in the settings"
        left = left.replace(line, "")
    folders = [house / folder / feature for folder in FOLDERS for feature in features]
    away = {folder: house / ".away" / str(n) for n, folder in enumerate(folders) if folder.exists()}
    (house / ".away").mkdir(exist_ok=True)
    for folder, other in away.items():
        folder.rename(other)
    _rewrite(settings, left)
    try:
        yield
    finally:
        for folder, other in away.items():
            other.rename(folder)
        _rewrite(settings, whole)


def _rewrite(module: Path, text: str) -> None:
    """What Python has compiled of it goes too: it tells them apart by the second and the length."""
    module.write_text(text)
    shutil.rmtree(module.parent / "__pycache__", ignore_errors=True)


def python(house: Path, *command: str) -> None:
    """It must end well."""
    output(command, house, _environment(house))


def run(house: Path, command: Sequence[str]) -> None:
    """It must end well."""
    env = _environment(house)
    done = subprocess.run(command, cwd=house, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout[-5_000:]}{done.stderr[-5_000:]}"


def _environment(house: Path) -> dict[str, str]:
    return os.environ | {"DATA_DIR": str(house / ".data")}
