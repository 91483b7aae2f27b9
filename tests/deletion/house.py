"""A copy of the house from which features have been taken away, on both sides."""

import os
import shutil
import subprocess
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
FILES: Final = ("conftest.py", "manage.py", "pyproject.toml")
PARTS: Final = ("tickets", "tests", "support_site", "static", "docs", *FILES)
LEFT_OUT: Final = shutil.ignore_patterns("__pycache__", "node_modules", "images", "bench", "hosts", "proxies")
# Everything of a feature, but for its line in the settings.
FOLDERS: Final = ("tickets/features", "static/js/features", "static/css/features", "tests/js/features")
NODE: Final = str(ROOT / "bin" / "node")
TOOLS: Final = "tests/js/node_modules/.bin"


def without(features: Collection[str], house: Path) -> None:
    """Into the folder `house`."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, house / part, ignore=LEFT_OUT)
        else:
            shutil.copy(ROOT / part, house / part)
    path = house / "support_site" / "settings.py"
    settings = path.read_text()
    for feature in features:
        for folder in FOLDERS:
            shutil.rmtree(house / folder / feature, ignore_errors=True)
        line = f'    "{feature}",\n'
        assert settings.count(line) == 1, "a feature has one line in the settings"
        settings = settings.replace(line, "")
    path.write_text(settings)
    (house / "tests/js/node_modules").symlink_to((ROOT / "tests/js/node_modules").resolve())


def run(house: Path, command: Sequence[str]) -> None:
    """It must end well."""
    environment = os.environ | {"DATA_DIR": str(house / ".data")}
    done = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout[-5_000:]}{done.stderr[-5_000:]}"
