"""`make test`: each part by its name and how long it took; in the end, which stories were dear.

python -m tests.parts lint js …
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import costs


def run(part: str, file: Path) -> tuple[bool, float]:
    """Whether it passed, and after how many seconds."""
    print(f"make test: {part}", flush=True)
    began = time.monotonic()
    environment = os.environ | {costs.FILE: str(file)}
    done = subprocess.run(["make", "--no-print-directory", part], env=environment, check=False)
    took = time.monotonic() - began
    print(f"make test: {part} took {took:.0f} s", flush=True)
    return done.returncode == 0, took


def main(parts: list[str]) -> int:
    took: dict[str, float] = {}
    failed = ""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "costs"
        for part in parts:
            passed, took[part] = run(part, file)
            if not passed:
                failed = part
                break
        dear = costs.lines(costs.read(file))
    for line in dear:
        print(f"make test: dearer than a story may be: {line}")
    each = ", ".join(f"{part} {seconds:.0f} s" for part, seconds in took.items())
    print(f"make test: {sum(took.values()):.0f} s: {each}")
    print(f"make test: {failed} FAILED" if failed else "make test: all parts passed", flush=True)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
