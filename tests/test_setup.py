"""`bin/setup` says in a line what it can't bring."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.stack import ROOT


@pytest.mark.parametrize("there", [(), ("ip",)])
def test_hosts_need_tools_that_not_every_machine_has(tmp_path: Path, there: tuple[str, ...]) -> None:
    for tool in ("bash", "dirname", "id"):
        (tmp_path / tool).symlink_to(str(shutil.which(tool)))
    for tool in there:
        (tmp_path / tool).touch(mode=0o755)
    only = os.environ | {"PATH": str(tmp_path)}
    done = subprocess.run(
        [ROOT / "bin" / "setup", "hosts"], env=only, capture_output=True, text=True, check=False
    )
    needs = "iptables" if there else "iproute2 iptables"
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"setup     | make hosts needs {needs}, as Debian calls them\n"
