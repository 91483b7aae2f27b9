"""Hosts that are network namespaces at one bridge, and can be cut off.

The bridge is in the network namespace of whoever runs this (`unshare --net`), never in the
machine's own. A namespace is held by a sleeping process and goes with it: nothing is left over.
"""

import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Final, Self

NET: Final = "10.77.0"
OUTSIDE: Final = f"{NET}.1"  # where pages come from
PATIENCE: Final = 5.0  # seconds


def namespace(process: int | str) -> str:
    return str(Path(f"/proc/{process}/ns/net").readlink())


def alone() -> bool:
    """Whether this is a namespace of our own: the machine's has a route to somewhere."""
    return len(Path("/proc/self/net/route").read_text().splitlines()) <= 1


def run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)}: {done.stderr}"


class Host:
    def __init__(self, number: int) -> None:
        self.number, self.address = number, f"{NET}.{number}"

    def __enter__(self) -> Self:
        self._holder = subprocess.Popen(["unshare", "--net", "sleep", "infinity"])
        deadline = time.monotonic() + PATIENCE
        while namespace(self._holder.pid) == namespace("self"):
            assert time.monotonic() < deadline, "no namespace"
            time.sleep(0.01)
        near = f"host{self.number}"
        run("ip", "link", "add", near, "type", "veth", "peer", "eth0", "netns", str(self._holder.pid))
        run("ip", "link", "set", near, "master", "lan", "up")
        self.run("ip", "address", "add", f"{self.address}/24", "dev", "eth0")
        self.run("ip", "link", "set", "eth0", "up")
        self.run("ip", "link", "set", "lo", "up")
        return self

    def __exit__(self, *_: object) -> None:
        self._holder.kill()
        self._holder.wait()

    def inside(self, *words: str) -> list[str]:
        """The command that runs there. `nsenter` becomes it, so its pid is the command's."""
        return ["nsenter", f"--net=/proc/{self._holder.pid}/ns/net", "--", *words]

    def run(self, *words: str) -> None:
        run(*self.inside(*words))

    def cut(self) -> None:
        """Every packet to and from others is dropped, without a word to anybody."""
        self.run("iptables", "-I", "INPUT", "-i", "eth0", "-j", "DROP")
        self.run("iptables", "-I", "OUTPUT", "-o", "eth0", "-j", "DROP")

    def heal(self) -> None:
        self.run("iptables", "-F")


class Network:
    """`hosts` at one bridge."""

    def __init__(self, hosts: list[Host]) -> None:
        self.hosts = hosts
        self._open = ExitStack()

    def __enter__(self) -> Self:
        assert alone(), "run this under `unshare --net`"
        run("ip", "link", "set", "lo", "up")
        run("ip", "link", "add", "lan", "type", "bridge")
        self._open.callback(run, "ip", "link", "delete", "lan")
        run("ip", "address", "add", f"{OUTSIDE}/24", "dev", "lan")
        run("ip", "link", "set", "lan", "up")
        with ExitStack() as begun:
            for host in self.hosts:
                begun.enter_context(host)
            self._open.push(begun.pop_all())
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
