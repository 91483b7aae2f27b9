"""Everything that can be set, read from the environment; docs/running_it.md has the table."""

from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.utils import get_random_secret_key
from environs import Env, EnvValidationError, validate

from support_site import environment, mail, mail_provider, redis_hosts, release, stored_files

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env(eager=False)  # collects what is wrong, so that one start shows all of it
env.add_parser("origins", environment.unless_absent(environment.origins))
env.add_parser("host", environment.host)
env.add_parser("redis", environment.unless_absent(redis_hosts.checked))
env.add_parser("issuer", environment.issuer)
env.add_parser("roles", environment.roles)
env.add_parser("networks", environment.networks)
env.add_parser("push_hosts", environment.push_hosts)
env.add_parser("weights", environment.weights)
env.add_parser("told_after", environment.told_after)
env.add_parser("database", environment.unless_absent(environment.database))
env.add_parser("sender", mail.unless_empty(mail.sender))
env.add_parser("listen", mail.unless_empty(mail.listen))
env.add_parser("reply_to", mail.unless_empty(mail.reply_to))

HOST: str = env.host("HOST", "127.0.0.1")
PORT: int = env.int("PORT", 8000, validate=validate.Range(1, 65535))
DATA_DIR: Path = env.path("DATA_DIR", BASE_DIR / ".data")
METRICS_PORT: int | None = env.int("METRICS_PORT", None, validate=validate.Range(1, 65535))
WORKER_METRICS_PORT: int | None = env.int("WORKER_METRICS_PORT", None, validate=validate.Range(1, 65535))
JOBS_METRICS_PORT: int | None = env.int("JOBS_METRICS_PORT", None, validate=validate.Range(1, 65535))
HEARTBEAT_INTERVAL: int = env.int("HEARTBEAT_INTERVAL", 10, validate=validate.Range(2, 60))  # seconds
WEB_SERVER: str = env.str("WEB_SERVER", "daphne", validate=environment.WEB_SERVERS)
WEB_PROCESSES: int = env.int("WEB_PROCESSES", 1, validate=validate.Range(0, 64))
FILE_MB: int = env.int("FILE_MB", 25, validate=validate.Range(1, 1024))
FILES_OF_TICKET_MB: int = env.int("FILES_OF_TICKET_MB", 200, validate=validate.Range(1))
FILES_OF_DAY_MB: int = env.int("FILES_OF_DAY_MB", 2048, validate=validate.Range(1))
WEBHOOK_NETWORKS: list[Any] = env.networks("WEBHOOK_NETWORKS", "")
PUSH_HOSTS: list[str] = env.push_hosts("PUSH_HOSTS", environment.PUSH_HOSTS)
SCAN: str = env.str("SCAN", "")
S3_BUCKET: str = env.str("S3_BUCKET", "")
_s3_endpoint: str | None = env.str("S3_ENDPOINT", "") or None
_files_dir: Path | None = env.path("FILES_DIR", None)
BACKUP_PASSPHRASE: str = environment.secret(env, "BACKUP_PASSPHRASE", may_be_empty=True) or ""
_backups_dir: Path | None = env.path("BACKUPS_DIR", None)
BACKUP_BEFORE_MIGRATING: bool = env.str("BACKUP_BEFORE_MIGRATING", "on", validate=environment.ON_OFF) == "on"
EMAIL_URL: str | None = environment.secret(env, "EMAIL_URL", may_be_empty=True)
_mail_from: str | None = env.sender("MAIL_FROM", None)
_mail_reply_to: str | None = env.reply_to("MAIL_REPLY_TO", None)
AWAY_MAIL_AFTER: int = env.int("AWAY_MAIL_AFTER", 180, validate=validate.Range(1, 24 * 3600))  # seconds
AGENT_MAIL_AFTER: int = env.int("AGENT_MAIL_AFTER", 60, validate=validate.Range(1, 24 * 3600))  # seconds
WAITING_MAIL_AFTER: int = env.int("WAITING_MAIL_AFTER", 900, validate=validate.Range(1, 24 * 3600))  # seconds
IMAP_URL: str | None = environment.secret(env, "IMAP_URL", may_be_empty=True)
SMTP_LISTEN: tuple[str, int] | None = env.listen("SMTP_LISTEN", None)
MAIL_WEBHOOK_SECRET: str | None = environment.secret(env, "MAIL_WEBHOOK_SECRET", may_be_empty=True)
MAILGUN_SIGNING_KEY: str | None = environment.secret(env, "MAILGUN_SIGNING_KEY", may_be_empty=True)
RATING: bool = env.str("RATING", "on", validate=environment.ON_OFF) == "on"
RATING_SAMPLE: int = env.int("RATING_SAMPLE", 100, validate=validate.Range(0, 100))  # per cent
RATING_MAIL_AFTER: int = env.int("RATING_MAIL_AFTER", 1800, validate=validate.Range(1, 24 * 3600))  # seconds
RATING_TOLD_AFTER: int | None = env.told_after("RATING_TOLD_AFTER", "600")  # seconds; None: never
ROUTING: str = env.str("ROUTING", "off", validate=environment.ROUTING)
ROUTING_VANISHED_AFTER: int = env.int("ROUTING_VANISHED_AFTER", 90, validate=validate.Range(1, 24 * 3600))
ROUTING_ANSWER_WITHIN: int = env.int("ROUTING_ANSWER_WITHIN", 0, validate=validate.Range(0, 24 * 3600))
ROUTING_CAPACITY: int = env.int("ROUTING_CAPACITY", 10, validate=validate.Range(1, 1000))
ROUTING_WEIGHTS: dict[str, int] = env.weights("ROUTING_WEIGHTS", "")  # priority → of a place
DEMO_SHOP: bool = env.str("DEMO_SHOP", "off", validate=environment.ON_OFF) == "on"
RATE_LIMITS: bool = env.str("RATE_LIMITS", "on", validate=environment.ON_OFF) == "on"
# Of agents. Customers have SESSION_COOKIE_AGE.
AGENT_SESSION_HOURS: int = env.int("AGENT_SESSION_HOURS", 12, validate=validate.Range(1, 24 * 180))
OIDC_ISSUER: str = env.issuer("OIDC_ISSUER", "")
OIDC_CLIENT_ID: str = env.str("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET: str = environment.secret(env, "OIDC_CLIENT_SECRET", may_be_empty=True) or ""
OIDC_ONLY: bool = env.str("OIDC_ONLY", "off", validate=environment.ON_OFF) == "on"
OIDC_OFFLINE: bool = env.str("OIDC_OFFLINE", "off", validate=environment.ON_OFF) == "on"
OIDC_ROLES: dict[str, Any] = env.roles("OIDC_ROLES", "")  # by a value of the claim
OIDC_CLAIM: str = env.str("OIDC_CLAIM", "") or "groups"
OIDC_UNNAMED: str = env.str("OIDC_UNNAMED", "agent", validate=environment.UNNAMED)
AGENT_PASSWORD: str | None = environment.secret(env, "AGENT_PASSWORD")
SECRET_KEY: str = environment.secret(env, "SECRET_KEY") or ""
_former_keys: str = environment.secret(env, "SECRET_KEY_FALLBACKS") or ""
_static_root: Path | None = env.path("STATIC_ROOT", None)
_public_origins: list[str] | None = env.origins("PUBLIC_URL", None)
_redis_url: str | None = env.redis("REDIS_URL", None)
_database: dict[str, Any] | None = env.database("DATABASE_URL", None)
_database_password = environment.secret(env, "DATABASE_PASSWORD")
_behind_proxy = env.str("BEHIND_PROXY", None, validate=environment.ON_OFF)
_proxy_hops = env.int("PROXY_HOPS", 1, validate=validate.Range(1, 10))

try:
    env.seal()
except EnvValidationError as error:
    messages: Any = error.error_messages  # by variable, as it was collected
    wrong = (f"{name}: {' '.join(reasons)}" for name, reasons in messages.items())
    raise SystemExit("; ".join(wrong)) from None

environment.must_be_whole(
    {
        "OIDC_ISSUER": OIDC_ISSUER,
        "OIDC_CLIENT_ID": OIDC_CLIENT_ID,
        "OIDC_CLIENT_SECRET": OIDC_CLIENT_SECRET,
    },
    or_else=[
        name
        for name, given in (
            ("OIDC_ONLY", OIDC_ONLY),
            ("OIDC_OFFLINE", OIDC_OFFLINE),
            ("OIDC_ROLES", OIDC_ROLES),
        )
        if given
    ],
)
environment.must_be_whole(
    {"OIDC_ROLES": "given" if OIDC_ROLES else ""},
    or_else=[
        name
        for name, given in (("OIDC_CLAIM", OIDC_CLAIM != "groups"), ("OIDC_UNNAMED", OIDC_UNNAMED != "agent"))
        if given
    ],
)
if OIDC_UNNAMED == "refused" and not any("role" in gives for gives in OIDC_ROLES.values()):
    raise SystemExit("OIDC_UNNAMED: refused needs a role in OIDC_ROLES: else nobody would be let in.")
for _name, _most in (("FILES_OF_TICKET_MB", FILES_OF_TICKET_MB), ("FILES_OF_DAY_MB", FILES_OF_DAY_MB)):
    if _most < FILE_MB:
        raise SystemExit(f"{_name}: Must be FILE_MB ({FILE_MB}) or more.")
DATA_DIR = DATA_DIR.expanduser().resolve()
if not SECRET_KEY:
    SECRET_KEY = environment.kept_secret(DATA_DIR, "secret_key", get_random_secret_key)
    _former_keys += f" {environment.former_secret(DATA_DIR, 'secret_key')}"
SECRET_KEY_FALLBACKS = _former_keys.split()
if len(SECRET_KEY) < environment.SECRET_KEY_CHARACTERS:
    raise SystemExit(f"SECRET_KEY: Must have at least {environment.SECRET_KEY_CHARACTERS} characters.")

# Who may open a page or a socket
PUBLIC_ORIGINS = _public_origins or environment.own_origins(HOST, PORT)
PUBLIC_URL = PUBLIC_ORIGINS[0]  # what links begin with
HTTPS = PUBLIC_URL.startswith("https://")
# Health probes speak to the process itself, so its own names are always good.
ALLOWED_HOSTS = sorted(
    {environment.in_url(str(urlsplit(url).hostname)) for url in PUBLIC_ORIGINS}
    | {"127.0.0.1", "[::1]", "localhost"}
)
CSRF_TRUSTED_ORIGINS = PUBLIC_ORIGINS
CSRF_FAILURE_VIEW = "tickets.views.not_trusted"
# The server itself speaks no TLS: where the address says https, something in front of it does.
BEHIND_PROXY = HTTPS if _behind_proxy is None else _behind_proxy == "on"
PROXY_HOPS = _proxy_hops if BEHIND_PROXY else 0  # entries of X-Forwarded-For that proxies of ours wrote

DEBUG = False
# What can be taken away: each a folder of this name in tickets/features, and nothing else.
FEATURES: list[str] = [
    "api_tokens",
    "assignment",
    "audit",
    "backup",
    "bulk",
    "canned",
    "collision",
    "demo",
    "files",
    "hours",
    "mail",
    "merge",
    "notifications",
    "others",
    "prechat",
    "privacy",
    "rating",
    "routing",
    "saved_views",
    "search",
    "sites",
    "status",
    "teams",
    "transcript",
    "triage",
    "typing",
    "webhooks",
    "widget",
]
ROOT_URLCONF = "support_site.urls"
ASGI_APPLICATION = "support_site.asgi.application"
INSTALLED_APPS = [
    "tickets",  # first: its pages for a password, not the admin's
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "ninja",
    "tickets.audit",
    "tickets.people",
    "tickets.jobs",
    *(f"tickets.features.{name}" for name in FEATURES),
]
MIDDLEWARE = [
    "support_site.languages.in_the_readers_language",
    "support_site.https.RedirectToHttps",
    "tickets.api_answers.in_our_words",
    "support_site.middleware.Policy",
    "support_site.static_files.StaticFiles",
    "tickets.api_answers.Sessions",
    "support_site.middleware.Common",
    "support_site.middleware.Csrf",
    "tickets.people.former_keys.Authenticates",
    "tickets.audit.requests.noted",
    "tickets.held.held_back",
    "support_site.middleware.Messages",
    "support_site.middleware.Frames",
    "allauth.account.middleware.AccountMiddleware",
    "tickets.asked_again.ForgetsWhatWasGivenUp",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# The log: nothing is acknowledged before it is on disk.
SQLITE = {
    "ENGINE": "tickets.sqlite",
    "NAME": DATA_DIR / "holdfast.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "timeout": 5,  # seconds to wait for another writer
        "transaction_mode": "IMMEDIATE",  # a reader that turns writer can't wait, it fails at once
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"
        # What is erased is overwritten, in every process: not each SQLite is built to do so by itself.
        "; PRAGMA secure_delete=ON",
    },
    "TEST": {"NAME": DATA_DIR / "test.sqlite3"},  # a file, so that a server beside the test can read it
}
POSTGRESQL_OPTIONS = {
    # Connections: one for each database thread, and two for what may take longer (a search), so that it
    # takes none of those. Seconds to wait for one.
    "pool": {"min_size": 1, "max_size": 10, "timeout": 5},
    "connect_timeout": 3,  # seconds
    "tcp_user_timeout": 10_000,  # milliseconds until a silent network counts as gone
    # As SQLite's: a queue behind a lock ends in "try again". And who is cut off from the network
    # in the midst of a transaction loses the lock on its ticket, not in hours but as soon.
    "options": "-c lock_timeout=5s -c idle_in_transaction_session_timeout=5s",
}
if _database is None or _database["ENGINE"] == "django.db.backends.sqlite3":
    environment.check_sqlite()
    DATABASES = {"default": SQLITE | ({"NAME": _database["NAME"]} if _database else {})}
else:
    _options = POSTGRESQL_OPTIONS | _database.get("OPTIONS", {})
    _database |= {"OPTIONS": _options, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}
    DATABASES = {"default": _database}
    if _database_password:
        _database["PASSWORD"] = _database_password
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The channel layer and the heartbeat's marks
EMBEDDED_REDIS = _redis_url is None
REDIS_URL: str = _redis_url or environment.embedded_redis_url(DATA_DIR)
REDIS: dict[str, Any] = redis_hosts.options(REDIS_URL)
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "support_site.channel_layer.ChannelLayer",
        "CONFIG": {"hosts": [REDIS], "prefix": "holdfast"},
    }
}

# Who somebody is
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/agent/"
LOGOUT_REDIRECT_URL = LOGIN_URL
SESSION_COOKIE_AGE = 180 * 24 * 60 * 60  # seconds: customers come back by cookie
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS

# Second factors and what belongs to a sign-in: django-allauth, behind our own page for the password
ACCOUNT_ADAPTER = "tickets.people.second_factor.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up: agents are invited
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_METHODS = {"password", "passkey", "sso"}
ACCOUNT_RATE_LIMITS = False  # ours count, and axes, in the database
MFA_ADAPTER = "tickets.people.second_factor.Factors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger, a face or a PIN: a passkey is two factors in one
MFA_TOTP_TOLERANCE = 1  # steps of 30 s that a phone's clock may be off, either way
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A code is accepted once, whichever process it comes to, and with Redis away: so not in its memory.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "people_used_codes"}
}

# Guessing: by user and address together, so that nobody can lock an agent out from elsewhere.
# The count is in the database and holds while Redis is away. More of this is in
# tickets.conversation.limits.
AXES_ENABLED = RATE_LIMITS
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_CLIENT_IP_CALLABLE = "tickets.conversation.limits.address_that_counts"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # else who goes on guessing keeps its user out

# What a browser may do with our pages: nothing inline but three scripts, nothing from elsewhere.
INLINE = ("pages/boot.js", "pages/own_address.js", "wire/early_socket.js")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'", *(release.csp_source(BASE_DIR / "static" / "js" / name) for name in INLINE)],
        "worker-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "media-src": ["'self'", "blob:"],
        "manifest-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],  # blob: what is on its way, shown from the page itself
        # Older Safari does not count wss: as 'self'. A policy can't name an IPv6 address.
        "connect-src": [
            "'self'",
            *(f"ws{origin.removeprefix('http')}" for origin in PUBLIC_ORIGINS if "[" not in origin),
        ],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probed from inside, without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
# A desk speaks for its own host. Its subdomains and the browsers' preload list are up to
# whoever owns the domain, so these two hints of `check --deploy` are not for us.
# W001, W002 and W003: RedirectToHttps, Frames and Csrf are of these middlewares' classes.
_ours_all_the_same = ["security.W001", "security.W002", "security.W003"]
SILENCED_SYSTEM_CHECKS = [*_ours_all_the_same, "security.W005", "security.W021"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # bytes: the longest message, escaped to the last letter, twice

# E-mail, out by EMAIL_URL: without it nothing is sent, and nothing pretends to be
MAIL_FROM = _mail_from or mail.usual_sender(PUBLIC_URL)
DEFAULT_FROM_EMAIL = MAIL_FROM
MAIL_REPLY_TO = _mail_reply_to or f"r+*@{parseaddr(MAIL_FROM)[1].rpartition('@')[2]}"
MAILBOX = mail.mailbox(IMAP_URL)
EMAIL_TIMEOUT = mail.TIMEOUT
MAIL_PROVIDER = mail_provider.provider(EMAIL_URL)
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_SSL, EMAIL_USE_TLS = mail.server(
    None if MAIL_PROVIDER else EMAIL_URL
)
EMAIL_BACKEND = "tickets.outside.smtp.EmailBackend"
if MAIL_PROVIDER:
    EMAIL_BACKEND, ANYMAIL = MAIL_PROVIDER.backend, MAIL_PROVIDER.settings

# Files that people send each other
FILES_DIR = (_files_dir or DATA_DIR / "files").expanduser().resolve()

# Backups that an upgrade takes by itself
BACKUPS_DIR = (_backups_dir or DATA_DIR / "backups").expanduser().resolve()

# Static files, named by their hash
STATIC_URL = "/static/"
STATIC_ROOT = _static_root or DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
SERVESTATIC_USE_MANIFEST = SERVESTATIC_USE_STATIC_ROOT = False  # files are looked for when they are asked for
SERVESTATIC_USE_BROTLI = False  # but for bundles: a module, which is small, takes it 30 ms to compress
# What pages are made of; the packages have files in them, too.
RELEASED = [
    BASE_DIR / "static",
    *(folder for name in ("templates", "locale") for folder in sorted((BASE_DIR / "tickets").rglob(name))),
    BASE_DIR / "requirements.txt",
]
RELEASE = release.name_of(*RELEASED)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "support_site.static_files.HashedStaticFiles"},
    # What was uploaded. While it arrives it is in FILES_DIR, wherever it is kept in the end.
    "files": stored_files.in_bucket(S3_BUCKET, _s3_endpoint)
    if S3_BUCKET
    else stored_files.on_disk(FILES_DIR / "stored"),
}

# What customers read is there in all of these, the desk in two (docs/languages.md).
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("pt-br", "Português (Brasil)"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("tr", "Türkçe"),
    ("ru", "Русский"),
    ("uk", "Українська"),
    ("ar", "العربية"),
    ("he", "עברית"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("zh-hans", "简体中文"),
]
DESK_LANGUAGES = ("en", "de")
LOCALE_PATHS = [BASE_DIR / "tickets" / "locale"]  # before Django's own words for the same
TIME_ZONE = "UTC"
USE_TZ = True

# One readable line an event. Paths hold no secret: tokens travel in fragments, headers and frames.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname:7} {name}: {message}", "style": "{"}},
    "filters": {
        "one_line": {"()": "support_site.log_lines.OneLine"},
        "no_address": {"()": "support_site.log_lines.NoAddress"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": [], "propagate": True},
        "axes": {"level": "WARNING"},
        "mail.log": {"level": "WARNING"},  # aiosmtpd tells each line of each mail
        # It tells of its endpoints, and of HTTP/2.
        "daphne.server": {"level": "WARNING", "filters": ["no_address"]},
        "uvicorn": {"level": "WARNING"},  # it tells of each socket, query and all
        "channels_redis.pubsub": {"filters": ["one_line"]},
        "django.security.DisallowedHost": {"filters": ["one_line"]},
        "django.request": {"filters": ["no_address"]},
        "django.security.csrf": {"filters": ["no_address"]},
    },
}
