"""A first start, and who one is."""

from typing import Final

from tests.guard import Guard

VIEWS, VIEWS_TEST = "tickets/views.py", "tickets/tests/test_views.py"
SEED, SEED_TEST = "tickets/management/commands/seed_agent.py", "tickets/tests/test_seed_agent.py"
SETUP_TEST = "support_site/tests/test_setup.py"
SIGN_IN, FACTOR_TEST = "tickets/sign_in.py", "tickets/tests/test_second_factor.py"
SESSIONS, SESSIONS_TEST = "tickets/people/sessions.py", "tickets/people/tests/test_sessions.py"
STAFF_TEST = "tickets/tests/test_staff.py"
STATUS_KIND = "static/js/features/status/kind.js"

GUARDS: Final = [
    Guard(
        "second factor: is asked for",
        "tickets/people/second_factor.py",
        "asked = has(self.login.user)",
        "asked = False",
        FACTOR_TEST,
    ),
    Guard(
        "second factor: a wrong code counts",
        SIGN_IN,
        "        second_factor.was_wrong(self.request, self.user)\n",
        "",
        FACTOR_TEST,
    ),
    Guard(
        "second factor: a lock holds for codes",
        SIGN_IN,
        'if request.method == "POST" and not AxesProxyHandler.is_allowed(request, who):',
        "if False:",
        FACTOR_TEST,
    ),
    Guard(
        "second factor: a code counts once in all processes",
        "support_site/settings.py",
        "django.core.cache.backends.db.DatabaseCache",
        "django.core.cache.backends.locmem.LocMemCache",
        FACTOR_TEST,
    ),
    Guard(
        "second factor: of who is asked, not of who was here",
        SIGN_IN,
        "if self.request.user.is_authenticated and second_factor.has(user):",
        "if False:",
        FACTOR_TEST,
    ),
    Guard(
        "second factor: not of who was let go meanwhile",
        SIGN_IN,
        "if not self.user.is_active:",
        "if False:",
        FACTOR_TEST,
    ),
    Guard(
        "sign-in: an agent's holds hours",
        SESSIONS,
        "session.set_expiry(settings.AGENT_SESSION_HOURS * HOUR)",
        "pass",
        SESSIONS_TEST,
    ),
    Guard(
        "sign-in: a page that asks by itself is no use of it",
        SESSIONS,
        "= not asks and time.time()",
        "= time.time()",
        SESSIONS_TEST,
    ),
    Guard(
        "sign-in: what looks goes without a write",
        SESSIONS,
        "except AWAY:",
        "except UpdateError:",
        SESSIONS_TEST,
    ),
    Guard(
        "sign-in: ended by its owner alone",
        SESSIONS,
        "UserSession.objects.filter(user=user, pk=which)",
        "UserSession.objects.filter(pk=which)",
        SESSIONS_TEST,
    ),
    Guard(
        "invitation: lets in once",
        "tickets/people/invitations.py",
        "if not _alive().filter(pk=invitation).update(used_at=timezone.now()):",
        "if False:",
        "tickets/people/tests/test_invitations.py",
    ),
    Guard(
        "invitation: not for long",
        "tickets/people/invitations.py",
        "timezone.now() - timedelta(hours=HOURS)",
        "timezone.now() - timedelta(hours=9 * HOURS)",
        "tickets/people/tests/test_invitations.py",
    ),
    Guard(
        "people: nobody lets themselves go, nor two each other",
        "tickets/people/staff.py",
        "if by == who or not may(found.get(by)):",
        "if False:",
        STAFF_TEST,
    ),
    Guard(
        "people: for who looks after them",
        "tickets/staff.py",
        "if request.user.is_authenticated and not staff.may(request.user):",
        "if False:",
        STAFF_TEST,
    ),
    Guard(
        "people: an open desk isn't enough",
        "tickets/staff.py",
        '        reauthentication.raise_if_reauthentication_required(request, app="tickets.people")\n',
        "",
        STAFF_TEST,
    ),
    Guard(
        "profile: an address for passwords is changed by who knows one",
        "tickets/profile.py",
        "if form.changes_email:",
        "if False:",
        "tickets/tests/test_profile.py",
    ),
    Guard(
        "password reset: no such page where no mail can be sent",
        "tickets/people/reset.py",
        "if not letters.can_be_sent():",
        "if not letters:",
        "tickets/tests/test_sign_in.py::test_no_page_says_that_a_mail_was_sent",
    ),
    Guard(
        "first start: a few lines", "bin/setup", 'tee "$log" | progress; then', 'tee "$log"; then', SETUP_TEST
    ),
    Guard(
        "first sign-in: a name is asked for",
        VIEWS,
        "asks_name = not is_visible(request.user.get_full_name())",
        "asks_name = False",
        VIEWS_TEST,
    ),
    Guard(
        "first sign-in: and kept",
        VIEWS,
        '    access.rename(request.user.pk, request.POST.get("name", ""))\n',
        "",
        VIEWS_TEST,
    ),
    Guard(
        "first start: a weak password",
        "support_site/run/prepare.py",
        "if given and (wrong := weakness(given)):",
        "if False:",
        "support_site/tests/test_prepare.py",
    ),
    Guard(
        "first start: by the command too",
        SEED,
        "if wrong := weakness(settings.AGENT_PASSWORD):",
        'if wrong := "":',
        SEED_TEST,
    ),
    Guard(
        "admin: a plain agent is led somewhere",
        VIEWS,
        "if admin.site.has_permission(request) and not admin.site.get_app_list(request):",
        "if False:",
        "tickets/tests/test_admin.py",
    ),
    Guard(
        "oneself: not in the third person",
        STATUS_KIND,
        'isSame(author, me) ? "you" : "other"',
        '"other"',
        "tests/js/features/status/kind.test.js",
    ),
    Guard(
        "oneself: an assignment",
        "static/js/features/assignment/kind.js",
        '[isSame(author, me) ? "you" : "other", author.name]',
        '["other", author.name]',
        "tests/js/features/assignment/kind.test.js",
    ),
]
