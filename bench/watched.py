"""The web process, which writes down what Python's collector does: a line each time, with the moment, the
generation, the seconds for which nobody was served, and how many objects were in circles by then.

python -m bench.watched   # into DATA_DIR/collected
"""

import gc
import json
import os
import runpy
import time
from pathlib import Path
from typing import Any


def watch(path: Path) -> None:
    began = 0.0
    lines = path.open("a", buffering=1)  # until the process ends

    def hear(phase: str, about: dict[str, Any]) -> None:
        nonlocal began
        now = time.monotonic()
        if phase == "start":
            began = now
        else:
            lines.write(json.dumps([now, about["generation"], now - began, about["collected"]]) + "\n")

    gc.callbacks.append(hear)


if __name__ == "__main__":
    watch(Path(os.environ["DATA_DIR"]) / "collected")
    runpy.run_module("support_site.server", run_name="__main__", alter_sys=True)
