"""A bad variable ends the start with one line; a good one is documented."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from environs import EnvError

from support_site import environment, mail, redis_hosts

ROOT = Path(__file__).resolve().parents[2]
KEY = "0123456789" * 5


def read(tmp_path: Path, expression: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"from support_site import settings; print({expression})"],
        cwd=ROOT,
        env={"DATA_DIR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def setting(tmp_path: Path, name: str, **variables: str) -> str:
    done = read(tmp_path, f"settings.{name}", **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOST", "[::1]:8000"),
        ("PORT", "eighty"),
        ("WEB_PROCESSES", "65"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("HEARTBEAT_INTERVAL", "1"),
        ("HEARTBEAT_INTERVAL", "61"),
        ("HEARTBEAT_INTERVAL", "2.5"),
        ("RATE_LIMITS", "yes"),
        ("WEB_SERVER", "gunicorn"),
        ("BEHIND_PROXY", "true"),
        ("PUBLIC_URL", "support.example.com"),
        ("PUBLIC_URL", "https://support.example.com/chat"),
        ("PUBLIC_URL", "https://support.example.com:port"),
        ("PUBLIC_URL", "http://[::1"),
        ("PUBLIC_URL", "http://[nowhere]:8000"),
        ("EMAIL_URL", "http://mail.example"),
        ("EMAIL_URL", "smtp://mail.example:port"),
        ("EMAIL_URL", "smtp://"),
        ("MAIL_FROM", "support"),
        ("MAIL_FROM", "support@help.example\nBcc: all@help.example"),
        ("MAIL_REPLY_TO", "support@help.example"),
        ("AWAY_MAIL_AFTER", "0"),
        ("AGENT_MAIL_AFTER", "0"),
        ("WAITING_MAIL_AFTER", "0"),
        ("AGENT_SESSION_HOURS", "0"),
        ("SMTP_LISTEN", "2525"),
        ("SMTP_LISTEN", "localhost:smtp"),
        ("IMAP_URL", "imaps://host/INBOX"),
        ("IMAP_URL", "pop3://user:password@host"),
        ("ROUTING_WEIGHTS", "urgent"),
        ("ROUTING_WEIGHTS", "urgent=0"),
        ("ROUTING_WEIGHTS", "urgent=101"),
        ("ROUTING_WEIGHTS", "important=2"),
        ("PROXY_HOPS", "0"),
        ("PROXY_HOPS", "all"),
        ("REDIS_URL", "http://127.0.0.1"),
        ("REDIS_URL", "redis://host:port"),
        ("REDIS_URL", "redis+sentinel://a,b,c"),
        ("REDIS_URL", "redis+sentinel://a,,c/holdfast"),
        ("REDIS_URL", "redis+sentinel://a:port/holdfast"),
        ("REDIS_URL", "redis+sentinel://a/holdfast/zero"),
        ("REDIS_URL", "redis+sentinel://a/holdfast?quorum=2"),
        ("DATABASE_URL", "mysql://127.0.0.1/holdfast"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", ""),
        ("SECRET_KEY_FILE", "/nowhere/key"),
        ("AGENT_PASSWORD", ""),
        ("DATA_DIR", "/proc/nowhere"),
    ],
)
def test_a_bad_variable_is_named_in_one_line(tmp_path: Path, name: str, value: str) -> None:
    done = read(tmp_path, "", **{name: value})
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}: ")
    assert done.stderr.count("\n") == 1


def test_all_bad_variables_are_told_at_once(tmp_path: Path) -> None:
    done = read(tmp_path, "", PORT="x", RATE_LIMITS="x")
    assert "PORT: " in done.stderr
    assert "RATE_LIMITS: " in done.stderr


def test_a_sqlite_without_returning_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    environment.check_sqlite()
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 34, 1))
    with pytest.raises(SystemExit, match=r"3\.35 or newer"):
        environment.check_sqlite()


def test_origins_are_what_a_browser_sends() -> None:
    assert environment.origins("https://A.example:443/, http://b.example:8080") == [
        "https://a.example",
        "http://b.example:8080",
    ]
    assert environment.origins("http://[::1]:80, http://[2001:DB8:0::1]:8000") == [
        "http://[::1]",
        "http://[2001:db8::1]:8000",
    ]


@pytest.mark.parametrize(
    ("host", "origins"),
    [
        ("127.0.0.1", ["http://127.0.0.1:8000", "http://localhost:8000"]),
        ("0.0.0.0", ["http://127.0.0.1:8000", "http://localhost:8000"]),
        ("[::1]", ["http://[::1]:8000", "http://localhost:8000"]),
        ("0:0::1", ["http://[::1]:8000", "http://localhost:8000"]),
        ("::", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"]),
        ("192.0.2.1", ["http://192.0.2.1:8000"]),
        ("2001:db8::1", ["http://[2001:db8::1]:8000"]),
        ("desk.example", ["http://desk.example:8000"]),
    ],
)
def test_without_a_public_url_pages_come_from_where_the_server_listens(host: str, origins: list[str]) -> None:
    assert environment.own_origins(environment.host(host), 8000) == origins


def test_the_port_of_the_scheme_is_left_out() -> None:
    assert environment.own_origins("::1", 80) == ["http://[::1]", "http://localhost"]


def test_an_ipv6_host_is_allowed_as_a_browser_writes_it(tmp_path: Path) -> None:
    hosts = setting(tmp_path, "ALLOWED_HOSTS", PUBLIC_URL="http://[2001:db8:0::1]:8000")
    assert hosts == "['127.0.0.1', '[2001:db8::1]', '[::1]', 'localhost']"


def test_a_policy_names_no_ipv6_address(tmp_path: Path) -> None:
    """Browsers take no such source, and say so on the console."""
    policy = "CONTENT_SECURITY_POLICY['DIRECTIVES']['connect-src']"
    assert "[::1]" not in setting(tmp_path, policy, PUBLIC_URL="http://[::1]:8000")


def test_a_long_folder_gets_a_short_socket(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 100)
    url = environment.embedded_redis_url(long)
    assert url == environment.embedded_redis_url(long)
    assert len(url) < environment.SOCKET_PATH_BYTES


def test_https_is_strict(tmp_path: Path) -> None:
    expression = "settings.SESSION_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT, settings.BEHIND_PROXY"
    done = read(tmp_path, expression, PUBLIC_URL="https://support.example.com")
    assert done.stdout.strip() == "True True True"


@pytest.mark.parametrize("host", ["[::1]:8000", "127.0.0.1:8000", "http://127.0.0.1", "*", "a b"])
def test_where_to_listen_is_an_address_or_a_name(host: str) -> None:
    with pytest.raises(EnvError, match="without a port"):
        environment.host(host)
    assert environment.host("[::]") == environment.host("0:0::0") == "::"
    assert environment.host(" desk-1.lan ") == "desk-1.lan"


@pytest.mark.parametrize(
    ("variables", "hops"),
    [
        ({"PROXY_HOPS": "2"}, "0"),
        ({"PROXY_HOPS": "2", "BEHIND_PROXY": "on"}, "2"),
        ({"PUBLIC_URL": "https://support.example.com"}, "1"),
        ({"PUBLIC_URL": "https://support.example.com", "BEHIND_PROXY": "off"}, "0"),
    ],
)
def test_proxies_are_believed_that_are_said_to_be_there(
    tmp_path: Path, variables: dict[str, str], hops: str
) -> None:
    assert setting(tmp_path, "PROXY_HOPS", **variables) == hops


def test_the_secret_key_is_made_once_by_however_many(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: setting(tmp_path, "SECRET_KEY"), range(8)))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_rotated_key_still_opens_sessions(tmp_path: Path) -> None:
    before = setting(tmp_path, "SECRET_KEY")
    (tmp_path / "secret_key").rename(tmp_path / "secret_key.old")
    assert setting(tmp_path, "SECRET_KEY") != before
    assert setting(tmp_path, "SECRET_KEY_FALLBACKS") == str([before])


def test_secrets_come_from_files(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{KEY}\n")
    variables = {"SECRET_KEY_FILE": str(file), "DATABASE_PASSWORD_FILE": str(file)}
    assert setting(tmp_path, "SECRET_KEY", **variables) == KEY
    url = "postgres://holdfast@db/holdfast"
    assert setting(tmp_path, "DATABASES['default']['PASSWORD']", DATABASE_URL=url, **variables) == KEY


OIDC = {
    "OIDC_ISSUER": "https://login.example.com",
    "OIDC_CLIENT_ID": "desk",
    "OIDC_CLIENT_SECRET": "of the issuer",
}


@pytest.mark.parametrize("missing", OIDC)
def test_single_sign_on_is_whole_or_there_is_none(tmp_path: Path, missing: str) -> None:
    there = {name: value for name, value in OIDC.items() if name != missing}
    done = read(tmp_path, "1", **there)
    assert done.returncode == 1
    assert done.stderr == f"{missing}: Must be set too, since {', '.join(there)} is set.\n"


def test_single_sign_on_alone_says_by_whom(tmp_path: Path) -> None:
    empty = dict.fromkeys(OIDC, "")
    assert read(tmp_path, "1", **empty, OIDC_ONLY="on").stderr.endswith("since OIDC_ONLY is set.\n")
    assert setting(tmp_path, "OIDC_ISSUER", **empty) == ""
    secret = tmp_path / "secret"
    secret.write_text("in a file\n")
    there = OIDC | {"OIDC_CLIENT_SECRET_FILE": str(secret), "OIDC_ONLY": "on"}
    told = read(tmp_path, "settings.OIDC_CLIENT_SECRET, settings.OIDC_ONLY", **there)
    assert told.stdout == "in a file True\n"


ROLES = '{"desk-admins": {"role": "admin"}, "billing": {"teams": ["Billing"]}}'


@pytest.mark.parametrize("name", ["FILES_OF_TICKET_MB", "FILES_OF_DAY_MB"])
def test_whoever_takes_a_file_has_room_for_it(tmp_path: Path, name: str) -> None:
    done = read(tmp_path, "1", FILE_MB="30", **{name: "29"})
    assert (done.returncode, done.stderr) == (1, f"{name}: Must be FILE_MB (30) or more.\n")
    assert setting(tmp_path, name, FILE_MB="30", **{name: "30"}) == "30"


def test_roles_by_a_claim(tmp_path: Path) -> None:
    told = read(tmp_path, "settings.OIDC_ROLES, settings.OIDC_CLAIM", **OIDC, OIDC_ROLES=ROLES, OIDC_CLAIM="")
    assert told.stdout == "{'desk-admins': {'role': 'admin'}, 'billing': {'teams': ['Billing']}} groups\n"
    missing = "OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: Must be set too, since OIDC_ROLES is set.\n"
    assert read(tmp_path, "1", OIDC_ROLES=ROLES).stderr == missing
    alone = OIDC | {"OIDC_CLAIM": "roles", "OIDC_UNNAMED": "light"}
    said = "OIDC_ROLES: Must be set too, since OIDC_CLAIM, OIDC_UNNAMED is set.\n"
    assert read(tmp_path, "1", **alone).stderr == said
    nobody = OIDC | {"OIDC_ROLES": '{"billing": {"teams": ["Billing"]}}', "OIDC_UNNAMED": "refused"}
    assert read(tmp_path, "1", **nobody).stderr.startswith("OIDC_UNNAMED: refused needs a role in OIDC_ROLES")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "Must be JSON like"),
        ("[]", "Must be JSON like"),
        ('"desk"', "Must be JSON like"),
        ('{"desk": "admin"}', "Must give “desk” a role"),
        ('{"desk": {}}', "Must give “desk”"),
        ('{"desk": {"role": "owner"}}', "light, agent, supervisor, admin"),
        ('{"desk": {"teams": "Billing"}}', "Must give “desk”"),
        ('{"desk": {"teams": []}}', "Must give “desk”"),
        ('{"desk": {"teams": [7]}}', "Must give “desk”"),
        ('{"desk": {"role": "agent", "team": ["Billing"]}}', "Must give “desk”"),
        ('{"": {"role": "agent"}}', "Must give “”"),
    ],
)
def test_roles_that_can_t_be(text: str, words: str) -> None:
    with pytest.raises(EnvError, match=words):
        environment.roles(text)


@pytest.mark.parametrize("url", ["login.example.com", "http://login.example.com", "https://", "https://["])
def test_an_issuer_is_asked_by_tls(url: str) -> None:
    with pytest.raises(EnvError, match="https"):
        environment.issuer(url)
    assert environment.issuer("http://127.0.0.1:8080/realm") == "http://127.0.0.1:8080/realm"


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    source = (ROOT / "support_site/settings.py").read_text()
    read_by_settings = set(re.findall(r'env(?:\.\w+\(|, )"([A-Z_]+)"', source))
    table = (ROOT / "docs/running_it.md").read_text().partition("## With compose")[0]
    first_cells = re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
    assert read_by_settings == {name for cell in first_cells for name in re.findall(r"`([A-Z_]+)`", cell)}


def test_sentinels_are_told_apart_from_what_they_watch() -> None:
    url = "rediss+sentinel://desk:p%40ss@a:26380,[::1],c/holdfast/2?sentinel_password=watch"
    host = redis_hosts.options(url)
    assert host["sentinels"] == [("a", 26380), ("::1", 26379), ("c", 26379)]
    assert (host["master_name"], host["db"]) == ("holdfast", 2)
    assert (host["username"], host["password"], host["ssl"]) == ("desk", "p@ss", True)
    watched = host["sentinel_kwargs"]
    assert (watched["password"], watched["ssl"], "username" in watched) == ("watch", True, False)


@pytest.mark.parametrize(
    "url", ["redis://h:1/0", "rediss://h", "unix:///a/path", "redis+sentinel://h/holdfast"]
)
def test_a_hop_over_the_network_has_an_end_to_its_patience(url: str) -> None:
    host = redis_hosts.options(url)
    assert host["socket_timeout"] == host["socket_connect_timeout"] == 2
    assert ("socket_keepalive_options" in host) == (not url.startswith("unix") and sys.platform == "linux")


def test_how_mail_goes_out() -> None:
    told = mail.server("smtp+tls://desk:p%40ss@mail.example")
    assert told == ("mail.example", 587, "desk", "p@ss", False, True)
    assert mail.server("smtps://mail.example") == ("mail.example", 465, "", "", True, False)
    assert mail.server("smtp://127.0.0.1:2525")[:2] == ("127.0.0.1", 2525)
    assert mail.usual_sender("https://help.example:8443") == "support@help.example"
    assert mail.usual_sender("http://127.0.0.1:8000") == "support@localhost"
    assert mail.unless_empty(mail.sender)("") is None


def test_where_mail_comes_in() -> None:
    box = mail.mailbox("imaps://carla%40x.example:p%40ss@mail.example/Support%20in")
    assert box == ("mail.example", 993, "carla@x.example", "p@ss", "Support in", True)
    assert mail.mailbox("imap://me:x@127.0.0.1:1143") == ("127.0.0.1", 1143, "me", "x", "INBOX", False)
    assert mail.listen("[::1]:2525") == ("::1", 2525)


def test_weights_are_by_priority() -> None:
    assert environment.weights("urgent=3, high = 2,") == {"urgent": 3, "high": 2}
    assert environment.weights(" ") == {}
