"""A forked process is what `python` would have started: its own, killable, with nothing of ours before."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests import processes
from tests.processes import Python, output

pytestmark = pytest.mark.integration

TELLS = """
import os, sys
ours = [name for name in sys.modules if name.partition(".")[0] in ("tests", "tickets", "support_site")]
print(os.getppid(), os.getcwd(), sys.argv[1:], dict(os.environ), ours, "django.db.models" in sys.modules)
from django.conf import settings
print(settings.DATA_DIR)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the code is, by another way."""
    (tmp_path / "tells.py").write_text(TELLS)
    (tmp_path / "support_site").mkdir()
    (tmp_path / "support_site" / "settings.py").write_text("import os; DATA_DIR = os.environ['DATA_DIR'] * 2")
    return tmp_path


@pytest.fixture
def sleeping(tmp_path: Path) -> Iterator[Python]:
    (tmp_path / "sleeps.py").write_text("print('up', flush=True); import time; time.sleep(100)")
    with Python(["sleeps.py"], tmp_path, os.environ, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"up\n"
        yield process
        process.kill()


@pytest.mark.parametrize("command", [["tells.py", "a", "b"], ["-m", "tells", "a", "b"]])
def test_it_has_a_place_and_an_environment_of_its_own(folder: Path, command: list[str]) -> None:
    environment = {"DJANGO_SETTINGS_MODULE": "support_site.settings", "DATA_DIR": "x"}
    told, data = output(command, folder, environment).splitlines()
    expected: tuple[object, ...] = (os.getpid(), folder, ["a", "b"], environment, [], True)
    assert told == " ".join(map(str, expected))
    assert data == "xx", "by its own settings, from its own folder"


def test_it_is_a_child_that_can_be_killed_and_frozen(sleeping: Python) -> None:
    process = psutil.Process(sleeping.pid)
    assert process.ppid() == os.getpid()
    sleeping.send_signal(signal.SIGSTOP)
    assert sleeping.poll() is None
    sleeping.kill()
    assert sleeping.wait(20) == -signal.SIGKILL
    assert not psutil.pid_exists(process.pid)


def test_it_says_how_it_ended(tmp_path: Path) -> None:
    (tmp_path / "fails.py").write_text("import sys; print('so far'); sys.exit('no further')")
    with pytest.raises(AssertionError, match=r"(?s)so far.*no further"):
        output(["fails.py"], tmp_path, os.environ)


def test_without_a_session_python_itself_starts_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in soaks and measures."""
    monkeypatch.setattr(processes, "_nurseries", [])
    environment = {"DJANGO_SETTINGS_MODULE": "support_site.settings", "DATA_DIR": "x"}
    told, data = output(["tells.py"], folder, environment).splitlines()
    assert told.endswith("[] False")
    assert data == "xx"
