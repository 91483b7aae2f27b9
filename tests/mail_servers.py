"""Real mail servers, from Debian's packages: Dovecot has the mailbox that mail comes in by, Exim takes what
goes out and keeps it in a folder. Tests may kill either, and start it again."""

import contextlib
import grp
import imaplib
import os
import pwd
import shutil
import signal
import smtplib
import subprocess
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final, Self

from tests import certificates
from tests.stack import free_port

PATH: Final = f"{os.environ['PATH']}:/usr/sbin"
DOVECOT, EXIM = shutil.which("dovecot", path=PATH), shutil.which("exim4", path=PATH)
USER, PASSWORD = "carla", "right"
PATIENCE: Final = 300.0  # seconds, on a machine that may be busy with others

DOVECOT_CONFIG = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
{users}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{folder}/mail
mail_uid = {uid}
mail_gid = {gid}
mail_max_userip_connections = 100
passdb {{
  driver = static
  args = password=right
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""
EXIM_CONFIG = """
spool_directory = {folder}/spool
log_file_path = {folder}/%slog
pid_file_path = {folder}/pid
primary_hostname = mx.example
keep_environment =
tls_certificate = {certificate}
tls_privatekey = {key}
tls_advertise_hosts = *
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
deliver_drop_privilege = true
acl_smtp_rcpt = accept
acl_smtp_data = accept
never_users =
smtp_accept_max = 200
smtp_accept_queue_per_connection = 0
message_size_limit = 30M
begin acl
accept:
  accept
begin routers
all:
  driver = accept
  transport = box
begin transports
box:
  driver = appendfile
  directory = {folder}/got
  maildir_format
begin retry
* * F,1h,1s
"""


def until(
    true: Callable[[], object], words: Callable[[], str] = lambda: "", patience: float = PATIENCE
) -> float:
    started = time.monotonic()
    while not true():
        assert time.monotonic() < started + patience, words()
        time.sleep(0.02)
    return time.monotonic() - started


class Server:
    """A mail server in a folder of its own, at a port of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
        self.folder, self.port, self.certificate = folder, free_port(), certificates.written(folder)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill(signal.SIGTERM)
        self.kill()

    def start(self) -> None:
        raise NotImplementedError

    @property
    def _trusted(self) -> dict[str, str]:
        return {"SSL_CERT_FILE": str(self.certificate)}

    def _files(self) -> dict[str, Path]:
        return {"certificate": self.certificate, "key": self.certificate.with_suffix(".key")}

    def _start(self, command: list[str], **more: object) -> None:
        """In a session of its own, so that its children die with it."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(command, start_new_session=True, **quiet, **more)  # type: ignore[call-overload]
        until(self.answers, lambda: f"{command[0]} doesn't answer")

    def answers(self) -> bool:
        raise NotImplementedError

    def kill(self, number: int = signal.SIGKILL) -> None:
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)


class Dovecot(Server):
    """With TLS at a port of its own, as mailboxes are read, and without. Root's has users of
    its own, and keeps mail for nobody; anybody else's runs as they are."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.tls_port = free_port()

    def start(self) -> None:
        assert DOVECOT is not None
        is_root = os.getuid() == 0
        owner = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.getuid())
        group = grp.getgrgid(owner.pw_gid).gr_name
        own = {"login_user": owner.pw_name, "internal_user": owner.pw_name, "internal_group": group}
        users = "" if is_root else "\n".join(f"default_{name} = {value}" for name, value in own.items())
        for part in ("mail", "home"):
            (self.folder / part).mkdir(exist_ok=True)
            shutil.chown(self.folder / part, owner.pw_uid, owner.pw_gid)
        (self.folder / "run" / "master.pid").unlink(missing_ok=True)  # of one that was killed
        config = self.folder / "dovecot.conf"
        told = {"folder": self.folder, "port": self.port, "tls_port": self.tls_port, "users": users}
        told |= self._files()
        config.write_text(DOVECOT_CONFIG.format(**told, uid=owner.pw_uid, gid=owner.pw_gid))
        self._start([DOVECOT, "-F", "-c", str(config)])

    def answers(self) -> bool:
        try:
            imaplib.IMAP4("127.0.0.1", self.port).logout()
        except (OSError, imaplib.IMAP4.error):
            return False
        return True

    @property
    def variables(self) -> dict[str, str]:
        """By which a desk reads the mailbox, as desks do: by TLS."""
        return self._trusted | {"IMAP_URL": f"imaps://{USER}:{PASSWORD}@localhost:{self.tls_port}/INBOX"}

    def deliver(self, mail: bytes) -> None:
        """As the server that gets it would."""
        box = imaplib.IMAP4("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            box.login(USER, PASSWORD)
            box.append("INBOX", "", None, mail)
        finally:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                box.logout()


class Exim(Server):
    """Says 250 when a mail is on its disk, and then delivers it to `got`, one file each. Root's runs as the
    user that Debian made for it."""

    def start(self) -> None:
        assert EXIM is not None
        (self.folder / "got").mkdir(exist_ok=True)
        config = self.folder / "exim.conf"
        config.write_text(EXIM_CONFIG.format(folder=self.folder, port=self.port, **self._files()))
        owner: dict[str, object] = {}
        if os.getuid() == 0:
            user = pwd.getpwnam("Debian-exim")
            owner = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            for path in (self.folder, self.folder / "got", *self._files().values()):
                shutil.chown(path, user.pw_uid, user.pw_gid)
        self._start([EXIM, "-C", str(config), "-bdf", "-q1s"], **owner)

    def answers(self) -> bool:
        try:
            with smtplib.SMTP("127.0.0.1", self.port, timeout=5):
                return True
        except (OSError, smtplib.SMTPException):
            return False

    @property
    def variables(self) -> dict[str, str]:
        """By which a desk mails, by STARTTLS."""
        return self._trusted | {"EMAIL_URL": f"smtp+tls://localhost:{self.port}"}

    def files(self) -> list[Path]:
        """Of what it has delivered."""
        return [*(self.folder / "got" / "new").glob("*")]


def read(path: Path) -> EmailMessage:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail
