"""Pages that are each alone with the server: it has an address for each, and a rule can swallow one."""

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tests.hosts.network import OUTSIDE, Host, Network, alone

__all__ = ["WAYS", "Host", "address", "alone", "reachable", "swallow", "swallow_nothing"]

WAYS: Final = {"both": ("out", "in"), "towards the page": ("in",), "towards the server": ("out",)}
SETS: Final = """
add table ip hole
delete table ip hole
table ip hole {
    set out { type ipv4_addr; }
    set in { type ipv4_addr; }
    chain output { type filter hook output priority 0; ip daddr @out drop; }
    chain input { type filter hook input priority 0; ip saddr @in drop; }
}
"""


def address(page: int) -> str:
    """Where the page's server is for this page alone, so that a rule can tell it from others."""
    return f"10.78.{page // 250}.{page % 250 + 1}"


@contextmanager
def reachable(pages: int) -> Iterator[Host]:
    """The pages' host, from which the server has that many addresses."""
    host = Host(21)
    with Network([host]):
        batch = "".join(f"address add {address(page)}/32 dev lan\n" for page in range(pages))
        subprocess.run(["ip", "-batch", "-"], input=batch, text=True, check=True)
        host.run("ip", "route", "add", "10.78.0.0/16", "via", OUTSIDE)
        yield host


def swallow_nothing(host: Host) -> None:
    """The rules, with nobody in their sets; whatever was there before is gone."""
    subprocess.run(host.inside("nft", "-f", "-"), input=SETS, text=True, check=True)


async def swallow(host: Host, page: int, way: str) -> None:
    """From now on everything that goes that way, without a word to anybody."""
    orders = "".join(f"add element ip hole {chain} {{ {address(page)} }}\n" for chain in WAYS[way])
    nft = await asyncio.create_subprocess_exec(*host.inside("nft", "-f", "-"), stdin=subprocess.PIPE)
    await nft.communicate(orders.encode())
    assert nft.returncode == 0
