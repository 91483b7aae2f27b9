"""Each feature is taken away, and the rest goes on as if it had never been."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final
from uuid import uuid4

import pytest
from django.conf import settings

from tickets import features_on, routing
from tickets.wire import frames

ROOT: Final = Path(__file__).resolve().parents[2]
PARTS: Final = (
    "tickets",
    "tests",
    "support_site",
    "static",
    "docs",
    "conftest.py",
    "manage.py",
    "pyproject.toml",
)
LEFT_OUT: Final = shutil.ignore_patterns(
    "__pycache__", "node_modules", "images", "browser", "bench", "hosts", "proxies"
)
ROOMS: Final = ("tickets/conversation", "tickets/desk")
# Not needed to tell whether the rooms stand, and slow.
SLOW: Final = ("test_ledger_machine.py", "test_follower.py", "test_following.py", "test_long_tickets.py")


def types_of(feature: str) -> list[str]:
    assert routing.FEATURES
    own = f"tickets.features.{feature}."
    return [name for name, model in frames.registered().items() if model.__module__.startswith(own)]


def calls_of(feature: str) -> list[tuple[str, str]]:
    """(method, path) of each."""
    return [
        (method, path.replace("{ticket}", "x").replace("{id}", str(uuid4())))
        for module in features_on.modules("api")
        if module.__name__.startswith(f"tickets.features.{feature}.")
        for path, view in module.router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    ]


def taken_away(feature: str, house: Path) -> None:
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, house / part, ignore=LEFT_OUT)
        else:
            shutil.copy(ROOT / part, house / part)
    for folder in ("tickets/features", "static/js/features", "static/css/features"):
        shutil.rmtree(house / folder / feature, ignore_errors=True)
    path, line = house / "support_site" / "settings.py", f'    "{feature}",\n'
    text = path.read_text()
    assert text.count(line) == 1, "a feature has one line in the settings"
    path.write_text(text.replace(line, ""))


def run(house: Path, *args: str) -> None:
    environment = os.environ | {"DATA_DIR": str(house / ".data")}
    command = [sys.executable, *args]
    done = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5_000:] + done.stderr[-5_000:]


@pytest.mark.timeout(300)  # seconds; quick when the machine is quiet
@pytest.mark.parametrize("feature", settings.FEATURES)
def test_the_house_stands_without_it(feature: str, tmp_path: Path) -> None:
    taken_away(feature, tmp_path)
    known = {"types": types_of(feature), "calls": calls_of(feature)}
    assert known["types"] or known["calls"], "there is something that is to be gone"
    run(tmp_path, "-m", "tests.deletion.without", json.dumps(known))
    quick = [f"--ignore-glob=*/{name}" for name in SLOW]
    run(tmp_path, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *quick, *ROOMS)
