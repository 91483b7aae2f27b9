"""Real proxies, each with the snippet of docs/running_it.md, in front of a stack."""

import os
import re
import shutil
import subprocess
import time
from abc import ABC, abstractmethod
from pathlib import Path
from socket import create_connection
from typing import Final, Self

from tests.patience import PART
from tests.stack import ROOT, free_port

DOMAIN: Final = "support.example.com"
UPSTREAM: Final = "127.0.0.1:8000"
IDLE: Final = "180"  # seconds, in each snippet that has a timeout


def snippet(language: str) -> str:
    """The block of that language."""
    docs = (ROOT / "docs" / "running_it.md").read_text()
    found = re.findall(rf"^```{language}\n(.*?)^```", docs, re.MULTILINE | re.DOTALL)
    assert len(found) == 1, f"{len(found)} snippets for {language}"
    return str(found[0])


class Proxy(ABC):
    """As documented, but for ports, names and files. `idle`: seconds for the snippet's timeouts."""

    language: str
    package: str  # of Debian
    program: str

    def __init__(self, folder: Path, idle: int = 180) -> None:
        self.folder, self.idle, self.port = folder / f"{self.language}-{idle}", idle, free_port()
        self.origin = f"https://localhost:{self.port}"

    def start(self, upstream: int) -> Self:
        self.folder.mkdir()
        program = shutil.which(self.program, path="/usr/sbin:/usr/bin:/usr/local/bin")
        assert program, f"{self.program} isn't installed: apt-get install {self.package}"
        conf = self.folder / "conf"
        conf.write_text(self.around(self.fitted(upstream)))
        self.log = self.folder / "log"
        with self.log.open("wb") as log:
            command = [program, *self.arguments(conf)]
            home = os.environ | {"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
            self.process = subprocess.Popen(command, cwd=self.folder, env=home, stdout=log, stderr=log)
        deadline = time.monotonic() + PART
        while not self._listens():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)
        return self

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PART)

    def _listens(self) -> bool:
        try:
            create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True

    def fitted(self, upstream: int) -> str:
        text = snippet(self.language).replace(UPSTREAM, f"127.0.0.1:{upstream}")
        text = text.replace("/etc/ssl/support.example.com", str(self.folder.parent / "localhost"))
        text = re.sub(rf"\b{IDLE}\b|\b{IDLE}(?=s\b)", str(self.idle), text)
        return re.sub(r"\b443\b", str(self.port), text).replace(DOMAIN, "localhost")

    @abstractmethod
    def around(self, text: str) -> str:
        """The whole configuration that the snippet is a part of."""

    @abstractmethod
    def arguments(self, conf: Path) -> list[str]: ...


class Nginx(Proxy):
    language, package, program = "nginx", "nginx-light", "nginx"

    def around(self, text: str) -> str:
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        paths = "\n".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in kinds)
        user = "user root;" if os.getuid() == 0 else ""  # else its worker can't read what is root's
        return (
            f"{user} daemon off; pid {self.folder}/pid; error_log stderr; worker_processes 1;\n"
            f"events {{}}\nhttp {{\naccess_log off;\n{paths}\n{text}}}\n"
        )

    def arguments(self, conf: Path) -> list[str]:
        return ["-e", "stderr", "-p", str(self.folder), "-c", str(conf)]


class Haproxy(Proxy):
    language, package, program = "haproxy", "haproxy", "haproxy"

    def around(self, text: str) -> str:
        return f"global\n    stats socket {self.folder}/stats\n\n{text}"

    def arguments(self, conf: Path) -> list[str]:
        return ["-db", "-f", str(conf)]


class Apache(Proxy):
    language, package, program = "apache", "apache2", "apache2"
    modules = ("mpm_event", "authz_core", "ssl", "headers", "proxy", "proxy_http")

    def around(self, text: str) -> str:
        loads = "\n".join(
            f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in self.modules
        )
        return (
            f"{loads}\nServerRoot {self.folder}\nPidFile {self.folder}/pid\nDefaultRuntimeDir {self.folder}\n"
            f"Mutex file:{self.folder}\nServerName localhost\nErrorLog /dev/stderr\nListen {self.port}\n"
            # The longer one of this and the snippet's ends an idle socket.
            f"Timeout {min(self.idle, 60)}\n{text}"
        )

    def arguments(self, conf: Path) -> list[str]:
        return ["-DFOREGROUND", "-f", str(conf)]


class Caddy(Proxy):
    language, package, program = "caddy", "caddy", "caddy"

    def around(self, text: str) -> str:
        """With a certificate of ours: the real one comes from outside."""
        here = self.folder.parent / "localhost"
        site = text.replace("localhost {", f"{self.origin} {{\n    tls {here}.pem {here}.key", 1)
        return (
            f"{{\n    admin off\n    auto_https disable_redirects\n"
            f"    storage file_system {self.folder}\n}}\n{site}"
        )

    def arguments(self, conf: Path) -> list[str]:
        return ["run", "--config", str(conf), "--adapter", "caddyfile"]


PROXIES: Final = (Nginx, Haproxy, Apache, Caddy)
