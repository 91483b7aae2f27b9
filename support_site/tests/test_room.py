"""What a process is not given, said in one line before it starts anything."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from support_site import room
from tests.stack import ROOT, free_port


@pytest.mark.integration
@pytest.mark.parametrize("module", ["support_site.run", "support_site.server"])
@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("ulimit -n 60", "Can't start: 60 open files are allowed, of 128 needed (ulimit -Hn)."),
        ("ulimit -v 400000", "Can't start: 390 MB of address space are allowed, of 512 needed (ulimit -v)."),
    ],
)
def test_too_little_is_one_line(tmp_path: Path, module: str, limit: str, words: str) -> None:
    ended = subprocess.run(
        ["bash", "-c", f"{limit}; exec {sys.executable} -m {module}"],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(tmp_path), "PORT": str(free_port())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", f"{words}\n")


INFINITE = resource.RLIM_INFINITY


@pytest.mark.parametrize(
    ("which", "allowed", "words"),
    [
        (resource.RLIMIT_NOFILE, 127, "127 open files are allowed, of 128 needed"),
        (resource.RLIMIT_AS, 2**29 - 1, "511 MB of address space are allowed, of 512 needed"),
    ],
)
def test_what_is_allowed_is_named(
    monkeypatch: pytest.MonkeyPatch, which: int, allowed: int, words: str
) -> None:
    limits = {resource.RLIMIT_NOFILE: INFINITE, resource.RLIMIT_AS: INFINITE, which: allowed}
    monkeypatch.setattr(resource, "getrlimit", lambda one: (limits[one], limits[one]))
    with pytest.raises(SystemExit, match=words):
        room.check()
    limits[which] += 1
    room.check()


def test_what_is_not_limited_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = resource.RLIM_INFINITY, resource.RLIM_INFINITY
    monkeypatch.setattr(resource, "getrlimit", lambda _: everything)
    room.check()
