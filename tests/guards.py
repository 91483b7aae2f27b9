"""Take out each guard of liveness, and each thing that was mended for those who met it wrong
(tests/met), in turn, and see a test go red: `make guards`.

Every guard is a text that is in its file once, and what stands there without the guard. All
happens in a temporary copy. A guard that no test misses, or whose text is no longer there,
is an error. What only a story on real processes would miss is tried when it is asked for by
`stories`, or by its name.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests import met
from tests.guard import Guard

ROOT: Final = Path(__file__).parents[1]
PARTS: Final = (
    "tickets",
    "tests",
    "conftest.py",
    "static",
    "support_site",
    "docs",
    "bin",
    "manage.py",
    "pyproject.toml",
    "README.md",
    "docker-compose.yml",
    "Dockerfile",
    "deploy",
    "requirements.txt",
)
PATIENCE: Final = 180  # seconds, on a machine that may be busy: some of what is taken out ends a loop
STORY_PATIENCE: Final = 600
BESIDE_PLAYWRIGHT: Final = {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
LEFT_OUT: Final = shutil.ignore_patterns("__pycache__", "node_modules", "hosts", "bench")

# Which tests are to notice what is missing from a file, where a guard doesn't say. None of them starts a
# web process.
RULES, WEB = "tickets/liveness/rules.py", "tickets/liveness/web.py"
SLOTS, PINGS = "tickets/liveness/slots.py", "tickets/liveness/pings.py"
REPAIR = "tickets/conversation/repair.py"
MARKS, WORKER = "tickets/liveness/marks.py", "tickets/liveness/worker.py"
PRESENCE, COMMAND = "tickets/presence/seats.py", "tickets/management/commands/heartbeat.py"
PRESENCE_RULES, PRESENCE_STORE = "tickets/presence/rules.py", "tickets/presence/store.py"
PEOPLE, DUTY = "tickets/presence/people.py", "tickets/presence/duty.py"
STATE = "tickets/connections/state.py"
HUB, DRAIN = "tickets/wire/hub.py", "support_site/server/drain.py"
LINE, ARRIVAL = "support_site/server/line.py", "support_site/server/arrival.py"
MESSAGES, TOGETHER = "support_site/server/messages.py", "tickets/conversation/together.py"
GATHERED = "tickets/gathered.py"
SQLITE = "tickets/sqlite/base.py"
LINK, CONNECTION = "static/js/liveness/link.js", "static/js/liveness/connection.js"
TIMER, CATCH_UP = "static/js/wire/timer.js", "static/js/liveness/catch_up.js"
TWIN, EVENTS = "static/js/liveness/http_link.js", "static/js/liveness/page_events.js"
BACKOFF, SOCKET = "static/js/wire/backoff.js", "static/js/wire/socket.js"
TRIES = "static/js/wire/tries.js"
CANNED = "static/js/features/canned/"
CANNED_FILES = "tickets/features/canned/reply_files.py"
IDENTITY, ORIGINS = "tickets/features/sites/identity.py", "tickets/features/sites/origins.py"
CONTRAST, VISITORS = "tickets/features/sites/contrast.py", "tickets/features/sites/visitors.py"
FRAME = "tickets/features/widget/views.py"
HOURS, PRECHAT = "tickets/features/hours/", "tickets/features/prechat/"
BACKUP = "tickets/features/backup/"
UPGRADE, UPGRADE_TEST = "support_site/upgrade.py", "support_site/tests/test_upgrade.py"
SCHEMA, MANIFESTS = "tickets/schema.py", "deploy/kubernetes/"
PRIVACY = "tickets/features/privacy/"
ERASED_STORY = f"{PRIVACY}tests/test_erasing.py"
OWN_STORY = "tickets/features/privacy/tests/test_own_request.py"
AGED_STORY = "tickets/features/privacy/tests/test_retention.py"
CARDS_STORY = "tickets/features/privacy/tests/test_cards.py"
EXPORTED_STORY = "tickets/features/privacy/tests/test_exports.py"
WEBHOOKS = "tickets/features/webhooks/"
ADDRESSES, POSTING = "tickets/outside/addresses.py", "tickets/outside/posting.py"
TOKENS, FEED = "tickets/features/api_tokens/tokens.py", "tickets/features/api_tokens/feed.py"
HOST, KEEPING = "static/js/features/widget/host.js", "static/js/features/widget/keeping.js"
VAULT, SEALING = "static/js/features/widget/vault.js", "static/js/features/widget/sealing.js"
SHELF, VAULT_KEY = "static/js/features/widget/launcher/shelf.js", "tickets/features/sites/vault.py"
WORDS = "static/js/words/t.js"
PAGE_SCRIPT = "tickets/templatetags/page_script.py"
SPOKEN = "support_site/languages.py"
LAUNCHER = "static/js/features/widget/launcher/frame.js"
RATING, GIVING = "tickets/features/rating/effects.py", "static/js/features/rating/more/giving.js"
RATING_TOLD, RATE = "tickets/features/rating/telling.py", "tickets/features/rating/actions.py"
RATINGS_SHOWN, RATING_WEEKS = "tickets/features/rating/details.py", "tickets/features/rating/summary.py"
RATING_ERASED, RATING_ASKED = "tickets/features/rating/holding.py", "static/js/features/rating/more/asked.js"
ASKED_BY_MAIL, RATE_PAGE = "tickets/features/rating/asked.py", "tickets/features/rating/views.py"
QUEUE, ACCESS = "tickets/desk/queue.py", "tickets/people/access.py"
FIND, OWNERS = "tickets/features/search/find.py", "tickets/people/owners.py"
SEARCH_SELECT = "tickets/features/search/select.py"
PASSKEYS, PASSKEYS_TEST = "tickets/people/passkeys.py", "tickets/tests/test_passkeys.py"
SSO, OIDC = "tickets/people/sso.py", "tickets/people/oidc.py"
SSO_TEST = "tickets/people/tests/test_sso.py"
CLAIMED, CLAIMED_TEST = "tickets/people/claimed.py", "tickets/people/tests/test_claimed.py"
SEALING_TEST = "tickets/people/tests/test_sealing.py"
HELD, HELD_TEST = "tickets/held.py", "tickets/tests/test_held.py"
REQUIRED, SIGN_INS = "tickets/people/required.py", "tickets/people/sign_ins.py"
DOORS, ROLES_TEST = "tickets/tests/test_every_door.py", "tickets/people/tests/test_roles.py"
AUDIT_TEST = "tickets/audit/tests/test_log.py"
DECIDING, PUSHING = "tickets/features/notifications/deciding.py", "tickets/features/notifications/pushing.py"
ABSENT, DIGEST, DESKS, OFF_PAGE = (
    f"tickets/features/notifications/{name}.py" for name in ("absent", "digest", "desks", "views")
)
DEVICES, PUSH_WORDS = "tickets/features/notifications/devices.py", "tickets/features/notifications/wishes.py"
ENCRYPTING = "tickets/features/notifications/encrypting.py"
SIGNED_OUT = "tickets/features/notifications/tests/test_signed_out.py"
ANSWERED, BROWSERS = (
    f"tickets/features/notifications/customers/{name}.py" for name in ("answered", "browsers")
)
WORKER_OF_DESK = "static/js/features/notifications/worker/"
PUSHED_TO = "tickets/features/notifications/places.py"
ASKING = "static/js/features/notifications/asking/asking.js"
HEARING, CLAIM, HEARD, RINGING = (
    f"static/js/features/notifications/{name}.js"
    for name in ("at_desk/hearing", "claim", "customer", "more/ringing")
)
TRIAGE, SNOOZES = "tickets/features/triage/effects.py", "tickets/features/triage/snoozes.py"
COLLISION, ASKED = "tickets/features/collision/guard.py", "tickets/wire/frames.py"
READING = "tickets/features/collision/reading.py"
ACTIONS = "static/js/desk/actions.js"
BULK, SAVED = "tickets/features/bulk/api.py", "tickets/features/saved_views/saved.py"
MERGE, OVER = "tickets/features/merge/effects.py", "static/js/features/merge/more/over.js"
FACES = "static/js/features/collision/faces.js"
TRIAGE_TAGS, VIEWS = "tickets/features/triage/tags.py", "tickets/desk/views.py"

ROUTING = "tickets/features/routing/"
MAIL, WATCH_TESTS = "tickets/features/mail/", "tickets/presence/tests/test_watch.py"
PROVIDERS, PROVIDED = f"{MAIL}providers.py", f"{MAIL}tests/test_providers.py"
HERE, JS = "tickets/liveness/tests/test_", "tests/js/"
TESTS: Final = {
    RULES: HERE + "rules.py",
    **dict.fromkeys((WEB, SLOTS, PINGS, REPAIR, DUTY, STATE), HERE + "web.py"),
    **dict.fromkeys(
        (RATING, RATING_TOLD, RATE, RATINGS_SHOWN, RATING_WEEKS, RATING_ERASED, ASKED_BY_MAIL, RATE_PAGE),
        "tickets/features/rating/tests/test_rating.py",
    ),
    SEARCH_SELECT: "tickets/features/search/tests/test_find.py",
    **dict.fromkeys((GIVING, RATING_ASKED), JS + "features/rating/rating.test.js"),
    **dict.fromkeys(
        (DECIDING, PUSHING, DEVICES, PUSH_WORDS), "tickets/features/notifications/tests/test_notifications.py"
    ),
    **dict.fromkeys((ABSENT, DIGEST, DESKS, OFF_PAGE), "tickets/features/notifications/tests/test_mails.py"),
    PROVIDERS: PROVIDED,
    **dict.fromkeys((ANSWERED, BROWSERS), "tickets/features/notifications/tests/test_customers.py"),
    PUSHED_TO: "tickets/features/notifications/tests/test_notifications.py",
    ASKING: JS + "features/notifications/asking.test.js",
    ENCRYPTING: "tickets/features/notifications/tests/test_encrypting.py",
    **dict.fromkeys((HEARING, CLAIM), JS + "features/notifications/notifications.test.js"),
    **dict.fromkeys((HEARD, RINGING), JS + "features/notifications/ringing.test.js"),
    **dict.fromkeys((TRIAGE, SNOOZES, TRIAGE_TAGS, VIEWS), "tickets/features/triage/tests/test_actions.py"),
    **dict.fromkeys((COLLISION, ASKED), "tickets/features/collision/tests/test_guard.py"),
    ACTIONS: JS + "desk/actions.test.js",
    BULK: "tickets/features/bulk/tests/test_bulk.py",
    SAVED: "tickets/features/saved_views/tests/test_saved.py",
    MERGE: "tickets/features/merge/tests/test_merge.py",
    OVER: JS + "features/merge/over.test.js",
    FACES: JS + "features/collision/faces.test.js",
    MARKS: HERE + "marks.py",
    WORKER: HERE + "worker.py",
    **dict.fromkeys((PRESENCE, PEOPLE), "tickets/presence/tests/test_seats.py"),
    PRESENCE_RULES: "tickets/presence/tests/test_rules.py",
    PRESENCE_STORE: "tickets/presence/tests/test_store.py",
    COMMAND: HERE + "command.py",
    DRAIN: HERE + "drain.py",
    **dict.fromkeys((LINE, MESSAGES), "support_site/tests/test_line.py"),
    ARRIVAL: "support_site/tests/test_arrival.py",
    TOGETHER: "tickets/conversation/tests/test_together.py",
    GATHERED: "tickets/conversation/tests/test_together.py",
    SQLITE: "tickets/sqlite/tests/test_base.py",
    HUB: "tickets/wire/tests/test_hub.py",
    HELD: HELD_TEST,
    PASSKEYS: PASSKEYS_TEST,
    TWIN: JS + "liveness/http_link.test.js",
    EVENTS: JS + "liveness/page_events.test.js",
    BACKOFF: JS + "wire/backoff.test.js",
    TRIES: JS + "wire/tries.test.js",
    **{
        f"{CANNED}{name}.js": f"{JS}features/canned/{name}.test.js"
        for name in ("find", "variables", "library")
    },
    f"{CANNED}said_files.js": JS + "features/canned/reply_files.test.js",
    **dict.fromkeys(
        (CANNED_FILES, "tickets/features/canned/jobs.py"), "tickets/features/canned/tests/test_reply_files.py"
    ),
    IDENTITY: "tickets/features/sites/tests/test_identity.py",
    **dict.fromkeys((ORIGINS, CONTRAST), "tickets/features/sites/tests/test_rules.py"),
    VISITORS: "tickets/features/sites/tests/test_visitors.py",
    **dict.fromkeys(
        (
            f"{BACKUP}{name}.py"
            for name in ("archive", "checking", "restoring", "snapshot", "taking", "target")
        ),
        f"{BACKUP}tests/test_backup.py",
    ),
    UPGRADE: UPGRADE_TEST,
    SCHEMA: "tickets/tests/test_schema.py",
    ADDRESSES: "tickets/outside/tests/test_addresses.py",
    **dict.fromkeys((POSTING, f"{WEBHOOKS}signing.py"), f"{WEBHOOKS}tests/test_posting.py"),
    f"{ROUTING}rules.py": f"{ROUTING}tests/test_rules.py",
    f"{ROUTING}giving.py": f"{ROUTING}tests/test_vanished.py",
    f"{ROUTING}effects.py": f"{ROUTING}tests/test_vanished.py",
    f"{ROUTING}agents.py": f"{ROUTING}tests/test_giving.py",
    f"{WEBHOOKS}delivering.py": f"{WEBHOOKS}tests/test_delivering.py",
    TOKENS: "tickets/features/api_tokens/tests/test_tokens.py",
    FEED: "tickets/features/api_tokens/tests/test_feed.py",
    FRAME: "tickets/features/widget/tests/test_frame.py",
    **{
        f"{HOURS}{name}.py": f"{HOURS}tests/test_{name}.py"
        for name in ("rules", "schedule", "board", "facts")
    },
    f"{PRECHAT}rules.py": f"{PRECHAT}tests/test_prechat.py",
    f"{PRECHAT}questions.py": f"{PRECHAT}tests/test_prechat.py",
    f"{PRECHAT}consents.py": f"{PRECHAT}tests/test_consent.py",
    f"{HOURS}emails.py": f"{HOURS}tests/test_facts.py",
    HOST: JS + "features/widget/host.test.js",
    KEEPING: JS + "features/widget/keeping.test.js",
    LAUNCHER: JS + "features/widget/launcher.test.js",
    **dict.fromkeys((VAULT, SEALING, SHELF), JS + "features/widget/vault.test.js"),
    VAULT_KEY: "tickets/features/sites/tests/test_vault.py",
    WORDS: JS + "words/t.test.js",
    PAGE_SCRIPT: "tickets/tests/test_page_script.py",
    SPOKEN: "support_site/tests/test_languages.py",
    **dict.fromkeys((LINK, CONNECTION, TIMER, CATCH_UP, SOCKET), JS + "liveness/link.test.js"),
}


GUARDS: Final = [
    Guard(
        "routing: only a live line gets a ticket",
        f"{ROUTING}rules.py",
        'if self.link != "online" and not self.by_push:',
        "if False:",
    ),
    Guard("routing: no more than one can have", f"{ROUTING}rules.py", "self.load >= self.capacity", "False"),
    Guard("routing: within the team", f"{ROUTING}rules.py", "and agent.is_of(team) and", "and"),
    Guard(
        "routing: the least loaded",
        f"{ROUTING}rules.py",
        "agent.by_push, agent.load, agent.turn",
        "agent.by_push, 0, agent.turn",
    ),
    Guard(
        "routing: half of them at once is a network",
        f"{ROUTING}rules.py",
        "NETWORK if went_together(key, desk) else 0",
        "0",
    ),
    Guard(
        "routing: and it has an end",
        f"{ROUTING}rules.py",
        "NETWORK if went_together(key, desk) else 0",
        "desk.tick if went_together(key, desk) else 0",
    ),
    Guard("routing: one of two is no network", f"{ROUTING}rules.py", "went > 1 and ", ""),
    Guard(
        "desk: a list that can't be read is asked for again",
        "static/js/desk/queue.js",
        "linked() && read(), AGAIN",
        "linked() && null, AGAIN",
        "tests/browser/test_links.py"
        "::test_a_list_that_cannot_be_read_is_read_again_while_the_page_still_catches_up",
    ),
    Guard(
        "routing: a dead line counts from its last sign of life",
        f"{ROUTING}rules.py",
        "last = desk.heard.get(key, 0) if seen <= gone + 1 else seen",
        "last = max(seen, gone)",
    ),
    Guard(
        "routing: what was seen of them since counts",
        f"{ROUTING}rules.py",
        "if seen <= gone + 1 else seen",
        "or seen",
    ),
    Guard(
        "liveness: when a dead line was heard last is told",
        "tickets/liveness/web.py",
        "await socket.expire(heard)",
        "await socket.expire(None)",
        "tickets/liveness/tests/test_web.py::test_only_the_named_sockets_are_expired",
    ),
    Guard(
        "routing: what Redis forgets makes nobody vanish",
        f"{ROUTING}rules.py",
        "self._seen.get(key, 0), ",
        "0, ",
    ),
    Guard(
        "routing: after a gap nobody has been seen",
        f"{ROUTING}rules.py",
        "self._since, self._seen = desk.stretch.since, {}",
        "pass",
    ),
    Guard(
        "routing: missing ticks make nobody silent", f"{ROUTING}giving.py", "or not desk.covers(within)", ""
    ),
    Guard("routing: somebody is there to take over", f"{ROUTING}giving.py", "if gone and there:", "if gone:"),
    Guard("routing: and of its team", f"{ROUTING}giving.py", ".filter(_of_teams(there))", ""),
    Guard(
        "routing: the time from when it was given",
        f"{ROUTING}giving.py",
        "Q(holding=None) | Q(holding__since__lte=_ago(seconds))",
        "Q()",
    ),
    Guard(
        "routing: not to the same agent",
        f"{ROUTING}giving.py",
        "rules.next_of(known(desk), team, but=holder)",
        "rules.next_of(known(desk), team)",
    ),
    Guard(
        "routing: the longest wait of the highest priority",
        f"{ROUTING}giving.py",
        "order_by(*views.firsts(), ",
        "order_by(",
        f"{ROUTING}tests/test_giving.py",
    ),
    Guard(
        "routing: who took it keeps it",
        f"{ROUTING}effects.py",
        "if ticket.assignee_id is not None or ticket.status",
        "if ticket.status",
        f"{ROUTING}tests/test_giving.py",
    ),
    Guard(
        "routing: only where a customer waits",
        f"{ROUTING}agents.py",
        "open_tickets().waiting()",
        "open_tickets()",
    ),
    Guard(
        "routing: reminded once",
        f"{ROUTING}effects.py",
        "held.reminded is None or held.reminded < ticket.waiting_since",
        "True",
    ),
    Guard(
        "line: no short way amid a message",
        LINE,
        "self._messages is None and not self._closed",
        "not self._closed",
    ),
    Guard("line: who sends too fast waits", LINE, "len(self._inbox) >= AHEAD", "False"),
    Guard("line: nothing counts after a close", LINE, "case _ if self._closed:", "case _ if False:"),
    Guard(
        "line: the peer ends what it closed",
        LINE,
        "        self._transport.write_eof()\n",
        "        self._transport.close()\n",
    ),
    Guard(
        "line: leaves no circle",
        LINE,
        "self._upgrade = self._messages = self.on_byte = None",
        "self._upgrade = None",
    ),
    Guard(
        "line: who closes it hears that it has ended",
        LINE,
        "        self._tell(int(self._closed))  # who closed it waits for this as well\n",
        "",
    ),
    Guard(
        "messages: a message has its measure",
        MESSAGES,
        "> MAX_FRAME:\n            raise",
        "> 2**40:\n            raise",
    ),
    Guard(
        "line: fragments and pongs are counted",
        LINE,
        "case opcode if opcode is Opcode.PONG or not message.fin:",
        "case opcode if opcode is Opcode.CONT:",
    ),
    Guard("messages: no message within another", MESSAGES, "is (self._begun is None)", "is not True"),
    Guard(
        "arrival: only where a request begins",
        ARRIVAL,
        "if not self._held and not self.between_requests():",
        "if False:",
    ),
    Guard("arrival: a head is whole", ARRIVAL, "whole = END in self._held or", "whole = True or"),
    Guard("together: it is still one transaction", TOGETHER, "            _must_be_whole()\n", ""),
    Guard(
        "together: the database's error is everybody's",
        TOGETHER,
        "    except OUT_OF_REACH:  #",
        "    except RecursionError:  #",
    ),
    Guard(
        "together: room is given back",
        TOGETHER,
        "                write.undone(result)\n",
        "                pass\n",
    ),
    Guard(
        "together: no more than it can bear",
        GATHERED,
        "self._waiting[: self._most], self._waiting[self._most :]",
        "self._waiting, []",
    ),
    Guard("together: who has given up is dropped", GATHERED, " if not answer.done()]:", "]:"),
    Guard("sqlite: looks again", SQLITE, "if not (wait and _code(error)", "if not (False and _code(error)"),
    Guard(
        "sqlite: gives up in the end",
        SQLITE,
        "wait=time.monotonic() < deadline",
        "wait=time.monotonic() < deadline + 9e9",
    ),
    Guard(
        "mail: ticks without a gap say who is away",
        PRESENCE_RULES,
        "    if not heard.until or not heard.covers(since, heard.until):\n        return False\n",
        "",
        WATCH_TESTS,
    ),
    Guard(
        "mail: an old tick says nothing",
        "tickets/presence/watch.py",
        "return (entries, self._stretch) if fresh else None",
        "return (entries, self._stretch)",
        WATCH_TESTS,
    ),
    Guard(
        "mail: who was mailed lately is left in peace",
        f"{MAIL}away.py",
        "    if pause := _pause(ticket):\n        return max(pause, look)\n",
        "",
        f"{MAIL}tests/test_away.py",
    ),
    Guard(
        "mail: what reached a page before it goes is not in it",
        f"{MAIL}written.py",
        "public_seq__gt=reached",
        "public_seq__gt=0",
        f"{MAIL}tests/test_away.py",
    ),
    Guard(
        "mail: nobody fills a mailbox by asking",
        f"{MAIL}outbox.py",
        " and _asked_lately(to) >= MOST_ASKED_FOR",
        " and False",
        f"{MAIL}tests/test_letters.py",
    ),
    Guard(
        "mail: only what we signed",
        f"{MAIL}addresses.py",
        "return (ticket, party) if good else None",
        "return (ticket, party) if good or mac else None",
        f"{MAIL}tests/test_addresses.py",
    ),
    Guard(
        "mail: a stranger's words are kept from the customer",
        f"{MAIL}place.py",
        "    elif not found.own:\n        _by_another(mail, parsed, found.ticket)\n",
        "",
        f"{MAIL}tests/test_in.py",
    ),
    Guard(
        "mail: nor a forger's",
        f"{MAIL}place.py",
        "own and not machines.failed_dmarc(parsed.headers)",
        "own",
        f"{MAIL}tests/test_in.py",
    ),
    Guard(
        "mail: who isn't ours to write to hears of it",
        f"{MAIL}smtp_door.py",
        "known = addresses.is_ours(address) or",
        "known = bool(address) or",
        f"{MAIL}tests/test_in.py",
    ),
    Guard(
        "mail: a password is for its server alone",
        f"{MAIL}sealing.py",
        "return whose.encode()",
        'return b""',
        f"{MAIL}tests/test_mailboxes.py",
    ),
    Guard(
        "mail: who changes the server writes the password",
        f"{MAIL}forms.py",
        "self.instance.whose != self._was",
        "not self._was",
        f"{MAIL}tests/test_mailboxes.py",
    ),
    Guard(
        "mail: a mailbox is where webhooks may go",
        f"{MAIL}reached.py",
        "if addresses.may_go(address, scheme, settings.WEBHOOK_NETWORKS):",
        "if address:",
        f"{MAIL}tests/test_mailboxes.py",
    ),
    Guard(
        "mail's words: what is filled in is text",
        f"{MAIL}templates/mail/link.html",
        "{{ wording.opening }}",
        "{{ wording.opening|safe }}",
        f"{MAIL}tests/test_texts.py",
    ),
    Guard(
        "mail's words: no variable that there isn't",
        f"{MAIL}forms.py",
        "if name := variables.unknown(text):",
        "if name := '':",
        f"{MAIL}tests/test_texts.py",
    ),
    Guard(
        "mail's words: seen as text",
        f"{MAIL}templates/mail/settings/texts.html",
        "|force_escape",
        "",
        f"{MAIL}tests/test_texts.py",
    ),
    Guard(
        "mail out: by TLS to public addresses",
        f"{MAIL}reached.py",
        "address = _allowed(host, port, tls=server.ssl or server.tls)",
        "address = host",
        f"{MAIL}tests/test_outgoing.py",
    ),
    Guard(
        "mail out: an owner's password by no administrator's server",
        f"{MAIL}outbox.py",
        "if out and not out.by_owner and _opens_everything(mail):",
        "if False:",
        f"{MAIL}tests/test_outgoing.py",
    ),
    Guard(
        "mail out: the environment's server is everybody's",
        f"{MAIL}outgoing.py",
        "return not settings.EMAIL_URL",
        "return True",
        f"{MAIL}tests/test_outgoing.py",
    ),
    Guard(
        "mail out: another team's server is none",
        f"{MAIL}outgoing.py",
        " or one.team_id not in (None, ticket.team_id)",
        "",
        f"{MAIL}tests/test_outgoing.py",
    ),
    Guard(
        "mail: one process reads a mailbox",
        f"{MAIL}readers.py",
        "        if box.reader != self._me and box.read_until and box.read_until > now:\n"
        "            return False\n"
        "        free = Q(reader=self._me) | Q(read_until=None) | Q(read_until__lt=Now())\n",
        "        free = Q(pk=box.pk)\n",
        f"{MAIL}tests/test_mailboxes.py",
    ),
    Guard(
        "mail: what a stopped reader meets is nobody's",
        f"{MAIL}imap_door.py",
        "        if self._stopped.is_set():  # and what is wrong with it is nobody's any more\n"
        "            return\n",
        "",
        f"{MAIL}tests/test_mailboxes.py",
    ),
    Guard(
        "mail: what was told before IDLE is not waited for",
        f"{MAIL}imap_door.py",
        "if TOLD not in box.client.untagged_responses and",
        "if",
        f"{MAIL}tests/test_imap.py",
    ),
    Guard(
        "mail: what came in one piece with IDLE is not waited for",
        f"{MAIL}imap_door.py",
        " and not _has_read_on(box.client)",
        "",
        f"{MAIL}tests/test_imap.py",
    ),
    Guard(
        "mail: a mailbox by TLS, where nothing has come, is waited for",
        f"{MAIL}imap_door.py",
        "except ssl.SSLWantReadError:",
        "except ssl.SSLZeroReturnError:",
        f"{MAIL}tests/test_imap.py",
    ),
    Guard(
        "mail: a line of IDLE in two pieces is read whole",
        f"{MAIL}imap_door.py",
        "get_socket_poller(box.client.sock, IDLE)",
        "box.idle.poll(IDLE)",
        f"{MAIL}tests/test_idle.py",
    ),
    Guard(
        "mail: so many parts and no more",
        f"{MAIL}parse.py",
        "if count >= MOST_PARTS:",
        "if count < 0:",
        f"{MAIL}tests/test_parse.py",
    ),
    Guard(
        "mail: what was read meanwhile isn't read again",
        f"{MAIL}reading.py",
        "if _waits(mail):",
        "if mail:",
        f"{MAIL}tests/test_attached.py",
    ),
    Guard(
        "an early socket that is about to be closed isn't taken",
        "static/js/wire/socket.js",
        " && performance.now() - since < FRESH",
        "",
        "tests/js/wire/socket.test.js",
    ),
    Guard(
        "an early socket that is open says so",
        "static/js/wire/socket.js",
        "  if (socket.readyState === 1) queueMicrotask(() => socket.onopen?.());\n",
        "",
        "tests/js/wire/socket.test.js",
    ),
    Guard(
        "what a page's scripts share is one file",
        "support_site/bundles.py",
        ', f"--inject:{SHARED}"',
        "",
        "support_site/tests/test_bundles.py",
    ),
    Guard(
        "chunks are taken one at a time",
        "tickets/features/files/turns.py",
        "        if not self._taken:\n",
        "        if True:\n",
        "tickets/features/files/tests/test_turns.py",
    ),
    Guard(
        "a request doesn't keep the chunk that it brought",
        "tickets/features/files/api.py",
        'request.body, b""',
        "request.body, request.body",
        "tickets/features/files/tests/test_turns.py",
    ),
    Guard(
        "attachments: what is a file already stays one",
        "tickets/features/files/attached.py",
        "        if one.id in kept:\n            continue\n",
        "",
        f"{MAIL}tests/test_attached.py",
    ),
    Guard(
        "attachments: within the quotas",
        "tickets/features/files/attached.py",
        "uploads.must_fit(ticket, before + size)",
        "uploads.must_fit(ticket, size)",
        f"{MAIL}tests/test_attached.py",
    ),
    Guard(
        "attachments: a stranger fills no quota",
        f"{MAIL}place.py",
        '    told = attached.names_only(parsed) | {"what"',
        '    told = attached.sorted_out(mail, parsed, ticket).data | {"what"',
        f"{MAIL}tests/test_attached.py",
    ),
    Guard(
        "sight: in lists and counts",
        QUEUE,
        "filter(view.holds(agent), seen)",
        "filter(view.holds(agent))",
        DOORS,
    ),
    Guard("sight: at a ticket", ACCESS, "if visitor.agent and ticket.seen:", "if visitor.agent:", DOORS),
    Guard(
        "sight: in the search",
        FIND,
        "seen = list(_seen(agent))",
        "seen = []",
        "tickets/features/search/tests/test_find.py",
    ),
    Guard(
        "sight: a row of two that were merged",
        "tickets/desk/details.py",
        "[] if sight.everything else [row for row in rows if says_of_others(row)]",
        "[]",
        "tickets/features/merge/tests/test_merge.py",
    ),
    Guard(
        "sight: a row of two that were merged, told to all",
        "tickets/desk/announcing.py",
        "None if details.says_of_others(row) else whose",
        "whose",
        "tickets/features/merge/tests/test_merge.py",
    ),
    Guard("sight: in the feed", FEED, " if event.ticket_id in of", "", DOORS),
    Guard(
        "sight: rows on an open desk",
        "tickets/desk/live.py",
        "if page.desk_sees(changed.whose):",
        "if changed.whose:",
        DOORS,
    ),
    Guard(
        "sight: what happens at a ticket, on an open page",
        "tickets/conversation/live.py",
        "if new.ticket in page.following and not page.sees(",
        "if new.ticket not in page.following and not page.sees(",
        DOORS,
    ),
    Guard(
        "sight: who is where",
        "tickets/desk/present.py",
        "if desk.desk_sees(is_whose):",
        "if is_whose:",
        DOORS,
    ),
    Guard(
        "sight: a write, as of now",
        "tickets/conversation/statements.py",
        'return _lock(f"{condition} AND {_sees(seat)}", values)',
        "return _lock(condition, values)",
        DOORS,
    ),
    Guard(
        "sight: another role or team, on an open socket",
        "tickets/people/sign_ins.py",
        "return (right.sight, right.role) != (self._sights[right.agent], role)",
        "return False",
        DOORS,
    ),
    Guard(
        "roles: a light agent answers nobody",
        "tickets/conversation/actions.py",
        "    elif seat.is_agent:\n        access.must(seat.person, Right.ANSWER)\n",
        "",
        DOORS,
    ),
    Guard(
        "rating: who isn't verified is one person by their address",
        "tickets/features/rating/effects.py",
        "        yield Q(ticket__contact__email=ticket.contact.email)\n",
        "        pass\n",
        "tickets/features/rating/tests/test_rating.py",
    ),
    Guard(
        "privacy: who is known as erased keeps what they have written since",
        "tickets/features/privacy/remembered.py",
        "if noted in known:",
        "if False:",
        "tickets/features/privacy/tests/test_erasing.py",
    ),
    Guard(
        "merge: where the other one is deleted it goes on by itself",
        "tickets/features/merge/signals.py",
        "on_commit(partial(_freed, merge.ticket_id, merge.status), robust=True)",
        "pass",
        "tickets/features/merge/tests/test_merge.py",
    ),
    Guard(
        "the password again: what was posted and given up",
        "tickets/asked_again.py",
        "del request.session[reauthentication.STATE_SESSION_KEY]",
        "pass",
        "tickets/tests/test_second_factor.py",
    ),
    Guard(
        "the password again: what another page is asked about",
        "tickets/asked_again.py",
        " and was_posted(request, request.path):",
        " and reauthentication.STATE_SESSION_KEY in request.session:",
        "tickets/tests/test_second_factor.py",
    ),
    Guard(
        "second factors: pages of who owes one",
        HELD,
        'return redirect("factor_due") if held else None',
        "return None",
    ),
    Guard(
        "second factors: calls and sockets of who owes one",
        ACCESS,
        "if lets_in(user) else None",
        "if is_agent(user) else None",
        HELD_TEST,
    ),
    Guard("second factors: open pages of who owes one", SIGN_INS, "user.is_held or ", "", HELD_TEST),
    Guard(
        "second factors: who gives the only one up",
        REQUIRED,
        ".update(factor_by=since())",
        ".exists()",
        HELD_TEST,
    ),
    Guard("second factors: who joins later", REQUIRED, "instance.factor_by = since()", "pass", HELD_TEST),
    Guard(
        "second factors: asked of everybody after the password",
        "tickets/settings/sign_in.py",
        "        self.asks_password()\n",
        "",
        HELD_TEST,
    ),
    Guard(
        "single sign-on: an address is confirmed",
        SSO,
        'claims.get("email_verified") is not True',
        'not claims.get("email_verified")',
        SSO_TEST,
    ),
    Guard(
        "single sign-on: the state is this browser's",
        SSO,
        'if not kept or not constant_time_compare(answer.get("state", ""), kept["state"]):',
        "if not kept:",
        SSO_TEST,
    ),
    Guard("single sign-on: once", SSO, "session.pop(ASKED, None)", "session.get(ASKED)", SSO_TEST),
    Guard(
        "single sign-on: who was let go", SSO, "if not access.is_agent(user):", "if user is None:", SSO_TEST
    ),
    Guard(
        "single sign-on: the nonce",
        OIDC,
        'if not secrets.compare_digest(str(found.get("nonce", "")).encode(), asked.nonce.encode()):',
        "if not found:",
        SSO_TEST,
    ),
    Guard(
        "single sign-on: userinfo is of the same",
        OIDC,
        'if more.get("sub") != token["sub"]:',
        "if not more:",
        SSO_TEST,
    ),
    Guard(
        "single sign-on: when somebody showed who they are",
        SSO,
        "isinstance(at, int) and time.time() - at < account_settings.REAUTHENTICATION_TIMEOUT",
        "True",
        SSO_TEST,
    ),
    Guard(
        "claims: an owner's role is none of theirs",
        CLAIMED,
        "if user.is_superuser or not found.gives_roles:",
        "if not found.gives_roles:",
        CLAIMED_TEST,
    ),
    Guard(
        "claims: whom no line gives a role loses it",
        CLAIMED,
        "wanted = role or Role(found.unnamed)",
        "wanted = role or user.role",
        CLAIMED_TEST,
    ),
    Guard("claims: who isn't named isn't let in", CLAIMED, "raise NotNamed", "return", CLAIMED_TEST),
    Guard("claims: what isn't told isn't none", CLAIMED, "raise NotTold", "return None", CLAIMED_TEST),
    Guard(
        "claims: teams by hand stay",
        CLAIMED,
        "teams.put(user, by_hand.union(",
        "teams.put(user, set().union(",
        CLAIMED_TEST,
    ),
    Guard(
        "claims: of who isn't let in nothing is kept",
        SSO,
        "@transaction()\ndef _who(",
        "def _who(",
        CLAIMED_TEST,
    ),
    Guard("single sign-on: only so", SSO, "found.only_sso and not user.is_superuser", "False", SSO_TEST),
    Guard(
        "single sign-on: an owner by an owner's",
        SSO,
        "found.by_owner or not user.is_superuser",
        "True",
        SSO_TEST,
    ),
    Guard(
        "sealing: secrets of apps",
        "tickets/people/second_factor.py",
        "return sealing.seal(text)",
        "return text",
        SEALING_TEST,
    ),
    Guard(
        "sealing: a secret that can't be opened is nobody's",
        "tickets/people/second_factor.py",
        "return str(generate_totp_secret())",
        'return ""',
        SEALING_TEST,
    ),
    Guard(
        "sealing: the key of today seals",
        "tickets/people/sealing.py",
        "(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)",
        "(*settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY)",
        SEALING_TEST,
    ),
    Guard("passkeys: of another host", PASSKEYS, "    if there != ours:", "    if not ours:"),
    Guard("passkeys: who was let go", PASSKEYS, "if not found.user.is_active:", "if not found.user:"),
    Guard(
        "passkeys: nobody removes somebody else's",
        PASSKEYS,
        "filter(user=user, type=Authenticator.Type.WEBAUTHN, pk=pk)",
        "filter(type=Authenticator.Type.WEBAUTHN, pk=pk)",
    ),
    Guard(
        "passkeys: numbers make no bytes",
        PASSKEYS,
        "if not all(isinstance(one, str) for one in texts if one is not None):",
        "if texts == [0]:",
    ),
    Guard(
        "passkeys: the second factor is of who gave the password",
        "tickets/sign_in.py",
        "        user: User | None = self.user\n        return user",
        "        return None",
        PASSKEYS_TEST,
    ),
    Guard(
        "passkeys: whoever finds an open desk makes none",
        PASSKEYS,
        '    reauthentication.raise_if_reauthentication_required(request, app="allauth.mfa")\n',
        "",
    ),
    Guard(
        "roles: what would be refused isn't offered",
        "static/js/desk/actions.js",
        "      if (!may(action.needs)) return () => {};\n",
        "",
        "tests/js/desk/may.test.js",
    ),
    Guard(
        "roles: a light agent's box writes notes",
        "tickets/templates/conversation/composer.html",
        "{% if user.may_answer %}<label>",
        "{% if kinds %}<label>",
        "tickets/people/tests/test_pages_by_role.py",
    ),
    Guard(
        "demo: nobody outside hears of what was brought in",
        "tickets/conversation/reactions.py",
        " if event.via != Event.Via.IMPORT or name in _to_imports]",
        "]",
        "tickets/features/demo/tests/test_demo.py",
    ),
    Guard(
        "demo: a tag that somebody uses stays",
        "tickets/features/demo/removing.py",
        "elif row is not None and not _is_used(row):",
        "elif row is not None:",
        "tickets/features/demo/tests/test_demo.py",
    ),
    Guard(
        "demo: an author stays",
        "tickets/features/demo/removing.py",
        "        agent.is_active = False\n",
        "",
        "tickets/features/demo/tests/test_demo.py",
    ),
    Guard(
        "roles: a webhook of teams hears of theirs",
        "tickets/features/webhooks/delivering.py",
        " and endpoint.sees(ticket):",
        ":",
        DOORS,
    ),
    Guard(
        "roles: what left a webhook's teams isn't sent",
        "tickets/features/webhooks/delivering.py",
        "if not delivery.endpoint.sees(delivery.event.ticket):",
        "if False:",
        "tickets/features/webhooks/tests/test_delivering.py",
    ),
    Guard("roles: the last owner", OWNERS, "if is_last(user):", "if not user.pk:", ROLES_TEST),
    Guard(
        "roles: owners are made by owners",
        "tickets/people/staff.py",
        "            _must(by, Right.OWN)\n",
        "            pass\n",
        ROLES_TEST,
    ),
    Guard(
        "audit: nobody changes a line",
        "tickets/audit/kept.py",
        'f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_line {_REFUSE}",',
        "",
        AUDIT_TEST,
    ),
    Guard("audit: nor deletes one", "tickets/audit/kept.py", "WHEN NOT (", "WHEN (", AUDIT_TEST),
    Guard(
        "audit: what was typed as a user name",
        "tickets/audit/sources.py",
        'if user := _named(credentials.get("username")):',
        'if user := get_user_model()(username=credentials.get("username")):',
        AUDIT_TEST,
    ),
    Guard(
        "audit: read outside one's team",
        "tickets/people/reading.py",
        "if ticket.team_id not in mine:",
        "if False:",
        AUDIT_TEST,
    ),
    Guard(
        "audit: no formula for a spreadsheet",
        "tickets/features/audit/export.py",
        "if str(cell).startswith(FORMULA) else cell",
        "if cell is None else cell",
        "tickets/features/audit/tests/test_page.py",
    ),
    Guard(
        "transcript: never a note",
        "tickets/features/transcript/written.py",
        "on_paper.whole(seat, notes=False)",
        'on_paper.whole(Seat(ticket.pk, "", Person("agent", "", 1)), notes=True)',
        "tickets/features/transcript/tests/test_transcript.py",
    ),
    Guard(
        "identity: signed in one way alone", IDENTITY, 'algorithms=["HS256"]', 'algorithms=["HS256", "HS512"]'
    ),
    Guard("identity: what it must say", IDENTITY, '["exp", "iat", "sub"]', '["sub"]'),
    Guard("identity: for a day at most", IDENTITY, "if expires - issued > LONGEST:", "if False:"),
    Guard(
        "identity: no empty secret",
        IDENTITY,
        "filter(None, (site.secret, site.former_secret))",
        "[*(site.secret, site.former_secret)]",
    ),
    Guard("hours: nobody is here on a guess", f"{HOURS}rules.py", "if not desk.is_heard:", "if False:"),
    Guard(
        "hours: nor what opens meanwhile",
        f"{HOURS}rules.py",
        "if before and before.state != CLOSED",
        "if before",
    ),
    Guard(
        "hours: a place rises for no other's wait", f"{HOURS}rules.py", "min(before, least) if", "before if"
    ),
    Guard(
        "hours: of few replies nothing is said", f"{HOURS}rules.py", "if len(replies) < FEWEST:", "if False:"
    ),
    Guard("hours: what overlaps counts once", f"{HOURS}schedule.py", "max(opens, told)", "opens"),
    Guard(
        "hours: nothing is claimed before they are read", f"{HOURS}board.py", "if self._is_ready:", "if True:"
    ),
    Guard(
        "hours: a place is told once in a while",
        f"{HOURS}board.py",
        "places if due else before | new",
        "places",
    ),
    Guard("hours: who waits is read up to a number", f"{HOURS}facts.py", '"pk")[:MOST_WAITING]', '"pk")'),
    Guard(
        "hours: an address is left once",
        f"{HOURS}emails.py",
        "if contact.email or contact.external_id:",
        "if False:",
    ),
    Guard(
        "prechat: what isn't asked is refused",
        f"{PRECHAT}rules.py",
        "if name not in by_name), \"isn't",
        "if False), \"isn't",
    ),
    Guard(
        "prechat: what is needed is missed", f"{PRECHAT}rules.py", "if not said.get(one.name))", "if False)"
    ),
    Guard(
        "consent: it is needed", f"{PRECHAT}consents.py", "if now and now.ticked else []", "if False else []"
    ),
    Guard(
        "consent: a box is ticked",
        f"{PRECHAT}consents.py",
        'if shown.ticked and not given["agreed"]:',
        "if False:",
    ),
    Guard(
        "consent: another site's version isn't known",
        f"{PRECHAT}consents.py",
        "one.pk == version and one.site in there and",
        "one.pk == version and",
    ),
    Guard(
        "mail: no card's number goes out",
        "tickets/features/mail/compose.py",
        "body=_sent(letter.text),",
        "body=letter.text,",
        "tickets/features/mail/tests/test_cards.py",
    ),
    Guard(
        "sites: a role opens no other",
        "tickets/people/sight.py",
        "return self.every_team and self.sites is None",
        "return self.every_team",
        "tickets/tests/test_every_door.py::test_the_ways_of_asking_agree",
    ),
    Guard(
        "sites: nor a write",
        "tickets/conversation/statements.py",
        'SEES if seat.person.sight.is_at_site(seat.ticket) else "1 = 0"',
        "SEES",
        "tickets/tests/test_every_door.py::test_the_ways_of_asking_agree",
    ),
    Guard(
        "cards: no event has a number",
        "tickets/conversation/ledger.py",
        "body=hiding.stored(body),",
        "body=body,",
        f"{CARDS_STORY}::test_by_no_door",
    ),
    Guard(
        "cards: nor a raw mail",
        "tickets/features/mail/reading.py",
        "        raw = arrive.hide(mail, raw)\n",
        "",
        f"{CARDS_STORY}::test_by_no_door",
    ),
    Guard(
        "cards: a repeat is the same message",
        "tickets/conversation/hiding.py",
        "kept == said or kept in _hidden(said)",
        "kept == stored(said)",
        f"{CARDS_STORY}::test_who_never_heard_the_answer_is_answered_the_same",
    ),
    Guard(
        "cards: who typed one sees what is kept",
        "static/js/outbox/outbox.js",
        ", ...(body !== undefined && { body })",
        "",
        "tests/js/outbox/outbox.test.js",
    ),
    Guard(
        "prechat: a mail was asked nothing",
        f"{PRECHAT}questions.py",
        'if "fields" not in carried:',
        "if False:",
    ),
    Guard(
        "sealed: what is written to the column",
        "tickets/people/sealed_fields.py",
        "else sealing.seal(text)",
        "else text",
        "tickets/features/sites/tests/test_sealed.py",
    ),
    Guard(
        "sealed: what can't be opened stays as it is",
        "tickets/people/sealed_fields.py",
        "        return instance.__dict__[self.attname]\n",
        "        return getattr(instance, self.attname)\n",
        "tickets/features/sites/tests/test_sealed.py",
    ),
    Guard(
        "sealed: nothing is signed by no secret",
        "tickets/features/webhooks/delivering.py",
        "    if not endpoint.secrets:\n",
        "    if False:\n",
        "tickets/features/webhooks/tests/test_sealed.py",
    ),
    Guard(
        "privacy: the words go",
        "tickets/conversation/ledger.py",
        'event.body, event.data = "", ',
        "_, event.data = 0, ",
        f"{ERASED_STORY}::test_it_is_found_nowhere",
    ),
    Guard(
        "privacy: copies in other conversations",
        f"{PRIVACY}erasing.py",
        "        _erase_copies(pk, [one.client_id for one in part.events], announced=announced)\n",
        "",
        f"{ERASED_STORY}::test_what_a_merge_copied_goes_with_who_said_it",
    ),
    Guard(
        "privacy: a copy's search row",
        f"{PRIVACY}erasing.py",
        "            holds.of_events(",
        "            list(",
        f"{ERASED_STORY}::test_what_a_merge_copied_goes_with_who_said_it",
    ),
    Guard(
        "privacy: no note is exported",
        f"{PRIVACY}archive.py",
        ".filter(public_seq__isnull=False)",
        "",
        f"{EXPORTED_STORY}::test_it_is_read_without_us",
    ),
    Guard(
        "privacy: no file of a note is exported",
        "tickets/features/files/exported.py",
        ", event__public_seq__isnull=False",
        "",
        f"{EXPORTED_STORY}::test_what_features_have_is_in_it",
    ),
    Guard(
        "privacy: who is erased is in no export",
        f"{PRIVACY}erasing.py",
        "    exports.forget_all_of(person.contact)\n",
        "",
        f"{EXPORTED_STORY}::test_who_is_erased_is_in_no_export",
    ),
    Guard(
        "privacy: an export's time comes",
        f"{PRIVACY}exports.py",
        ", ends_at__gt=Now()",
        "",
        f"{EXPORTED_STORY}::test_its_time_comes",
    ),
    Guard(
        "privacy: the customer alone asks",
        f"{PRIVACY}asking.py",
        "    if seat.is_agent:\n",
        "    if False:\n",
        f"{OWN_STORY}::test_it_is_the_customer_who_asks",
    ),
    Guard(
        "privacy: who was led into it asks for nothing",
        f"{PRIVACY}asking.py",
        "    if exporting.is_open_to_others(contact):\n",
        "    if False:\n",
        f"{OWN_STORY}::test_who_was_led_into_it_asks_for_nothing_there",
    ),
    Guard(
        "privacy: an administrator's export is not the customer's",
        f"{PRIVACY}asking.py",
        "    return Export.objects.filter(pk=made, contact=contact).first() if made else None",
        "    return Export.objects.filter(contact=contact).last()",
        f"{OWN_STORY}::test_it_is_the_customer_who_asks",
    ),
    Guard(
        "privacy: not asked for too often",
        f"{PRIVACY}asking.py",
        ".count() >= MOST:",
        ".count() >= 100:",
        f"{OWN_STORY}::test_not_twice_and_not_too_often",
    ),
    Guard(
        "privacy: an answer's letter goes before the address",
        f"{PRIVACY}deciding.py",
        "HEAD_START if mailed else jobs.AT_ONCE",
        "jobs.AT_ONCE",
        f"{OWN_STORY}::test_she_is_erased_when_somebody_has_agreed",
    ),
    Guard(
        "privacy: a customer's address is in no audit log",
        f"{PRIVACY}asking.py",
        ', by=log.Actor(None, f"#{contact.pk}"))',
        ")",
        f"{OWN_STORY}::test_a_copy_is_asked_for_and_made",
    ),
    Guard(
        "privacy: what is open has no age",
        f"{PRIVACY}retention.py",
        ".exclude(status=Ticket.Status.OPEN)",
        ".all()",
        f"{AGED_STORY}::test_what_is_over_goes_and_nothing_else",
    ),
    Guard(
        "privacy: who writes meanwhile keeps it",
        f"{PRIVACY}retention.py",
        "erasing.SLICE, ticket.last_seq)",
        "erasing.SLICE)",
        f"{AGED_STORY}::test_who_writes_meanwhile_keeps_it",
    ),
    Guard(
        "privacy: what features hold stays for who writes",
        f"{PRIVACY}retention.py",
        "if found and found.last_seq == seq:",
        "if found:",
        f"{AGED_STORY}::test_who_writes_meanwhile_keeps_it",
    ),
    Guard(
        "privacy: who has come back before its turn keeps all of it",
        f"{PRIVACY}retention.py",
        "    if not _is_as_found(ticket):\n        return\n",
        "",
        f"{AGED_STORY}::test_who_has_come_back_before_its_turn_keeps_all_of_it",
    ),
    Guard(
        "privacy: in small steps",
        f"{PRIVACY}retention.py",
        "for ticket in due(place.key, place.days)[:AT_ONCE]]",
        "for ticket in due(place.key, place.days)]",
        f"{AGED_STORY}::test_in_small_steps",
    ),
    Guard(
        "privacy: of its own site",
        f"{PRIVACY}retention.py",
        "sites.opened_at(key), ",
        "",
        f"{AGED_STORY}::test_each_site_has_its_own",
    ),
    Guard(
        "privacy: seen before it is saved",
        f"{PRIVACY}settings.py",
        'if self.request.POST.get("act") != "save":\n            told',
        "if False:\n            told",
        f"{AGED_STORY}::test_it_is_seen_before_it_is_saved",
    ),
    Guard(
        "privacy: a lost answer",
        "tickets/conversation/ledger.py",
        "if kinds.GONE in earlier.data:",
        "if False:",
        f"{ERASED_STORY}::test_an_answer_that_was_lost_is_given_again",
    ),
    Guard(
        "privacy: figures stay",
        "tickets/conversation/kinds.py",
        " if figure in data}",
        " if False}",
        f"{ERASED_STORY}::test_figures_stay",
    ),
    Guard(
        "privacy: the name",
        f"{PRIVACY}erasing.py",
        "    rename(person.contact, announced=announced)\n",
        "",
        f"{ERASED_STORY}::test_it_is_found_nowhere",
    ),
    Guard(
        "privacy: each side's numbers",
        f"{PRIVACY}said.py",
        '"public" if public',
        '"seqs" if public',
        f"{ERASED_STORY}::test_seqs_and_times_stay_and_each_side_hears_its_own_numbers",
    ),
    Guard(
        "privacy: search rows",
        "tickets/features/search/holding.py",
        "filter(ticket=ticket).exclude(kind=TICKET).delete()",
        "filter(ticket=ticket).exclude(kind=TICKET)",
        f"{ERASED_STORY}::test_it_is_found_nowhere",
    ),
    Guard(
        "privacy: stored files",
        "tickets/features/files/holding.py",
        "    storage.forget(place)\n",
        "",
        f"{ERASED_STORY}::test_it_is_found_nowhere",
    ),
    Guard(
        "privacy: raw mails",
        "tickets/features/mail/arrive.py",
        '        storages["files"].delete(args["place"])',
        "        pass",
        f"{ERASED_STORY}::test_it_is_found_nowhere",
    ),
    Guard(
        "privacy: errors that quote",
        f"{PRIVACY}erasing.py",
        'exclude(error="").update(error="")',
        'exclude(error="")',
        f"{ERASED_STORY}::test_it_is_found_nowhere",
    ),
    Guard(
        "privacy: remembered",
        f"{PRIVACY}jobs.py",
        "    remembered.note(erasure)\n",
        "",
        f"{ERASED_STORY}::test_a_backup_that_is_older_is_told",
    ),
    Guard(
        "privacy: a page forgets",
        "static/js/conversation/timeline.js",
        "if (gone.size) erase(gone);",
        "",
        "tests/js/features/privacy/erased.test.js",
    ),
    Guard("backup: of one moment", f"{BACKUP}taking.py", "with snapshot.at_one_moment():", "if True:"),
    Guard("backup: nothing is written over", f"{BACKUP}taking.py", "if path.exists():", "if False:"),
    Guard(
        "backup: each byte", f"{BACKUP}archive.py", "hashed.hash.hexdigest() != self.members[name]", "False"
    ),
    Guard("backup: of this format", f"{BACKUP}archive.py", 'manifest["format"] > FORMAT', "False"),
    Guard("backup: each row", f"{BACKUP}checking.py", "found != rows.pop(name)", "rows.pop(name) < 0"),
    Guard("backup: each table", f"{BACKUP}checking.py", "    if rows:\n", "    if False:\n"),
    Guard(
        "backup: into an empty place", f"{BACKUP}target.py", "connection.introspection.table_names()", "None"
    ),
    Guard("backup: a known schema", f"{BACKUP}restoring.py", "then - known.keys()", "set()"),
    Guard(
        "backup: brought up to date",
        f"{BACKUP}restoring.py",
        "migrating.bring_up_to_date(progress)",
        "None",
    ),
    Guard("upgrade: a backup before", UPGRADE, "if there and schema.missing(there)", "if False"),
    Guard(
        "upgrade: nothing is changed without one",
        UPGRADE,
        'raise SystemExit(f"Nothing was migrated: {_first_line(error)}. ({GO_ON_WITHOUT}.)") from None',
        "return",
    ),
    Guard("upgrade: three are kept", UPGRADE, "[:-KEPT]", "[:-KEPT - 1]"),
    Guard(
        "upgrade: as the database is",
        f"{BACKUP}snapshot.py",
        "as_migrated().get_models",
        "apps.get_models",
        UPGRADE_TEST,
    ),
    Guard(
        "kubernetes: alive without the database",
        MANIFESTS + "web.yaml",
        "          livenessProbe:\n            httpGet: {path: /healthz",
        "          livenessProbe:\n            httpGet: {path: /readyz",
        "tests/test_kubernetes.py",
    ),
    Guard(
        "kubernetes: a backup before",
        MANIFESTS + "migrate.yaml",
        "support_site.upgrade",
        "support_site.migrate",
        "tests/test_kubernetes.py",
    ),
    Guard(
        "kubernetes: a new process before an old one goes",
        MANIFESTS + "web.yaml",
        "maxUnavailable: 0",
        "maxUnavailable: 1",
        "tests/test_kubernetes.py",
    ),
    Guard(
        "grafana: metrics that there are",
        "deploy/grafana/alerts.yml",
        "max(holdfast_beating_alone)",
        "max(holdfast_alone)",
        "tests/test_grafana.py",
    ),
    Guard(
        "tests: what all of them share stays",
        "tests/emptied.py",
        "set(names) - STAY",
        "names",
        "tests/test_emptied.py",
    ),
    Guard(
        "tests: a mark from elsewhere is seen",
        "tests/marked.py",
        "assert names(mark, file)",
        "assert file",
        "tests/test_marked.py",
    ),
    Guard("schema: no newer one", SCHEMA, "if newer := beyond(found):", "if newer := []:"),
    Guard("schema: no older one", SCHEMA, "if older := missing(found):", "if older := []:"),
    Guard(
        "schema: who has what it needs goes on",
        SCHEMA,
        "return bool(contracts) and any(",
        "return bool(contracts) or any(",
    ),
    Guard(
        "schema: the web process looks",
        "support_site/server/__main__.py",
        "    schema.must_serve()\n",
        "",
        UPGRADE_TEST,
    ),
    Guard(
        "single sign-on: the environment wins",
        "tickets/people/sso.py",
        "    if is_by_environment():\n",
        "    if False:\n",
        "tickets/people/tests/test_sso.py",
    ),
    Guard(
        "single sign-on: the page changes nothing of the environment",
        "tickets/settings/forms.py",
        "LetsInForm if sso.is_by_environment() else SsoForm",
        "SsoForm",
        "tickets/people/tests/test_sso.py",
    ),
    Guard(
        "single sign-on: whole by the environment, or not",
        "support_site/environment.py",
        "    if missing and asking:\n",
        "    if False:\n",
        "support_site/tests/test_settings.py",
    ),
    Guard("webhooks: NAT64 and its like", ADDRESSES, " and not disguised", ""),
    Guard(
        "webhooks: IPv4 within IPv6",
        ADDRESSES,
        'getattr(address, "ipv4_mapped", None) or ',
        "",
    ),
    Guard("webhooks: by TLS", ADDRESSES, 'scheme == "https" and ', ""),
    Guard(
        "webhooks: no user in the address",
        ADDRESSES,
        "parts.username is not None",
        "False",
    ),
    Guard(
        "webhooks: each secret signs", f"{WEBHOOKS}signing.py", "for key in keys)", "for key in [*keys][:1])"
    ),
    Guard("webhooks: the time is signed", f"{WEBHOOKS}signing.py", 'f"{id}.{at}."', 'f"{id}.0."'),
    Guard(
        "webhooks: to the address that was looked at",
        POSTING,
        "(place.address, ",
        "(place.host, ",
    ),
    Guard("webhooks: not for long", POSTING, "        self._timer.start()\n", ""),
    Guard("webhooks: not for long, also while they connect", POSTING, "if self._over.is_set():", "if False:"),
    Guard(
        "webhooks: not for long, also with an answer that is the last one",
        POSTING,
        "self._line = connection.sock",
        "self._line = None",
    ),
    Guard(
        "webhooks: a ticket's in order",
        f"{WEBHOOKS}delivering.py",
        'order=f"webhook {endpoint} {ticket}",',
        "",
    ),
    Guard(
        "webhooks: looked at each time",
        f"{WEBHOOKS}delivering.py",
        "settings.WEBHOOK_NETWORKS",
        '["127.0.0.0/8"]',
    ),
    Guard(
        "webhooks: administrators hear that one went off",
        f"{WEBHOOKS}delivering.py",
        "        going_off.tell(endpoint)\n",
        "",
        f"{WEBHOOKS}tests/test_delivering.py",
    ),
    Guard(
        "webhooks: what somebody turned off is no trouble",
        f"{WEBHOOKS}going_off.py",
        ".exclude(off_for=rules.BY_HAND)",
        "",
        f"{WEBHOOKS}tests/test_delivering.py",
    ),
    Guard(
        "webhooks: the rest of an address is in no mail",
        f"{WEBHOOKS}going_off.py",
        'urlsplit(endpoint.url).hostname or ""',
        "endpoint.url",
        f"{WEBHOOKS}tests/test_delivering.py",
    ),
    Guard(
        "webhooks: what waits comes in its place",
        f"{WEBHOOKS}resending.py",
        "    Job.objects.filter(key__in=[delivering.key(pk) for pk in delivery.values()]).delete()\n",
        "",
        f"{WEBHOOKS}tests/test_resending.py",
    ),
    Guard(
        "webhooks: of the last 30 days",
        f"{WEBHOOKS}rules.py",
        "now - KEPT <= since <= now",
        "True",
        f"{WEBHOOKS}tests/test_resending.py",
    ),
    Guard(
        "webhooks: once at a time",
        f"{WEBHOOKS}resending.py",
        "    if Job.objects.alive().filter(key=_key(known.pk)).exists():\n",
        "    if False:\n",
        f"{WEBHOOKS}tests/test_resending.py",
    ),
    Guard(
        "webhooks: again only what it sees",
        f"{WEBHOOKS}resending.py",
        "ticket is None or not endpoint.sees(ticket)",
        "ticket is None",
        f"{WEBHOOKS}tests/test_resending.py",
    ),
    Guard("webhooks: 410", f"{WEBHOOKS}delivering.py", "answer.status == rules.GONE", "False"),
    Guard(
        "webhooks: not while it is off",
        f"{WEBHOOKS}delivering.py",
        "if delivery.endpoint.off_at:",
        "if False:",
    ),
    Guard("tokens: of their teams", TOKENS, "        put(made.agent, teams)\n", "        pass\n"),
    Guard("tokens: the secret", TOKENS, "found and hmac.compare_digest", "found or hmac.compare_digest"),
    Guard("tokens: whose agent is let in", TOKENS, ", agent__in=access.agents()", ""),
    Guard("tokens: until they expire", TOKENS, "filter(fresh, ", "filter("),
    Guard("tokens: their scope", TOKENS, "if scope not in token.scopes:", "if False:"),
    Guard("tokens: a revoked agent writes nothing", TOKENS, "_let_in(known.agent, False)", "pass"),
    Guard("feed: who writes is waited for", FEED, "while left:", "while False:"),
    Guard("feed: not for who came since", FEED, "left &= ", "left = "),
    Guard("feed: no further than it is decided", FEED, ", pk__lte=asked.upto", ""),
    Guard("feed: a cursor of this log", FEED, "there is not None and _mark", "False and _mark"),
    Guard("visitors: of this site alone", VISITORS, 'f"{site.key}:{identity.sub}"', "identity.sub"),
    Guard("visitors: only verified ones", VISITORS, "if site.only_verified:", "if False:"),
    Guard("origins: no wildcard over a whole domain of the top", ORIGINS, ' or "." not in host', ""),
    Guard("origins: no path, query or user", ORIGINS, "if not bare or parts.scheme", "if parts.scheme"),
    Guard("contrast: on paper", CONTRAST, "(PAPER, mixed(accent, TINT, SHEET))", "(WHITE,)"),
    Guard(
        "frame: of its site's pages alone",
        FRAME,
        '_policy(answer, {"frame-ancestors": may})',
        '_policy(answer, {"frame-ancestors": ["*"]})',
    ),
    Guard(
        "frame: no site, no frame",
        FRAME,
        "    if found is None:\n        raise Http404\n    return found",
        "    return found or Site(key, key)",
    ),
    Guard("host: from a page of the site", HOST, " || !ancestors.some((may) => isFrom(from, may))", ""),
    Guard("host: from the page around", HOST, " || source !== page", ""),
    Guard("host: a domain's end is its end", HOST, "from.endsWith(domain)", "from.includes(domain)"),
    Guard(
        "host: no word before it is known",
        HOST,
        "  if (origin === null) return void unsaid.push([type, fields]);\n",
        '    origin ??= "*";\n',
    ),
    Guard(
        "keeping: a cookie that wasn't taken is none",
        KEEPING,
        "      return get() === value;\n    },\n  };\n}",
        "      return true;\n    },\n  };\n}",
    ),
    Guard("keeping: the page's owner may say no", KEEPING, "if (keeps || value === null) say", "say"),
    Guard("vault: sealed under its name", SEALING, ", additionalData: new TextEncoder().encode(name)", ""),
    Guard("vault: a length in steps", SEALING, ".padEnd(Math.ceil(text.length / BLOCK) * BLOCK)", ""),
    Guard(
        "vault: a draft in the place of what was seen",
        SHELF,
        "if (stamp && !storage().getItem(key)?.startsWith(stamp)) return false;",
        "",
    ),
    Guard(
        "vault: no files",
        VAULT,
        '    if (holdsBytes(row)) throw new Error("no files are kept here");\n',
        "",
    ),
    Guard(
        "vault: what isn't kept is no kept row",
        VAULT,
        "    if (!(await put(name, text, before))) return false;\n",
        "    await put(name, text, before);\n",
    ),
    Guard("vault key: for 256 bits alone", VAULT_KEY, "if not SECRET.fullmatch(secret):", "if False:"),
    Guard("vault key: of each site", VAULT_KEY, "widget vault {site} {secret}", "widget vault {secret}"),
    Guard(
        "start page: no answer, no claim",
        "static/js/features/hours/start.js",
        "    else root.hidden = true; // what was so may not be so any more\n",
        "",
        JS + "features/hours/start.test.js",
    ),
    Guard("a name keeps its direction", WORDS, "/^(ar|he)/.test(language) || ", ""),
    Guard("so it does among letters of the other", WORDS, " || FROM_THE_RIGHT.test(text)", ""),
    Guard(
        "desk's words are its own",
        PAGE_SCRIPT,
        "any(module.startswith(DESK) for module in modules)",
        "True",
    ),
    Guard("the desk speaks what it can", SPOKEN, "settings.DESK_LANGUAGES if at_desk else ", ""),
    Guard("launcher: from the desk", LAUNCHER, "from !== desk || ", ""),
    Guard("launcher: from its own frame", LAUNCHER, " || source !== frame.contentWindow", ""),
    Guard("stale: not before the grace is over", RULES, "if newest < due or process", "if process"),
    Guard(
        "stale: not without a lease",
        RULES,
        "or process is None:\n        return []\n    if not process.covers",
        ":\n        return []\n    if process and not process.covers",
    ),
    Guard("stale: the process was awake at the ping", RULES, "process.covers(pinged,", "process.covers(due,"),
    Guard(
        "stale: the process's marks are written",
        RULES,
        "process.covers(pinged, due)",
        "process.covers(pinged, pinged)",
    ),
    Guard("stale: the worker was awake at the ping", RULES, "worker.covers(pinged,", "worker.covers(due,"),
    Guard(
        "stale: the worker is awake still",
        RULES,
        "worker.covers(pinged, due)",
        "worker.covers(pinged, pinged)",
    ),
    Guard(
        "stale: no sign of life since",
        RULES,
        "for socket, mark in marks if mark < pinged",
        "for socket, mark in marks",
    ),
    Guard("stale: the pong itself is one", RULES, "if mark < pinged", "if mark <= pinged"),
    Guard("stretch: the very next tick", RULES, "tick != self._tick + 1 or not on_time", "not on_time"),
    Guard("stretch: not late", RULES, "now - self._at <= self.LATEST", "now - self._at"),
    Guard("stretch: not in a bunch", RULES, "self.EARLIEST <= now - self._at <=", "now - self._at <="),
    Guard(
        "stretch: of one Redis",
        RULES,
        "if server != self._server:\n            self.broken()",
        "if server:\n            pass",
    ),
    Guard(
        "stretch: broken by what was owed",
        RULES,
        'didn\'t happen."""\n        self._at = float("-inf")',
        'didn\'t happen."""',
    ),
    Guard("closings: at most a tenth", RULES, "sockets_in_slot // 10)", "sockets_in_slot)"),
    Guard(
        "closings: some, in a small place",
        RULES,
        "max(LEAST_CLOSINGS, sockets_in_slot // 10)",
        "sockets_in_slot // 10",
    ),
    Guard("presence: one tab left is online", PRESENCE_RULES, "gone | here", "here | gone"),
    Guard("presence: ticks counted anew", PRESENCE_RULES, "0 <= tick - entry", "tick - entry"),
    Guard(
        "presence: a grace",
        PRESENCE_RULES,
        'tick - entry["tick"] < PRESENCE_GRACE',
        'tick - entry["tick"] < 0',
    ),
    Guard("presence: the grace ends", PRESENCE_RULES, 'entry["tick"] < PRESENCE_GRACE', 'entry["tick"]'),
    Guard(
        "presence: on duty through the grace",
        PRESENCE_RULES,
        '["state"] != "offline"',
        '["state"] == "online"',
    ),
    #
    Guard("a new socket has a mark", SLOTS, "        self.lives(socket.id, tick)\n", ""),
    Guard(
        "who went twice went once",
        SLOTS,
        "if slot is None:\n            return",
        "if slot is None:\n            slot = 0",
    ),
    Guard("who went has no mark to come", SLOTS, "self._answered[slot].pop(socket, None)", "pass"),
    Guard("who went has no mark left", SLOTS, "self._left[slot].append(socket)", "pass"),
    Guard("alone only after SILENCE", WEB, "rules.BEAT if self.alone else rules.SILENCE", "rules.BEAT"),
    Guard("alone, it beats each second", WEB, "rules.BEAT if self.alone else rules.SILENCE", "rules.SILENCE"),
    Guard(
        "a beat that fails is not the last",
        WEB,
        'except Exception:\n                log.exception("a beat',
        'except ZeroDivisionError:\n                log.exception("a beat',
    ),
    Guard(
        "a tick ends the lonely beat",
        WEB,
        "self.alone, self._beats_alone = False, 0",
        "self._beats_alone = 0",
    ),
    Guard(
        "a mark that is lost is written again",
        SLOTS,
        "self._answered[slot].setdefault(socket, marked[socket])",
        "pass",
    ),
    Guard(
        "an empty desk is not believed at once",
        DUTY,
        "if rules.on_duty(desk) or not self.on_duty or left or self._unmanned > self._interval + 1:",
        "if True:",
    ),
    Guard("nor who left alone, after a gap", DUTY, "left = desk and not self._doubted", "left = desk"),
    Guard("pings go out before the next tick", WEB, "            await self._pinging", "            pass"),
    Guard("missed slots are pinged", WEB, "[*missed[1 - self.slots.count :], self.tick]", "[self.tick]"),
    Guard("but each once", WEB, "missed[1 - self.slots.count :]", "missed"),
    Guard(
        "before the first tick none was missed",
        WEB,
        "tick.tick) if self.tick else range(0)",
        "tick.tick)",
    ),
    Guard(
        "after a gap all heads are read",
        REPAIR,
        "self._owe(range(self._slots.count), rows=True)",
        "pass",
    ),
    Guard(
        "now and then heads are read anyway",
        REPAIR,
        "elif tick.number % rules.AUDIT < self._slots.count:",
        "elif not tick.number:",
    ),
    Guard(
        "a quiet ticket costs the desk nothing",
        REPAIR,
        "slots.count)], rows=False)",
        "slots.count)], rows=True)",
    ),
    Guard("alone, the desk hears of all", REPAIR, "self._owe_desk(_now() - rules.HEADS_WINDOW)", "pass"),
    Guard(
        "alone, the database is asked",  # beside the beats: what it is handed can't be waited for
        REPAIR,
        "self._asking = asyncio.create_task(self._round())",
        "pass",
    ),
    Guard("alone, one question at a time", REPAIR, "(not self._asking or self._asking.done())", "True"),
    Guard("alone, every slot is asked for", REPAIR, "while self._owes:", "if self._owes:"),
    Guard(
        "what isn't answered stays owed",
        REPAIR,
        "                self._owe([slot], rows=rows)\n",
        "                pass\n",
    ),
    Guard("so does the desk", REPAIR, "            self._owe_desk(since)\n", "            pass\n"),
    Guard(
        "a row that moved is looked after",
        REPAIR,
        "AUDIT == 0:\n            self._owe_desk(_now() - 2 * rules.AUDIT)",
        "AUDIT == 0:\n            pass",
    ),
    Guard(
        "after a gap the desk hears of what moved",
        REPAIR,
        "rows=True)\n            self._owe_desk(_now() - 2 * rules.AUDIT)",
        "rows=True)",
    ),
    Guard("pongs that are in are read first", WEB, "        await asyncio.sleep(rules.SETTLE)\n", ""),
    Guard("after a gap presence is written anew", WEB, "            self._seats.write_anew()\n", ""),
    Guard(
        "after a gap marks are written anew",
        SLOTS,
        "self._answered[slot] = dict.fromkeys(sockets, tick)",
        "pass",
    ),
    Guard(
        "a slot without marks is not written", SLOTS, "in answered.items() if ticks}", "in answered.items()}"
    ),
    Guard(
        "marks at another Redis end the stretch",
        WEB,
        "if not heard:\n                self._unbroken.broken()",
        "if not heard:\n                pass",
    ),
    Guard(
        "marks not written end the stretch",
        WEB,
        "as error:\n            self._unbroken.broken()",
        "as error:",
    ),
    Guard(
        "Redis away: the beat goes on",
        WEB,
        "except RedisError as error:",
        "except ZeroDivisionError as error:",
    ),
    Guard(
        "what it did alone is not vouched for",
        WEB,
        "metrics.ALONE.set(1)\n        self._unbroken.broken()",
        "metrics.ALONE.set(1)",
    ),
    Guard("alone, first the slots it missed", WEB, "int(rules.SILENCE / rules.BEAT) if first else 1", "1"),
    Guard("alone, each slot once", WEB, "if first else 1, self.slots.count)", "if first else 1, 99)"),
    Guard(
        "alone without a database",
        REPAIR,
        "except Refused:\n            log",
        "except ZeroDivisionError:\n            log",
    ),
    Guard("pings are spread", PINGS, "begun + rules.SPREAD * start / len(sockets)", "begun"),
    Guard(
        "a ping that fails keeps no other",
        PINGS,
        "except Exception:\n                log",
        "except ZeroDivisionError:\n                log",
    ),
    Guard(
        "a verdict on who is gone already",
        SLOTS,
        "return None if slot is None else self._sockets[slot][socket]",
        "return self._sockets[slot or 0][socket]",
    ),
    Guard(
        "a probe's flags: no tick lately",
        STATE,
        "if not self._heartbeat.alone and self._heartbeat.tick:\n            health",
        "if self._heartbeat.tick:\n            health",
    ),
    Guard(
        "a probe's flags: no tick ever",
        STATE,
        "if not self._heartbeat.alone and self._heartbeat.tick:\n            health",
        "if not self._heartbeat.alone:\n            health",
    ),
    Guard(
        "a probe's flags: draining",
        STATE,
        "health | frames.Health.DRAINING if self.draining else health",
        "health",
    ),
    #
    Guard(
        "lead: only who holds the lease",
        MARKS,
        "if leader and leader ~= ARGV[1] and redis.call('PTTL', KEYS[1]) >= 0 then return {{0, '', 0}} end",
        "",
    ),
    Guard(
        "lead: a lease, not for ever",
        MARKS,
        "redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])",
        "redis.call('SET', KEYS[1], ARGV[1])",
    ),
    Guard(
        "resign: only what is one's own",
        MARKS,
        "if redis.call('GET', KEYS[1]) == ARGV[1] then redis",
        "if true then redis",
    ),
    Guard(
        "watermark: at the Redis of the tick",
        MARKS,
        "if ARGV[1] ~= '' and ARGV[1] ~= server then return 0 end",
        "",
    ),
    Guard("watermark: from a worker that names none", MARKS, "if ARGV[1] ~= '' and ARGV[1]", "if ARGV[1]"),
    Guard(
        "watermark: a lease, not for ever",
        MARKS,
        "redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])",
        "redis.call('SET', KEYS[1], ARGV[2])",
    ),
    Guard(
        "watermark: after the marks",
        MARKS,
        "            if stretch.begins:\n                pipe.delete(",
        "            first = f'{stretch.since} {stretch.until} {slots}'\n"
        "            pipe.eval(WENT_THROUGH, 1, _process(process), server, first, PROCESS_LEASE)\n"
        "            if stretch.begins:\n                pipe.delete(",
    ),
    Guard(
        "marks: those before a gap are gone",
        MARKS,
        "            if stretch.begins:\n                pipe.delete(*_all_marks(process))\n",
        "",
    ),
    Guard("marks: of who went are gone", MARKS, "pipe.zrem(marks_key(process, slot), *sockets)", "pass"),
    Guard("marks: the ping's own tick is no silence", MARKS, 'f"({tick}"', "tick"),
    Guard(
        "a process is known by its first tick",
        MARKS,
        "            pipe.sadd(PROCESSES, process)\n            lease",
        "            lease",
    ),
    Guard(
        "a process is known by its first seat",
        PRESENCE_STORE,
        "                a_first_lease(pipe, process)\n",
        "                pass\n",
    ),
    Guard("a first seat takes no lease away", MARKS, "ex=PROCESS_LEASE, nx=True", "ex=PROCESS_LEASE"),
    Guard("a first seat's lease ends", MARKS, "ex=PROCESS_LEASE, nx=True", "nx=True"),
    Guard(
        "purge: people are gone",
        PRESENCE_STORE,
        "                self._leave(pipe, seat, tick, at)\n            pipe.delete",
        "                pass\n            pipe.delete",
    ),
    Guard(
        "purge: marks are gone",
        MARKS,
        "            pipe.delete(*_all_marks(process))\n            pipe.srem",
        "            pipe.srem",
    ),
    Guard("purge: seats are gone", PRESENCE_STORE, "            pipe.delete(_seats(process))\n", ""),
    Guard("purge: once", MARKS, "            pipe.srem(PROCESSES, process)\n", ""),
    Guard(
        "gone for good: after the grace",
        PRESENCE_STORE,
        '("-inf", tick - PRESENCE_GRACE), (f',
        '("-inf", tick), (f',
    ),
    Guard(
        "gone for good: told once",
        PRESENCE_STORE,
        "pipe.zremrangebyscore(LEAVING, *span)",
        "pipe.zcard(LEAVING)",
    ),
    Guard(
        "who returns is not gone",
        PRESENCE_STORE,
        "redis.call('HDEL', people, '{GONE}' .. key)",
        "redis.call('HEXISTS', people, '{GONE}' .. key)",
    ),
    Guard(
        "gone for good: before ticks were counted anew",
        PRESENCE_STORE,
        '(f"({tick + PRESENCE_GRACE}", "+inf")',
        '("(0", "(0")',
    ),
    Guard(
        "gone for good: though it was lost",
        PRESENCE_STORE,
        "await self._redis.zadd(LEAVING, again, nx=True)",
        "pass",
    ),
    Guard("leases are renewed", PRESENCE_STORE, "  redis.call('EXPIRE', KEYS[i], ARGV[1])\n", ""),
    Guard(
        "nonsense among people is thrown away",
        PRESENCE_STORE,
        "        await throw_away(self._redis, spoilt)\n",
        "",
    ),
    Guard(
        "nonsense among people is none of them",
        PRESENCE_STORE,
        "    return entry if as_it_should_be and",
        "    return entry if",
    ),
    Guard(
        "nonsense among seats is thrown away",
        PRESENCE_STORE,
        "[_seats(process)] if len(seats) < len(found) else []",
        "[]",
    ),
    Guard("a tick that is no number", MARKS, "if nonsense then redis.call('DEL', KEYS[2]) end", ""),
    Guard("a lease that is nonsense", MARKS, "if text is not None and not lease", "if lease and not text"),
    Guard("a mark of no socket is judged once", WEB, "self.slots.forget(id)", "pass"),
    Guard("strays are nobody's", PRESENCE_STORE, "not in known\n", "\n"),
    Guard("only what changes is news", PRESENCE_STORE, "if was_gone + is_new > 0 then", "if true then"),
    #
    Guard("who does not lead does not sweep", WORKER, "        if not beat.tick:\n            return\n", ""),
    Guard("the worker's stretch is of one Redis", WORKER, "time.monotonic(), server)", "time.monotonic())"),
    Guard(
        "who has no lease is not judged",
        WORKER,
        "for id, lease in processes.items() if lease}",
        "for id, lease in processes.items()}",
    ),
    Guard("who has a lease is not purged", WORKER, "processes.keys() - alive.keys()", "processes.keys()"),
    Guard("a lease that vanished is no death", WORKER, "if self._ran_out(process, beat.tick):", "if True:"),
    Guard(
        "a new worker knows of no strays",
        WORKER,
        "if not self._stretch.covers(tick - rules.PROCESS_LEASE, tick):",
        "if False:",
    ),
    Guard("the cap holds in a process", WORKER, "self._stretch)[:allowed]", "self._stretch)"),
    Guard("the cap holds over processes", WORKER, "            allowed -= len(stale)\n", ""),
    Guard("the newest tick is not judged", WORKER, "beat.tick - rules.GRACE", "beat.tick"),
    Guard("a beat without a database", WORKER, "except (Refused, TimeoutError)", "except TimeoutError"),
    Guard(
        "a beat beside a database that hangs",
        WORKER,
        "asyncio.timeout(HEADS_WITHIN)",
        "asyncio.timeout(None)",
    ),
    Guard("who resigns has said all", WORKER, "        await announce.drained()\n", ""),
    Guard(
        "an announcer that was cancelled ends",
        "tickets/wire/announce.py",
        "while not (task and task.cancelling()):",
        "while True:",
        "tickets/wire/tests/test_announce.py",
    ),
    Guard(
        "what was done outside is noted by more than one try",
        "tickets/jobs/table.py",
        "for pause in rules.PAUSES:",
        "for pause in ():",
        "tickets/jobs/tests/test_table.py",
    ),
    Guard(
        "who announces at once waits for no announcer",
        "tickets/wire/announce.py",
        "        await _send(*told)\n\n\nasync def tick",
        "        tell(*told)\n        await drained()\n\n\nasync def tick",
        "tickets/wire/tests/test_announce.py",
    ),
    #
    Guard(
        "what Redis did not take is kept",
        PRESENCE,
        "            await mend(error)\n            return",
        "            await mend(error)\n            came, left = list(self._came), list(self._left)",
    ),
    Guard(
        "who came back did not go",
        PRESENCE,
        "        self._left.pop(seat, None)\n        self._seats",
        "        self._seats",
    ),
    Guard(
        "who went did not come",
        PRESENCE,
        "        self._came.pop(seat, None)\n        self._left[seat]",
        "        self._left[seat]",
    ),
    Guard(
        "what Redis did not take is tried again",
        PRESENCE,
        "            if self._failing:\n                self._moved.set()\n",
        "",
    ),
    Guard(
        "who leaves one tab stays, though Redis has lost the other",
        PRESENCE,
        "if other.key == seat.key)\n",
        "if False)\n",
    ),
    Guard("what was not told is told later", PRESENCE, "self._untold |= await", "self._untold = await"),
    Guard(
        "what Redis has lost is written again",
        PRESENCE,
        "for seat in lost if seat in self._seats",
        "for seat in ()",
    ),
    Guard(
        "after a gap all seats are written",
        PRESENCE,
        "        self._doubtful = True\n        self._came.update(self._seats)\n",
        "        self._doubtful = True\n",
    ),
    Guard("after a gap who is left over goes", PRESENCE, "        self._doubtful = True\n", ""),
    Guard(
        "but nobody who sits here",
        PRESENCE,
        "for seat in seats if seat not in self._seats)",
        "for seat in seats)",
    ),
    Guard(
        "a list without Redis",
        PEOPLE,
        "except RedisError:\n        return {}",
        "except ZeroDivisionError:\n        return {}",
    ),
    #
    Guard(
        "a beat that fails: the next one comes",
        COMMAND,
        "        except Exception as error:\n            self.failed(error)",
        "        except ZeroDivisionError as error:\n            self.failed(error)",
    ),
    Guard("after a pause no beats are made up", COMMAND, "max(due, loop.time())", "due"),
    Guard(
        "it ends though Redis is away",
        COMMAND,
        '        except Exception as error:\n            log.warning("the lead',
        '        except ZeroDivisionError as error:\n            log.warning("the lead',
    ),
    Guard(
        "it ends at once when told to",
        COMMAND,
        "            await stopped.wait()",
        "            await asyncio.Event().wait()",
    ),
    #
    Guard("Redis away: joined when it is back", HUB, "        self._unsettled.update(new)\n", ""),
    Guard(
        "Redis away: it goes on listening",
        HUB,
        "except Exception as error:",
        "except ZeroDivisionError as error:",
    ),
    Guard("who waits to join is joined by the next command", HUB, "list(islice(self._waiting, MOST))", "[]"),
    Guard("Redis hangs: it holds up no hello", HUB, "if new and not self._away:", "if new:"),
    Guard("a join races a leave", HUB, "if (group in self._members) == (group in self._joined):", "if True:"),
    Guard(
        "a socket that breaks keeps no other",
        HUB,
        'except Exception:\n                log.exception("a socket',
        'except ZeroDivisionError:\n                log.exception("a socket',
    ),
    #
    Guard("drain: everybody is told", DRAIN, "    process().state.drain(SPREAD)\n", ""),
    Guard("drain: it waits for who is busy", DRAIN, "(busy() or clock()", "(clock()"),
    Guard("drain: but not for ever", DRAIN, " and clock() < began + PATIENCE", ""),
    #
    Guard(
        "a late watchdog is no loss",
        CONNECTION,
        "this.#timer.arm(this.#patience, () => this.doubt())",
        "this.#timer.arm(this.#patience, (late) => late ? this.#lose({}) : this.doubt())",
    ),
    Guard(
        "silence is a doubt, not a loss",
        CONNECTION,
        "() => this.doubt()); // late",
        '() => this.#lose({ reason: "silence" })); // late',
    ),
    Guard(
        "silence is a doubt, at all",
        CONNECTION,
        "    this.#timer.arm(this.#patience, () => this.doubt());",
        "   ",
    ),
    Guard(
        "no answer is a loss",
        CONNECTION,
        'missed: () => this.#lose({ reason: "no answer" })',
        "missed: () => {}",
    ),
    Guard(
        "a late probe is said again",
        CONNECTION,
        "again: () => this.#ask()",
        "again: () => this.#lose({})",
    ),
    Guard(
        "no welcome is a loss",
        CONNECTION,
        "missed: () => this.#lose({ reason: this.#late })",
        "missed: () => {}",
    ),
    Guard(
        "a late welcome is waited for again",
        CONNECTION,
        "again: () => this.#awaitWelcome(WELCOME)",
        "again: () => this.#lose({})",
    ),
    Guard("only this probe's answer counts", CONNECTION, " && answer.n === this.#probe", ""),
    Guard(
        "an answer ends a doubt",
        CONNECTION,
        'if (this.phase === "doubting" && answer.n === this.#probe) this.#settle();',
        "",
    ),
    Guard(
        "who ended hears nothing",
        CONNECTION,
        "void (this.#ended || listen(...heard))",
        "void listen(...heard)",
    ),
    Guard(
        "a doubt is had once",
        CONNECTION,
        '    if (!this.#trusted()) return;\n    this.#enter("doubting")',
        '    this.#enter("doubting")',
    ),
    Guard(
        "in doubt nothing else is a comfort",
        CONNECTION,
        "if (this.#ended || !this.#trusted()) return;",
        "if (this.#ended) return;",
    ),
    Guard("probes are counted in a byte", CONNECTION, "(this.#probe + 1) % 256", "this.#probe + 1"),
    Guard(
        "a closed socket needs no probe",
        CONNECTION,
        'if (!this.#socket.send(frames.probe(this.#probe))) return this.#lose({ reason: "closed" });',
        "this.#socket.send(frames.probe(this.#probe));",
    ),
    Guard(
        "a server that never gets it in step",
        CONNECTION,
        'if (this.#catchUp.stalled) return this.#lose({ reason: "stalled" });',
        "",
    ),
    Guard("nothing before the hello", CONNECTION, "taken = this.#greeted && text", "taken = text"),
    Guard("a frame that is too long", CONNECTION, "text !== null && ", ""),
    Guard("a hello that was overslept", CONNECTION, "overslept && code === 4400 ?", "false ?"),
    Guard(
        "a socket that can't be made",
        CONNECTION,
        "this.#timer.arm(0, () => this.#lose({ reason: String(error) }));",
        "",
    ),
    Guard(
        "a page whose own code fails",
        CONNECTION,
        "    } finally {\n      if (!this.#ended)",
        "    } catch (error) {\n      throw error;\n    }\n    {\n      if (!this.#ended)",
    ),
    Guard("live only with everything", CONNECTION, "const live = this.#catchUp.done;", "const live = true;"),
    Guard(
        "what was refused for now is said anew",
        CONNECTION,
        "if (ofAnything(frame)) return",
        "if (false) return",
    ),
    Guard("a bye is heard", CONNECTION, 'if (frame.type === "bye") return', "if (false) return"),
    Guard("a lost socket is abandoned", CONNECTION, "this.#socket?.abandon();", ""),
    #
    Guard("a late deadline is spared", TIMER, "if (!late || spared) return missed();", "return missed();"),
    Guard("but once", TIMER, "if (!late || spared)", "if (!late)"),
    Guard("until it is trusted again", TIMER, "trust: () => (spared = false)", "trust: () => {}"),
    Guard("a second late is not late", TIMER, "export const LATE = 2_000", "export const LATE = 500"),
    Guard("one timer at a time", TIMER, "    clock.clearTimeout(timer);\n    timer =", "    timer ="),
    #
    Guard("getting on is no stall", CATCH_UP, "    pings = 0;\n", ""),
    Guard(
        "only the last page is all", CATCH_UP, "gotOn(frame.ticket, !frame.more)", "gotOn(frame.ticket, true)"
    ),
    Guard(
        "a ticket of others holds nothing up",
        CATCH_UP,
        "gotOn(reject.ticket, seconds === null)",
        "gotOn(reject.ticket, false)",
    ),
    Guard("a ticket not read is asked for again", CATCH_UP, "if (one) send(frames.subscribe(one));", ""),
    Guard("unless it was left", CATCH_UP, "if (one) send", "send"),
    Guard("a rejected message is no ticket", CATCH_UP, " && !frame.id) refused", ") refused"),
    Guard(
        "in step is no stall", CATCH_UP, "return missing.size > 0 && pings >= STALL", "return pings >= STALL"
    ),
    #
    Guard("delays grow", LINK, "delayBefore(this.#attempt++,", "delayBefore(this.#attempt,"),
    Guard(
        "10 s of live count delays anew",
        LINK,
        "left.heardAt - left.liveSince >= STEADY) this.#attempt = 0",
        "left.heardAt - left.liveSince >= STEADY) {}",
    ),
    Guard(
        "but no less", LINK, "left.heardAt - left.liveSince >= STEADY", "left.heardAt - left.liveSince >= 0"
    ),
    Guard(
        "silence is no time of live",
        LINK,
        "left.heardAt - left.liveSince",
        "this.#parts.clock.now() - left.liveSince",
    ),
    Guard(
        "a time asked for is not cut short",
        LINK,
        'reason === "offline" || this.held || ',
        'reason === "offline" || ',
    ),
    Guard("offline is no time to connect", LINK, 'reason === "offline" || this.held', "this.held"),
    Guard(
        "not before it is opened",
        LINK,
        ' || this.state === "closed" || this.state === "stopped";',
        ' || this.state === "stopped";',
    ),
    Guard(
        "not when it is stopped",
        LINK,
        ' || this.state === "closed" || this.state === "stopped";',
        ' || this.state === "closed";',
    ),
    Guard("the system's word is a doubt", LINK, "void (fromSystem && this.#connection.doubt())", "undefined"),
    Guard(
        "a send is none",
        LINK,
        "void (fromSystem && this.#connection.doubt())",
        "void this.#connection.doubt()",
    ),
    Guard("a nudge connects at once", LINK, "if (!useless && !idle) this.#connect();", ""),
    Guard("but not while HTTP carries the chat", LINK, "this.#silent || this.#parts.carried?.()", "false"),
    Guard(
        "after silence HTTP finds out first",
        LINK,
        "this.#silent ? delayAfterSilence",
        "false ? delayAfterSilence",
    ),
    Guard("what HTTP found out is followed", LINK, "else if (this.#backingOff) this.#retry();", ""),
    Guard("but no server is hurried", LINK, "else if (this.#backingOff) this", "else if (this.#timer) this"),
    Guard(
        "who is overtaken is left",
        LINK,
        "if (this.#connection) this.#connection.hurry(took);",
        "if (this.#connection) return;",
    ),
    Guard("no sooner than the line is fast", CONNECTION, "TRIPS * took + SPARE", "SPARE"),
    Guard("a frozen page lets go", LINK, 'this.#rest("frozen")', "undefined"),
    Guard(
        "a frozen page tries nothing",
        LINK,
        '    if (this.#connection || this.state === "waiting") this.#rest("frozen")',
        '    if (this.#connection) this.#rest("frozen")',
    ),
    Guard(
        "a stopped page stays stopped",
        LINK,
        'if (this.#connection || this.state === "waiting") this.#rest',
        "this.#rest",
    ),
    Guard("a restart is spread", LINK, 'case "restart":', 'case "restart, any time":'),
    Guard("one connection at a time", LINK, "    left?.drop();\n", ""),
    Guard("one attempt at a time", LINK, "    this.#parts.clock.clearTimeout(this.#timer);\n", ""),
    Guard("a doubt is no new connection", LINK, '"live" || this.#up) return;', '"live") return;'),
    Guard("delays have a bound", BACKOFF, "Math.min(cap, FIRST * 2 ** attempt)", "FIRST * 2 ** attempt"),
    Guard("delays are random", BACKOFF, "return random() * Math", "return Math"),
    Guard("a restart's delay is random", BACKOFF, "=> random() * seconds", "=> seconds"),
    Guard(
        "an abandoned socket is never heard",
        SOCKET,
        "socket.onopen = socket.onmessage = socket.onclose = null;",
        "",
    ),
    Guard(
        "nor waited for",
        SOCKET,
        "onclose = null;\n  socket.close();",
        "onclose = null;\n  if (socket.readyState) socket.close();",
    ),
    Guard(
        "garbage: a transport leaves no circle",
        "support_site/server/line.py",
        "        self._transport._read_ready_cb = None\n",
        "",
        "support_site/tests/test_line.py::test_nor_does_its_transport",
    ),
    Guard(
        "garbage: set aside with each wave",
        "support_site/server/line.py",
        "        garbage.one_came()\n",
        "",
        "support_site/tests/test_line.py::test_what_stays_is_set_aside_with_each_wave",
    ),
    Guard(
        "web processes: what dies is started again",
        "support_site/server/processes.py",
        "            await self._start_again(watched)\n",
        "            return\n",
        "support_site/tests/test_processes.py::test_one_that_dies_is_started_again",
    ),
    Guard(
        "web processes: the old one stays until the new one listens",
        "support_site/server/processes.py",
        "        if why := await new.kept_from_listening():\n",
        "        if why := False:\n",
        "support_site/tests/test_processes.py::test_where_the_first_new_one_ends_at_once_all_stay",
    ),
    Guard(
        "web processes: what can't be started is tried again",
        "support_site/server/processes.py",
        "except OSError as error:\n                print",
        "except ZeroDivisionError as error:\n                print",
        "support_site/tests/test_processes.py::test_one_that_cannot_be_started_again_is_tried_until_it_can",
    ),
    Guard(
        "web processes: none that nobody watches",
        "support_site/server/processes.py",
        "            if self.process is dead:\n",
        "            if True:\n",
        "support_site/tests/test_processes.py",
    ),
    Guard(
        "web processes: none stays without the one above",
        "support_site/server/processes.py",
        "    os.kill(os.getpid(), signal.SIGTERM)\n",
        "",
        "support_site/tests/test_processes.py::test_two_web_processes_share_an_address_and_its_pages",
    ),
    Guard(
        "unsent files: as bytes where blobs aren't kept",
        "static/js/storage/drafts.js",
        "if (!large || !row) throw error;",
        "throw error;",
        f"{JS}storage/drafts.test.js",
    ),
    Guard(
        "unsent files: a reload finds them",
        "static/js/features/files/chosen.js",
        "  unsent.load().then(restore);\n",
        "",
        "tests/browser/test_files.py::test_a_picture_with_its_words_is_one_message",
    ),
    Guard(
        "unsent files: not those that were sent",
        "static/js/features/files/chosen.js",
        "    kept({ files = [] }) {\n      left(files);\n      keep();\n",
        "    kept({ files = [] }) {\n      left(files);\n",
        "tests/browser/test_files.py::test_pasted_dropped_and_taken_out_again",
    ),
    Guard("no blobs", SOCKET, 'socket.binaryType = "arraybuffer";', ""),
    #
    Guard("HTTP only after a while", TWIN, "lostAt + AFTER - clock.now()", "0"),
    Guard("HTTP ends with the socket", TWIN, "if (!TRYING.has(state)) return this.#rest();", ""),
    Guard("what was under way is broken off", TWIN, "this.#calls?.abort();", ""),
    Guard(
        "and unheard",
        TWIN,
        "    if (calls !== this.#calls) return lost;\n    if (heard.status === 0)",
        "    if (heard.status === 0)",
    ),
    Guard(
        "nothing is taken until something comes back",
        TWIN,
        "if (!this.works || !callOf(frame))",
        "if (!callOf(frame))",
    ),
    Guard(
        "a round waits as long as it is asked to", TWIN, "Math.max(wait, (visible()", "Math.max(0, (visible()"
    ),
    Guard("a line that is back is told", TWIN, "this.#parts.on.passes?.(took)", "undefined"),
    Guard("also when it was silent for a while", TWIN, "overtook || !this.works", "!this.works"),
    Guard("after silence no pause", TWIN, " - Math.max(0, lasted)", ""),
    Guard("a fresh try at each step", TRIES, "          begin();\n", ""),
    Guard("three at a time", TRIES, "if (tries.size === AT_ONCE) leave([...tries][1]);", ""),
    Guard("one is patient", TRIES, "leave([...tries][1])", "leave([...tries][0])"),
    Guard("a hiccup is no silence", TRIES, " && clock.now() - began >= SILENT", ""),
    Guard("a slow line is not dead", TRIES, "SLOWER * usual", "0"),
    Guard("nobody waits for ever", TRIES, "return giveUp();", "{}"),
    *(
        Guard(f"the browser's word: {name}", EVENTS, f'addEventListener("{name}"', 'addEventListener("never"')
        for name in (
            "online",
            "offline",
            "focus",
            "pageshow",
            "pagehide",
            "freeze",
            "resume",
            "visibilitychange",
        )
    ),
    Guard(
        "a page that is new does not resume", EVENTS, 'if (persisted) nudge("resume")()', 'nudge("resume")()'
    ),
    Guard("a page that is left does not freeze", EVENTS, "if (persisted) link.freeze()", "link.freeze()"),
    Guard("hidden is no reason", EVENTS, 'if (doc.visibilityState === "visible") nudge', "nudge"),
    Guard("canned: as many rows as are shown", f"{CANNED}find.js", "replies.slice(0, MOST)", "replies"),
    Guard("canned: of what is found, too", f"{CANNED}find.js", "ranks.flat().slice(0, MOST)", "ranks.flat()"),
    Guard("canned: folded once", f"{CANNED}find.js", "    known.set(reply, made);\n", ""),
    Guard("canned: a little at a time", f"{CANNED}find.js", "replies.slice(ahead, ahead + SLICE)", "replies"),
    Guard(
        "canned: a word is no property", f"{CANNED}variables.js", "Object.hasOwn(values, name.trim())", "name"
    ),
    Guard(
        "canned: what is meant as it stands is no blank",
        f"{CANNED}library.js",
        "replies === null || blanks.has(blank)",
        "true",
    ),
    Guard(
        "canned: who may not see a reply may not read its files",
        CANNED_FILES,
        "return seen.filter(pk=file.reply_id).exists()",
        "return True",
    ),
    Guard(
        "canned: a free file is its bringer's alone",
        CANNED_FILES,
        "return file.agent_id == agent.agent",
        "return True",
    ),
    Guard(
        "canned: nobody gives a file away that isn't theirs",
        CANNED_FILES,
        "if len(files) != len(ids):",
        "if False:",
    ),
    Guard(
        "canned: a file that a reply has again stays",
        "tickets/features/canned/jobs.py",
        "filter(reply=None, free_since__lte=Now() - FREE + SLACK)",
        "filter()",
    ),
    Guard(
        "canned: nothing leaves while a reply's files come",
        f"{CANNED}said_files.js",
        "(coming.length ?",
        "(false ?",
    ),
    Guard(
        "canned: files go into no conversation that was left",
        f"{CANNED}said_files.js",
        "if (!signal.aborted && found",
        "if (found",
    ),
    Guard("canned: unchanged is no trouble", f"{CANNED}library.js", "![200, 304]", "![200]"),
    Guard("canned: read once at a time", f"{CANNED}library.js", "(reading ??= look())", "look()"),
    Guard(
        "canned: after a change all is read anew",
        f"{CANNED}library.js",
        '    etag = "";\n',
        "",
    ),
    Guard("what is set aside is in no other view", VIEWS, " & _not_aside(agent)\n", "\n"),
    Guard(
        "pushed only while no desk is live",
        DECIDING,
        "if watch.away(groups.DESK, str(user), ABSENT):",
        "if True:",
    ),
    Guard(
        "a live desk takes the push away",
        DECIDING,
        "            table.cancel(_key(user, found, kind))\n",
        "            pass\n",
    ),
    Guard(
        "what was read isn't pushed",
        DECIDING,
        'if is_done(ticket, args["kind"], args["seq"], [whose]):',
        "if False:",
    ),
    Guard("a dead browser is forgotten", PUSHING, "answer.status in GONE", "False"),
    Guard("no words unless they are wanted", PUSHING, "    if words:\n", "    if True:\n"),
    Guard(
        "a browser's address is looked at",
        DEVICES,
        "        places.place_of(endpoint)\n",
        "        pass\n",
    ),
    Guard(
        "an agent who signs out isn't pushed to",
        DEVICES,
        "filter(session=instance.session_key).delete()",
        "none()",
        SIGNED_OUT,
    ),
    Guard("nor by another password", DEVICES, "is_new or is_none or not", "not", SIGNED_OUT),
    Guard(
        "nor where a sign-in ran out",
        DEVICES,
        "if but else theirs).delete()",
        "if but else theirs)",
        SIGNED_OUT,
    ),
    Guard(
        "mails to agents: what one chose stays theirs",
        "tickets/features/notifications/defaults.py",
        "if not _chose(kept.get(user))",
        "",
        "tickets/features/notifications/tests/test_defaults.py",
    ),
    Guard(
        "customers: pushed only while no page is live",
        ANSWERED,
        "if watch.away(answer.ticket.public_id, CUSTOMER, ABSENT):",
        "if True:",
    ),
    Guard("customers: what a page has isn't pushed", ANSWERED, "None if reached or wrote", "None if wrote"),
    Guard("customers: who wrote since knows", ANSWERED, "reached or wrote.exists()", "reached"),
    Guard("customers: only what an agent said to them", ANSWERED, " or event.role != Event.Role.AGENT", ""),
    Guard("customers: none whose cookie opens nothing", BROWSERS, "if seats[one] not in ended]", "]"),
    Guard("customers: signed out", BROWSERS, "filter(session=instance.session_key).delete()", "none()"),
    Guard("customers: asked once", ASKING, 'choice.get() === "no" || ', ""),
    Guard("pushes go to known services", PUSHED_TO, "not own and not is_known(place.host)", "False"),
    Guard("a domain is what is below it", PUSHED_TO, "host.endswith(one[1:])", "host.endswith(one[2:])"),
    Guard("quiet over midnight", PUSH_WORDS, "at >= begins or at < ends", "False"),
    Guard(
        "a proof for one service",
        ENCRYPTING,
        'f"{parts.scheme}://{parts.netloc}"',
        'f"{parts.scheme}://{parts.hostname}"',
    ),
    Guard(
        "mail: what came before is still to be looked at",
        f"{MAIL}templatetags/mails.py",
        " or kept.some_wait(access.person_of(user))",
        "",
        f"{MAIL}tests/test_in.py",
    ),
    Guard(
        "mail: a test signs in",
        f"{MAIL}checks.py",
        "        if to.user:\n",
        "        if False:\n",
        f"{MAIL}tests/test_checks.py",
    ),
    Guard("provider: Mailgun signed it", PROVIDERS, "not hmac.compare_digest(made, said) or ", ""),
    Guard("provider: not for ever", PROVIDERS, " or not young", ""),
    Guard("provider: only Amazon is said yes to", PROVIDERS, "not _SNS.fullmatch(url)", "False"),
    Guard(
        "provider: no raw mail is no mail", PROVIDERS, "    if not raw:\n", "    if raw is None and False:\n"
    ),
    Guard(
        "provider: the secret",
        f"{MAIL}webhook.py",
        "    if not key:\n        must_know_secret(authorization)\n",
        "",
        PROVIDED,
    ),
    Guard(
        "provider: it says that it took it",
        f"{MAIL}outbox.py",
        "if not TAKEN & (",
        "if False and (",
        PROVIDED,
    ),
    Guard("mails: on no guess", DESKS, "there is not None and rules.away(", "there is None or rules.away("),
    Guard(
        "mails: a line may be dead", DESKS, "here and heard.covers(heard.until - LIVE, heard.until)", "here"
    ),
    Guard("mails: nobody knows, so it waits", ABSENT, "    if unknown:\n", "    if False:\n"),
    Guard("mails: asked again before it is made", DIGEST, " if desks.is_absent(user, there) else LOOK", ""),
    Guard("mails: who is back is sent none", DIGEST, " or desks.is_live(user, watch.desk())", ""),
    Guard("mails: a pause", DIGEST, "pause > timedelta()", "False"),
    Guard("mails: what is done isn't in it", DIGEST, " or _is_done(found, user, kind, seq)", ""),
    Guard("mails: a GET turns nothing off", OFF_PAGE, 'request.method == "POST"', "True"),
    Guard("mails: no cookie is needed to turn them off", OFF_PAGE, "@csrf_exempt\n", ""),
    Guard("the server is told", HEARING, "    clock.setTimeout(() => isHeard(row.ticket), SOON);\n", ""),
    Guard("no noise where one looks", HEARING, "looksAt(row.ticket) || ", ""),
    Guard("one tab tells", CLAIM, "        if (!lock) return undefined;\n", ""),
    Guard("what is old doesn't ring", HEARD, " && Date.parse(event.at) > since", ""),
    Guard("who turned it off hears nothing", HEARD, "let rings = !silent.get();", "let rings = true;"),
    Guard("an answer rings once", RINGING, "    if (rung.get() === answer) return;\n", ""),
    Guard("and not where one looks at it", RINGING, "if (!looks()) ", ""),
    Guard("spam isn't asked about", RATING, " and not _is_spam(ticket)", ""),
    Guard("not for ever", RATING, "rating.asked_at < timezone.now() - OPEN_FOR", "False"),
    Guard("not too often", RATING, "rating.changes >= MOST_CHANGES", "False"),
    Guard("what is open isn't rated", RATING, "or ticket.status != RESOLVED or", "or"),
    Guard("agents are told later", RATE, " if after == 0 else None", ""),
    Guard("the newest answer is told", RATING_TOLD, '.order_by("-pk")', '.order_by("pk")'),
    Guard("the newest answer begins the time anew", RATING_TOLD, ", move=True)", ")"),
    Guard("where never, never", RATING_TOLD, " or settings.RATING_TOLD_AFTER is None", ""),
    Guard(
        "an older version's answer stands",
        RATING_TOLD,
        "(answer.score, answer.comment) != (rating.score, rating.comment)",
        "False",
    ),
    Guard("and is known", RATINGS_SHOWN, " if rating.held else newest", ""),
    Guard(
        "an id that said something else",
        RATING_TOLD,
        "if same.exclude(kind=effects.RATING).exists() else",
        "if False else",
    ),
    Guard(
        "words of the newest alone",
        RATE,
        'rating.answers.exclude(comment="").update(comment="", erased=True)',
        "pass",
    ),
    Guard("no words where nobody reads them", RATE, '"" if after is None else hiding', "hiding"),
    Guard("the card shows what was said last", GIVING, "given = act === on.given ? owed : given;", ""),
    Guard("a rating is about its resolution", RATING_ASKED, " || data.resolution !== asked.seq", ""),
    Guard(
        "an answer is one, whatever came since", RATE, "if earlier := mine.first():", "if earlier := None:"
    ),
    Guard("and says what it said", RATE, "if not self._is(earlier):", "if False:"),
    Guard(
        "agents know what they were told",
        RATINGS_SHOWN,
        "_given(one) if public else _told(one)",
        "_given(one)",
    ),
    Guard("a week counts what was told", RATING_WEEKS, ", rated_at__lte=until", ""),
    Guard("and is none where it would say who", RATING_WEEKS, 'if row["count"] >= least', ""),
    Guard("each answer's words are erased", RATING_ERASED, '.update(comment="", erased=True)', ".count()"),
    Guard(
        "what was told before undoes nothing",
        RATING_ASKED,
        "if (Date.parse(at) < Date.parse(asked.at ?? at)) return asked;",
        "",
    ),
    Guard("who has it on a page isn't mailed", ASKED_BY_MAIL, " and not on_a_page", ""),
    Guard("a GET rates nothing", RATE_PAGE, 'request.method != "POST"', "False"),
    Guard("of this resolution", GIVING, "before?.about === about", "before"),
    Guard("on the next line again", GIVING, "    else send();\n", ""),
    Guard("a ticket has so many tags", TRIAGE, "if len(after) > MOST_TAGS:", "if False:"),
    Guard("who writes ends a snooze", TRIAGE, "yield from woken(ticket, message.client_id)", "yield from ()"),
    Guard("a snooze ends at its own time", SNOOZES, ", snoozed_until__lte=timezone.now() + SLACK)", ")"),
    Guard("a new snooze moves the old one's job", SNOOZES, ", move=True)", ")"),
    Guard("spam is of a contact", TRIAGE, "ticket__contact=ticket.contact_id, spam=True", "spam=None"),
    Guard("a tag is known by its former name", TRIAGE_TAGS, "tag.into or tag for", "tag for"),
    Guard("few conversations are read through", SEARCH_SELECT, "if few is not None:", "if False:"),
    Guard("and long ones aren't", SEARCH_SELECT, " and sum(left.values()) <= SHORT", ""),
    Guard("a bulk: each once", BULK, "return uuid5(bulk, ticket)", "return __import__('uuid').uuid4()"),
    Guard("a bulk: one refusal is one", BULK, "except Refused as refused:", "except KeyError as refused:"),
    Guard(
        "what many hear keeps its turn",
        "tickets/wire/socket.py",
        "if self.short_ways and self.lane.is_idle:",
        "if self.short_ways:",
        "tickets/wire/tests/test_socket.py",
    ),
    Guard(
        "what many hear is made once",
        LINE,
        "@lru_cache(maxsize=4)\n",
        "",
        "support_site/tests/test_line.py",
    ),
    Guard(
        "search: names have an index of their own",
        "tickets/features/search/migrations/0002_expand_names.py",
        "NAMES[schema_editor.connection.vendor]:\n        schema_editor.execute(statement)",
        "NAMES[schema_editor.connection.vendor]:\n        pass",
        "tickets/features/search/tests/test_find.py::test_names_are_looked_through_without_their_table",
    ),
    *(
        Guard(f"desk: {of}", file, text, without, "tickets/desk/tests/test_watching.py")
        for of, file, text, without in (
            ("what it doesn't show it doesn't hear", "tickets/desk/live.py", "if page.hears(", "if bool("),
            ("what is its agent's it hears", "tickets/desk/page.py", "self.agent.agent == whose[1]", "False"),
            ("one more message is no news", "tickets/desk/page.py", "return changed.news and", "return"),
            (
                "who is where at what it shows",
                "tickets/consumers.py",
                "case People() if self.watch and",
                "case People() if False and",
            ),
            ("a deletion is counted", "tickets/consumers.py", "desk.count_anew(self)", "pass"),
            ("how far down", "tickets/desk/watching.py", "(view.done or self._is_as_far(row))", "True"),
            (
                "counted once for its agent",
                "tickets/desk/counting.py",
                "_by_agent(due).items()",
                "((d.agent, [d]) for d in due)",
            ),
            ("a customer has no queue", "tickets/desk/socket.py", "if not page.as_agent:", "if False:"),
        )
    ),
    Guard("a saved view is its agent's", SAVED, "if found and not _seen_by", "if None and _seen_by"),
    Guard("a saved view: done is not in it", SAVED, "return which & views.unless_said(", "return which or ("),
    Guard("a saved view: so many", SAVED, ".count() >= MOST:", ".count() < 0:"),
    Guard("a merge: what still comes goes on", MERGE, "if ticket.status != MERGED:", "if True:"),
    Guard(
        "a merge: by an id that follows",
        MERGE,
        "into.public_id, event.client_id)",
        "into.public_id, UUID(int=event.pk))",
    ),
    Guard("a merge: not into one that was merged", MERGE, "if self.into.status == MERGED:", "if False:"),
    Guard("a merge: other people are asked about", MERGE, "and not self.sure:", "and False:"),
    Guard("a merge: undone for a week", MERGE, ", at__gt=Now() - UNDONE_WITHIN)", ")"),
    Guard("a merge: its status is nobody's to change", MERGE, "if ticket.beside and", "if None and"),
    Guard("a merge: a page leaves once nothing is owed", OVER, "while (page.owes()) await pause(PAUSE);", ""),
    Guard(
        "a merge: chosen files go along",
        "static/js/storage/moving.js",
        "name ? draft.beside(name) : draft",
        "draft",
        "tests/js/storage/moving.test.js",
    ),
    Guard("a reply over another's is refused", COLLISION, "if newer := ", "if newer := None and "),
    *(
        Guard(f"read by: {of}", READING, text, without, "tickets/features/collision/tests/test_reading.py")
        for of, text, without in (
            ("never back", "WHERE collision_agentread.seq < excluded.seq", ""),
            (
                "at most to the newest",
                "CASE WHEN last_seq < %(seq)s THEN last_seq ELSE %(seq)s END",
                "%(seq)s",
            ),
            ("by who is let in", "    ledger.must_be_there(seat)\n", ""),
            ("by agents", "if not seat.is_agent:", "if False:"),
            ("of who is one still", ", user__in=access.agents()", ""),
        )
    ),
    Guard("one's own are in nobody's way", COLLISION, ".exclude(agent=event.agent_id)", ""),
    Guard("what another log showed counts as nothing", COLLISION, "        seen = 0\n", "        pass\n"),
    Guard("on the newest event nothing is asked", COLLISION, "seen == event.seq - 1:", "False:"),
    Guard("what was seen is kept nowhere", ASKED, "if value and name not in _passing", "if value"),
    Guard("with what was seen words are needed", ASKED, "_carried.keys() - _passing)", "_carried)"),
    Guard("faces are others, by key", FACES, " && key !== desk.key", ""),
    Guard("who wrote writes no more", FACES, "if (author.key) ends(", "if (false) ends("),
    Guard("what can't be done now isn't", ACTIONS, "    if (!can(action)) return;\n", ""),
    Guard("a command is a name", ACTIONS, "if (!action) return null;", 'if (!action) return "";'),
    Guard("what is called so is meant first", ACTIONS, "return called ?? found", "return found"),
    Guard(
        "a snooze that isn't due yet stays",
        SNOOZES,
        "else partial(_put_off, args)",
        "else None",
    ),
    Guard(
        "routing: who is at the desk goes before who is reached by push",
        "tickets/features/routing/rules.py",
        "return agent.by_push, agent.load",
        "return False, agent.load",
        "tickets/features/routing/tests/test_rules.py",
    ),
    Guard(
        "routing: of who was told by push no line broke",
        "tickets/features/routing/giving.py",
        ".exclude(_given_by_push(gone, desk, last_seen))",
        "",
        "tickets/features/routing/tests/test_by_push.py",
    ),
    Guard(
        "routing: who is told by push and doesn't come loses it",
        "tickets/features/routing/giving.py",
        "        _from_pushed(desk)\n",
        "",
        "tickets/features/routing/tests/test_by_push.py",
    ),
    Guard(
        "routing: who works on after hours is left alone",
        "tickets/features/routing/closing.py",
        "    if until == before:\n        return\n",
        "",
        "tickets/features/routing/tests/test_closing.py",
    ),
    Guard(
        "routing: who was away by themselves stays so when it opens",
        "tickets/features/routing/closing.py",
        "by_closing=True, ",
        "",
        "tickets/features/routing/tests/test_closing.py",
    ),
    Guard(
        "routing: what weighs more takes more places",
        f"{ROUTING}agents.py",
        "(which, weight - 1)",
        "(which, 0)",
    ),
    Guard(
        "routing: programs have no line",
        f"{ROUTING}agents.py",
        " if not user.is_program",
        "",
        f"{ROUTING}tests/test_closing.py",
    ),
    Guard(
        "routing: what went to another team meanwhile is given to nobody",
        f"{ROUTING}effects.py",
        "        if ticket.team_id != self.team:\n            return\n",
        "",
        f"{ROUTING}tests/test_giving.py",
    ),
    Guard(
        "routing: what went to another team meanwhile isn't taken over",
        f"{ROUTING}effects.py",
        " or ticket.team_id != self.team",
        "",
        f"{ROUTING}tests/test_giving.py",
    ),
    Guard(
        "routing: who answers nobody says nothing of new tickets",
        f"{ROUTING}socket.py",
        "    access.must(agent, Right.ANSWER)\n",
        "",
        f"{ROUTING}tests/test_availability.py",
    ),
    Guard(
        "routing: who is next counts what its reader sees",
        f"{ROUTING}dry_run.py",
        "sight.held().tickets(), ",
        "",
        f"{ROUTING}tests/test_page.py",
    ),
    Guard(
        "routing: only supervisors read whose line broke",
        f"{ROUTING}views.py",
        "dry_run.broken() if person.may(Right.SEE_ALL) else ()",
        "dry_run.broken()",
        f"{ROUTING}tests/test_page.py",
    ),
    Guard(
        "routing: whose line broke is kept for a day",
        f"{ROUTING}models.py",
        "        cls.objects.filter(at__lte=Now() - KEPT).delete()\n",
        "",
        f"{ROUTING}tests/test_page.py",
    ),
    Guard(
        "customers: on iOS what is put on the home screen opens by its address",
        "static/js/features/notifications/asking/asking.js",
        '    past.replaceState(past.state, "", new URL(answer.url).hash);\n',
        "",
    ),
    Guard(
        "customers: the page on the home screen begins with itself",
        "tickets/features/notifications/views.py",
        'scope="/")',
        'scope="/", start_url="/")',
        "tickets/features/notifications/tests/test_customers.py",
    ),
    Guard(
        "customers: pushes say nothing of what was written at first",
        "tickets/features/notifications/customers/answered.py",
        ' if words.are_said() else ""',
        "",
    ),
    Guard(
        "customers: pushes are masked before they are cut",
        "tickets/features/notifications/customers/words.py",
        "cards.masked(body, but=settings.PUBLIC_URL)[:SHOWN]",
        "cards.masked(body[:SHOWN], but=settings.PUBLIC_URL)",
        "tickets/features/notifications/tests/test_customers.py",
    ),
    Guard(
        "the desk that is away: an answer of a server is shown",
        f"{WORKER_OF_DESK}push.js",
        "return await fetch(request);",
        'const { ok } = await fetch(request);\n    if (!ok) throw new Error("away");',
        JS + "features/notifications/away.test.js",
    ),
    Guard(
        "the desk that is away: files are the browser's",
        f"{WORKER_OF_DESK}push.js",
        "PAGE.test(pathOf({ url }))",
        'pathOf({ url }).startsWith("/agent/")',
        JS + "features/notifications/away.test.js",
    ),
    Guard(
        "the desk that is away: no database is made there",
        f"{WORKER_OF_DESK}away.js",
        "request.transaction?.abort()",
        "{}",
        JS + "features/notifications/away.test.js",
    ),
    Guard(
        "notifications: mentions of others are others'",
        "tickets/features/notifications/lists.py",
        "filter(user=agent.agent)",
        "all()",
        "tickets/features/notifications/tests/test_notifications.py",
    ),
    Guard(
        "others: what the agent doesn't see is none",
        "tickets/features/others/found.py",
        "(_same(ticket.contact), seat.person.sight.tickets())",
        "(_same(ticket.contact))",
        "tickets/features/others/tests/test_others.py",
    ),
    Guard(
        "others: who gave no address is nobody's other",
        "tickets/features/others/found.py",
        "if not contact.email:",
        "if contact.email is None:",
        "tickets/features/others/tests/test_others.py",
    ),
    Guard(
        "desk: who writes isn't taken away from it",
        "static/js/desk/going_on.js",
        " && !busy()",
        "",
        "tests/js/desk/going_on.test.js",
    ),
    Guard(
        "desk: who is about to write isn't either",
        "static/js/desk/going_on.js",
        " && !aboutToWrite",
        "",
        "tests/js/desk/going_on.test.js",
    ),
    Guard(
        "desk: a double click resolves one",
        "static/js/features/status/acts.js",
        "detail > 1 || ",
        "",
        "tests/js/features/status/acts.test.js",
    ),
    Guard(
        "desk: what was to be chosen for another conversation no longer is",
        "static/js/pages/desk.js",
        "  parts.chooser.close(); // what it offers is for the one before\n",
        "",
        "tests/browser/test_triage.py",
    ),
    Guard(
        "desk: the next is what came below when it was done",
        "static/js/desk/going_on.js",
        "const following = done ? after(listed(), done) : undefined;\n      return () => {",
        "return () => {\n        const following = done ? after(listed(), done) : undefined;",
        "tests/js/desk/going_on.test.js",
    ),
    Guard(
        "desk: nothing moves for whom motion is reduced",
        "static/js/ui/moving.js",
        "    if (reduced()) return change();\n",
        "",
        "tests/js/ui/moving.test.js",
    ),
    Guard("what has no slash is a message", ACTIONS, "name && named(name)", "named(name)"),
]


def main(*wanted: str) -> int:
    """`wanted`: parts of the names of files or guards, or `stories`; none: all that needs no process."""
    guards = [guard for guard in (*GUARDS, *met.GUARDS) if _is_wanted(guard, wanted)]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in PARTS:
            _copied(ROOT / part, copy / part)
        (copy / ".venv").symlink_to(ROOT / ".venv")
        for modules in (Path(JS, "node_modules"), Path("deploy/esbuild/node_modules")):
            (copy / modules).parent.mkdir(parents=True, exist_ok=True)
            (copy / modules).symlink_to(ROOT / modules)
        for tests in sorted({missed_by(guard) for guard in guards}):
            if red := _first_red(copy, tests):
                raise SystemExit(f"{tests}: {red} is red with every guard in its place")
        survivors = [guard for guard in guards if not _is_missed(guard, copy)]
    print(f"{len(guards)} guards, {len(survivors)} that no test misses")
    return len(survivors) > 0


def _is_wanted(guard: Guard, wanted: tuple[str, ...]) -> bool:
    if not wanted:
        return not guard.story
    return any(part in f"{guard.file}: {guard.name}" for part in wanted) or (
        guard.story and "stories" in wanted
    )


def missed_by(guard: Guard) -> str:
    return guard.tests or TESTS[guard.file]


def _copied(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=LEFT_OUT)
    else:
        shutil.copy(source, target)


def _is_missed(guard: Guard, copy: Path) -> bool:
    file = copy / guard.file
    whole = file.read_text()
    if whole.count(guard.text) != 1:
        raise SystemExit(f"{guard.file}: {guard.name}: not there just once: {guard.text!r}")
    file.write_text(whole.replace(guard.text, guard.without))
    try:
        _parses(file)
        red = _first_red(copy, missed_by(guard))
    finally:
        file.write_text(whole)
    print(f"{file.stem:12} {guard.name:44} {red or 'NO TEST GOES RED'}", flush=True)
    return red is not None


def _parses(file: Path) -> None:
    """Else any test would be red."""
    if file.suffix == ".py":
        compile(file.read_text(), file, "exec")
    elif file.suffix == ".js":
        subprocess.run([ROOT / "bin/node", "--check", file], check=True)


def _first_red(copy: Path, tests: str) -> str | None:
    command, red = _node(tests) if tests.endswith(".js") else _pytest(tests)
    ran = _ran(command, copy, STORY_PATIENCE if Guard.is_story(tests) else PATIENCE)
    if ran is None:
        return "(a test never ends)"
    if ran.returncode == 0:
        return None
    found = re.search(red, ran.stdout, re.MULTILINE)
    if ran.returncode != 1 or not found:
        raise SystemExit(f"{tests} could not be run:\n{ran.stdout}{ran.stderr}")
    return found[1]


def _ran(command: list[str], copy: Path, patience: float) -> subprocess.CompletedProcess[str] | None:
    """None: it took too long, and whatever it had started was ended with it."""
    environment = os.environ | (BESIDE_PLAYWRIGHT if any("tests/browser/" in one for one in command) else {})
    with subprocess.Popen(
        command,
        cwd=copy,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        try:
            out, err = running.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return None
    return subprocess.CompletedProcess(command, running.returncode, out, err)


def _pytest(tests: str) -> tuple[list[str], str]:
    options = ["-x", "-q", "-p", "no:cacheprovider", "--tb=no", "--hypothesis-seed=0"]
    return [sys.executable, "-B", "-m", "pytest", *options, tests], r"^(?:FAILED|ERROR) \S+::(\w+)"


def _node(tests: str) -> tuple[list[str], str]:
    """One process, that dies with its timeout. A suite is no test."""
    return ["bin/node", "--test-reporter=tap", tests], r"^ *not ok \d+ - (.*)"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
