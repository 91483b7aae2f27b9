"""Each feature is taken away, and the rest goes on as if it had never been."""

import json
import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import get_commands

from tests.deletion.house import NODE, ROOT, TOOLS, built, python, run, without
from tickets import features_on, routing
from tickets.wire import frames

ROOMS: Final = ("tickets/conversation", "tickets/desk", "tickets/tests/test_page_script.py")
# Not needed to tell whether the rooms stand, and slow.
SLOW: Final = ("test_ledger_machine.py", "test_follower.py", "test_following.py", "test_long_tickets.py")
SCRIPTS: Final = ("conversation", "desk", "features", "ui", "wire")


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


def addresses_of(feature: str) -> list[str]:
    """Of its pages and files, and its page in the settings."""
    own = f"tickets.features.{feature}."
    in_settings = [
        f"/agent/settings/{module.page.name}/"
        for module in features_on.modules("settings")
        if module.__name__.startswith(own)
    ]
    return in_settings + [
        "/" + re.sub(r"<(\w+):\w+>", lambda one: str(uuid4()) if one[1] == "uuid" else "x", str(one.pattern))
        for module in features_on.modules("urls")
        if module.__name__.startswith(own)
        for one in module.urlpatterns
    ]


def commands_of(feature: str) -> list[str]:
    app = f"tickets.features.{feature}"
    return [name for name, of in get_commands().items() if of == app]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("house"))


@pytest.mark.parametrize("feature", settings.FEATURES)
def test_the_house_stands_without_it(feature: str, house: Path) -> None:
    known = {"feature": feature, "types": types_of(feature), "calls": calls_of(feature)}
    known |= {"addresses": addresses_of(feature), "commands": commands_of(feature)}
    shown = list((ROOT / "tickets/features" / feature / "templates").glob("*/*.html"))
    assert shown or any(known[what] for what in ("types", "calls", "addresses", "commands")), (
        "there is something that is to be gone"
    )
    with without([feature], house):
        python(house, "-m", "tests.deletion.without", json.dumps(known))


def test_the_house_stands_without_any(house: Path) -> None:
    """Types and tests of the core need none of them. Nor does a feature need another: that is a rule of
    imports, which holds for those that are there as for those that are not."""
    if (ROOT / ".mypy_cache").exists():  # what it knows of all that didn't change
        shutil.copytree(ROOT / ".mypy_cache", house / ".mypy_cache")
    with without(settings.FEATURES, house), ThreadPoolExecutor(2) as both:
        quick = [f"--ignore-glob=*/{name}" for name in SLOW]
        tests = [str(path) for room in SCRIPTS for path in (house / "tests/js" / room).rglob("*.test.js")]
        checks = (
            (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *quick, *ROOMS),
            (sys.executable, "-m", "mypy", "-p", "support_site", "-p", "tickets", "-p", "tests"),
            (f"{sys.prefix}/bin/lint-imports", "--no-cache"),
            (NODE, f"{TOOLS}/tsc", "--project", "tests/js"),
            (NODE, "--test", *tests),
        )
        list(both.map(partial(run, house), checks))
