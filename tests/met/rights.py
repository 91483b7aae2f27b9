"""Rights end with what they rest on, whatever door that ends by."""

from typing import Final

from tests.guard import Guard

SIGN_INS, SIGN_INS_TEST = "tickets/people/sign_ins.py", "tickets/people/tests/test_sign_ins.py"
SIGNALS, STATEMENTS = "tickets/signals.py", "tickets/conversation/statements.py"
JOURNEY = "tests/journeys/test_sign_ins.py::test_"
AT_ONCE = f"{JOURNEY}the_page_ends_at_once_with_a_sign_in_that_somebody_ends"
WRITES = f"{JOURNEY}who_is_gone_writes_nothing_though_nobody_knows_yet"
SIGNED_OUT = "tests/browser/test_signed_out.py::test_"
SETTINGS, FEATURES = "tickets/settings/", "tickets/features/"

GUARDS: Final = [
    Guard(
        "sign-ins: an end that nobody announces",
        SIGN_INS,
        "await self._judge(crowd.asked(), crowd.sockets)",
        "pass",
        SIGN_INS_TEST,
    ),
    Guard(
        "sign-ins: within an interval",
        SIGN_INS,
        "settings.HEARTBEAT_INTERVAL - 1",
        "60 + settings.HEARTBEAT_INTERVAL",
        SIGN_INS_TEST,
    ),
    Guard(
        "sign-ins: an end that is announced, at once",
        SIGN_INS,
        "            self._looks.add(look)\n",
        "            look.cancel()\n            self._looks.add(look)\n",
        SIGN_INS_TEST,
    ),
    Guard(
        "sign-ins: a user who is no agent",
        SIGN_INS,
        "known = access.agents().annotate(",
        "known = User.objects.annotate(",
        SIGN_INS_TEST,
    ),
    Guard(
        "sign-ins: another password",
        SIGN_INS,
        "and any(constant_time_compare(known, h) for h in hashes)",
        "and bool(hashes)",
        SIGN_INS_TEST,
    ),
    Guard(
        "sign-ins: a session that is gone",
        SIGN_INS,
        "return is_signed_in(user, self._content(sign_in))",
        "return sign_in.session not in self._sessions or is_signed_in(user, self._content(sign_in))",
        SIGN_INS_TEST,
    ),
    Guard(
        "sign-ins: a session that has run out",
        SIGN_INS,
        " AND expire_date > %s\n",
        " AND %s IS NOT NULL\n",
        SIGN_INS_TEST,
    ),
    Guard(
        "sign-ins: another user name",
        SIGN_INS,
        " or user.get_username() != sign_in.username",
        "",
        SIGN_INS_TEST,
    ),
    Guard(
        "sign-ins: the customer's cookie",
        SIGN_INS,
        "right.public_id in self._content(right.sign_in).get(",
        "True or right.public_id in self._content(right.sign_in).get(",
        SIGN_INS_TEST,
    ),
    Guard(
        "sign-ins: the customer's cookie, whatever it opened when it was held against the database last",
        SIGN_INS,
        "return before is not None and before == known.prints.get(sign_in.session)",
        "return before is not None",
        SIGN_INS_TEST,
    ),
    Guard(
        "sign-ins: an end is found as long as it is asked for",
        SIGN_INS,
        "for key, data in known.prints.items() if key not in unsound}",
        "for key, data in known.prints.items()}",
        SIGN_INS_TEST,
    ),
    Guard(
        "sign-ins: a session that is gone changes what is known",
        SIGN_INS,
        " or len(known.prints) < self._how_many",
        "",
        SIGN_INS_TEST,
    ),
    *(
        Guard(
            f"sign-ins: what it may is asked for where a page sits by now: {what}",
            "tickets/conversation/page_socket.py",
            f"        {line}\n        sign_ins().changed(self)\n",
            f"        {line}\n",
            "tickets/tests/test_consumers.py",
        )
        for what, line in (
            ("it takes a seat", "self.following.start(seat, after)"),
            ("it leaves one", "seat = self.following.stop(ticket)"),
            ("under another name", "self.following.sits(renamed)"),
        )
    ),
    Guard(
        "sign-ins: the customer's link",
        SIGN_INS,
        "return (right.ticket, right.token) not in self.ended_links",
        "return True",
        SIGN_INS_TEST,
    ),
    Guard(
        "sign-ins: nobody for a database that is away",
        SIGN_INS,
        "except Refused:\n            return",
        "except Refused:\n            ended = list(resting)",
        SIGN_INS_TEST,
    ),
    Guard(
        "told at once: a user who was changed", SIGNALS, "@receiver(post_save, sender=User)\n", "", AT_ONCE
    ),
    Guard("told at once: whatever a sign-in rests on", SIGNALS, '"is_staff", ', "", AT_ONCE),
    Guard(
        "told at once: a user who was deleted", SIGNALS, "@receiver(post_delete, sender=User)\n", "", AT_ONCE
    ),
    Guard(
        "told at once: a session that was deleted",
        SIGNALS,
        "@receiver(post_delete, sender=Session)\n",
        "",
        AT_ONCE,
    ),
    Guard(
        "told at once: a link that was superseded",
        SIGNALS,
        "@receiver(post_delete, sender=TicketToken)\n",
        "",
        f"{JOURNEY}a_customers_page_ends_with_the_link_that_it_came_by",
    ),
    Guard(
        "writes: not with a session that is gone",
        STATEMENTS,
        'f"{_SESSION} AND {_SAME_AGENT}" if agent',
        "_SAME_AGENT if agent",
        WRITES,
    ),
    Guard(
        "writes: not with another password",
        STATEMENTS,
        " AND is_active AND is_staff AND password = %(password)s\n",
        " AND is_active AND is_staff\n",
        WRITES,
    ),
    Guard(
        "writes: not of who is no agent",
        STATEMENTS,
        " AND is_active AND is_staff AND password = %(password)s\n",
        " AND password = %(password)s\n",
        WRITES,
    ),
    Guard(
        "writes: no mark either", STATEMENTS, "CASE WHEN NOT ({let_in}) THEN {mark} WHEN", "CASE WHEN", WRITES
    ),
    Guard(
        "writes: nor is it told that somebody types",
        "tickets/features/typing/actions.py",
        "if seat.is_agent and not await _is_let_in(seat):",
        "if False:",
        WRITES,
    ),
    Guard(
        "writes: the page of who is refused so is over",
        "tickets/conversation/page_socket.py",
        '            if refused.code == "signed_out":\n                await self._sign_out()\n',
        "",
        WRITES,
    ),
    Guard(
        "desk: 401 at any call",
        "static/js/wire/http.js",
        "if (ours?.status === 401) signedOut?.();",
        "",
        "tests/js/wire/http.test.js",
    ),
    Guard(
        "desk: is what `bye` is",
        "static/js/pages/connect.js",
        "heard, signedOut }",
        "heard }",
        f"{SIGNED_OUT}whatever_call_hears_it_first_makes_the_page_show_its_cookie_again",
    ),
    Guard(
        "desk: a file waits for the next sign-in",
        "static/js/features/files/more/upload.js",
        "if (status === 401) return pause(SIGN_IN);",
        "",
        "tests/js/features/files/upload.test.js",
    ),
    Guard(
        "desk: 401 while HTTP carries it",
        "static/js/liveness/http_link.js",
        "if (status === 401) this.#parts.on.told({ code: 4401 });",
        "",
        "tests/js/liveness/http_link.test.js",
    ),
    Guard(
        "desk: who is signed out isn't told `Loading`",
        "static/js/pages/desk.js",
        'queue.signedOut(state === "signed-out");',
        "",
        f"{SIGNED_OUT}a_desk_that_was_never_let_in_says_so_and_not_loading",
    ),
    Guard(
        "settings: only who may configure",
        f"{SETTINGS}views.py",
        "not pages.may(request.user):",
        "False:",
        f"{SETTINGS}tests/test_settings.py",
    ),
    Guard(
        "settings: whoever finds the desk open makes no token",
        f"{FEATURES}api_tokens/settings.py",
        "        self.asks_password()\n",
        "",
        f"{FEATURES}api_tokens/tests/test_settings.py",
    ),
    Guard(
        "settings: nor a webhook",
        f"{FEATURES}webhooks/settings.py",
        """        self.asks_password()
        return super()""",
        "        return super()",
        f"{FEATURES}webhooks/tests/test_settings.py",
    ),
    Guard(
        "settings: nor has a site's secret",
        f"{FEATURES}sites/settings.py",
        "        self.asks_password()\n",
        "",
        f"{FEATURES}sites/tests/test_settings.py",
    ),
    Guard(
        "settings: a site that is off isn't found",
        f"{FEATURES}sites/known.py",
        "if key in found and found[key].is_on",
        "if key in found",
        f"{FEATURES}sites/tests/test_settings.py",
    ),
    Guard(
        "settings: nor opens a conversation",
        f"{FEATURES}sites/visitors.py",
        "filter(key=key, is_on=True)",
        "filter(key=key)",
        f"{FEATURES}sites/tests/test_settings.py",
    ),
    Guard(
        "settings: only what was given up is sent again",
        f"{FEATURES}webhooks/endpoints.py",
        "pk=number, state=Delivery.State.GIVEN_UP",
        "pk=number",
        f"{FEATURES}webhooks/tests/test_settings.py",
    ),
    Guard(
        "settings: its dead job lives again",
        f"{FEATURES}webhooks/delivering.py",
        "        move=True,\n",
        "",
        f"{FEATURES}webhooks/tests/test_settings.py",
    ),
    Guard(
        "holidays: of countries alone",
        f"{FEATURES}hours/public_holidays.py",
        "if len(country) != LETTERS:",
        "if False:",
        f"{FEATURES}hours/tests/test_settings.py",
    ),
    Guard(
        "first replies: of an hour the newest",
        f"{FEATURES}hours/replies.py",
        "pk__in=list(of_hour[rules.SAMPLES : rules.SAMPLES + 10])",
        "pk__in=[]",
        f"{FEATURES}hours/tests/test_replies.py",
    ),
    Guard(
        "first replies: each ticket's once",
        f"{FEATURES}hours/replies.py",
        "not before.filter(role=Event.Role.AGENT).exists()",
        "before",
        f"{FEATURES}hours/tests/test_replies.py",
    ),
    Guard(
        "first replies: of long tickets nothing is asked",
        f"{FEATURES}hours/replies.py",
        " or event.seq > EARLY:",
        ":",
        f"{FEATURES}hours/tests/test_replies.py",
    ),
]
