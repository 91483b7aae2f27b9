"""That the measurement runs; what it finds out is for docs/performance.md."""

import re
import subprocess
import sys

import pytest

from tickets.tests.stack import ROOT

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("party", ["holdfast", "tutorial"])
def test_a_few_sockets_over_two_intervals(party: str) -> None:
    words = "--sockets 20 --tickets 5 --interval 2 --seconds 4 --rounds 1 --only"
    done = subprocess.run(
        [sys.executable, "-m", "bench.heartbeat", *words.split(), party],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    row = re.search(rf"^{party} .* (\d+) +(\d+)$", done.stdout, re.MULTILINE)
    assert row, done.stdout
    closed, pings = map(int, row.groups())
    assert closed == 0
    assert pings > 20
