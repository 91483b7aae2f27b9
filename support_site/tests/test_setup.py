"""The first start says how far it is, and not everything that pip says."""

import contextlib
import os
import pty
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

SETUP = Path(__file__).resolve().parents[2] / "bin" / "setup"
PIP = """#!/bin/sh
case "$*" in *--version*) exit 0 ;; esac
for n in $(seq 30); do echo "Collecting package-$n"; echo "  Downloading package-$n.whl (1 kB)"; done
{end}
"""
GOOD = 'echo "Installing collected packages: many"; echo "Successfully installed many"'
BAD = 'echo "ERROR: No matching distribution found for nonsense" >&2; exit 1'


NPM = """#!/bin/sh
echo "$@" >>npm.log
mkdir -p deploy/esbuild/node_modules
exit {code}
"""


def installed(
    folder: Path, end: str, stdout: int = subprocess.PIPE, npm: int = 0
) -> subprocess.CompletedProcess[str]:
    """Set up with a pip that ends so, and an npm with this exit status."""
    for name in ("bin", ".venv/bin", "deploy/esbuild", "path"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        (folder / "deploy/esbuild" / name).write_text("{}")
    (folder / "path/npm").write_text(NPM.format(code=npm))
    (folder / "path/npm").chmod(0o755)
    shutil.copy(SETUP, folder / "bin" / "setup")
    (folder / "requirements.txt").write_text("many\n")
    python = folder / ".venv" / "bin" / "python"
    python.write_text(PIP.format(end=end))
    python.chmod(0o755)
    return subprocess.run(
        [folder / "bin" / "setup", "run"],
        env=os.environ | {"PATH": f"{folder / 'path'}:/usr/bin:/bin"},
        stdout=stdout,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_a_few_lines_where_nobody_watches(tmp_path: Path) -> None:
    done = installed(tmp_path, GOOD)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) <= 4
    assert "installing the 30 packages" in done.stdout


def all_of(reader: int) -> Iterator[bytes]:
    """A read gives what a terminal has just passed on: some of it, on a busy machine."""
    with contextlib.suppress(OSError):  # nobody has the other end any more
        while part := os.read(reader, 1 << 16):
            yield part
    os.close(reader)


def test_one_line_that_moves_on_a_terminal(tmp_path: Path) -> None:
    reader, terminal = pty.openpty()
    assert installed(tmp_path, GOOD, stdout=terminal).returncode == 0
    os.close(terminal)
    said = b"".join(all_of(reader)).decode()
    assert said.count("\n") <= 4
    assert "30 packages" in said
    assert said.count("\r\033[K") >= 30


def test_what_went_wrong_is_said(tmp_path: Path) -> None:
    done = installed(tmp_path, BAD)
    assert done.returncode != 0
    assert "No matching distribution" in done.stdout
    assert not (tmp_path / ".venv" / "run.stamp").exists()


def test_what_bundles_pages_is_fetched_once(tmp_path: Path) -> None:
    assert [installed(tmp_path, GOOD).returncode for _ in range(2)] == [0, 0]
    (asked,) = (tmp_path / "npm.log").read_text().splitlines()
    assert asked.startswith("ci --prefix deploy/esbuild --ignore-scripts")


def test_without_it_all_is_served_and_the_next_start_tries_again(tmp_path: Path) -> None:
    done = installed(tmp_path, GOOD, npm=1)
    assert done.returncode == 0
    assert "pages come as many small files" in done.stdout
    assert "many small files" not in installed(tmp_path, GOOD).stdout
    assert len((tmp_path / "npm.log").read_text().splitlines()) == 2


@pytest.mark.parametrize("there", [(), ("ip",)])
def test_hosts_need_tools_that_not_every_machine_has(tmp_path: Path, there: tuple[str, ...]) -> None:
    for tool in ("bash", "dirname", "id"):
        (tmp_path / tool).symlink_to(str(shutil.which(tool)))
    for tool in there:
        (tmp_path / tool).touch(mode=0o755)
    only = os.environ | {"PATH": str(tmp_path)}
    done = subprocess.run([SETUP, "hosts"], env=only, capture_output=True, text=True, check=False)
    needs = "iptables" if there else "iproute2 iptables"
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"setup     | make hosts needs {needs}, as Debian calls them\n"
