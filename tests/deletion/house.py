"""A copy of the house from which a feature has been taken away, on both sides."""

import os
import shutil
import subprocess
from collections.abc import Sequence
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


def without(feature: str, house: Path) -> None:
    """Into the folder `house`."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, house / part, ignore=LEFT_OUT)
        else:
            shutil.copy(ROOT / part, house / part)
    for folder in FOLDERS:
        shutil.rmtree(house / folder / feature, ignore_errors=True)
    path, line = house / "support_site" / "settings.py", f'    "{feature}",\n'
    text = path.read_text()
    assert text.count(line) == 1, "a feature has one line in the settings"
    path.write_text(text.replace(line, ""))
    (house / "tests/js/node_modules").symlink_to((ROOT / "tests/js/node_modules").resolve())


def run(house: Path, command: Sequence[str]) -> None:
    """It must end well."""
    environment = os.environ | {"DATA_DIR": str(house / ".data")}
    done = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout[-5_000:]}{done.stderr[-5_000:]}"
