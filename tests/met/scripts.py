"""A rolling upgrade, a script that doesn't come, and whoever answers in our place."""

from typing import Final

from tests.guard import Guard

STATIC, STATIC_TEST = "support_site/static_files.py", "support_site/tests/test_static_files.py"
OWN_RELEASE = "        if url.removeprefix(self.static_prefix) in staticfiles_storage.hashed_files.values():"
NEWER, NEWER_TEST = "static/js/pages/newer.js", "tests/js/pages/newer.test.js"
BOOT = "static/js/pages/boot.js"
HTTP, HTTP_TEST = "static/js/wire/http.js", "tests/js/liveness/http_link.test.js"
SHAPES, BACKOFF = "static/js/wire/shapes.js", "static/js/wire/backoff.js"
SCRIPTS = "tests/browser/test_scripts.py::test_"
START = f"{SCRIPTS}a_start_page_without_a_script_sends_nothing_and_then_everything"

GUARDS: Final = [
    Guard(
        "release: files of others are served",
        STATIC,
        "        if self._is_hashed(url):",
        OWN_RELEASE,
        STATIC_TEST,
    ),
    Guard(
        "release: those before stay",
        STATIC,
        "lists[KEPT_RELEASES:]",
        "lists[1:]",
        STATIC_TEST,
    ),
    Guard(
        "release: half way every page comes alive",
        STATIC,
        "        if self._is_hashed(url):",
        OWN_RELEASE,
        "tests/browser/test_upgrade.py::test_half_way_every_page_comes_alive",
    ),
    Guard(
        "release: a page is told",
        "tickets/hello.py",
        "socket, settings.RELEASE, stamps.now())",
        'socket, "", stamps.now())',
        "tests/browser/test_upgrade.py::test_an_open_page_goes_over_to_the_next_version_when_nothing_is_lost_by_it",
    ),
    Guard(
        "newer: not while something would be lost",
        NEWER,
        "if (free() && (await isSure(version)) && free() &&",
        "if ((await isSure(version)) &&",
        NEWER_TEST,
    ),
    Guard("newer: not half way", NEWER, "SURE = 3", "SURE = 1", NEWER_TEST),
    Guard(
        "newer: once for a version",
        NEWER,
        "version === own || (tried.get() ?? []).includes(version) ? null",
        "version === own ? null",
        NEWER_TEST,
    ),
    Guard(
        "newer: not where nothing is remembered",
        NEWER,
        "if (tried.get()?.includes(version)) reload();",
        "reload();",
        NEWER_TEST,
    ),
    Guard("newer: not all at once", NEWER, "pause * (0.5 + random())", "pause", NEWER_TEST),
    Guard(
        "script: no form goes without it",
        BOOT,
        'if (alive || form.method === "post" || !scripts().length) return;',
        "return;",
        START,
    ),
    Guard(
        "script: it is said",
        BOOT,
        '    say("trying");\n    await Promise.all(scripts()',
        "    await Promise.all(scripts()",
        START,
    ),
    Guard(
        "script: it is tried again",
        BOOT,
        "    await Promise.all(scripts().map(({ href, src }) => fetchUntilThere(href || src, SCRIPT)));\n",
        "    return;\n",
        START,
    ),
    Guard(
        "script: what is typed is kept",
        BOOT,
        "      left.typed[target.id] = target.value;\n",
        "",
        f"{SCRIPTS}what_was_typed_and_not_sent_waits_in_its_box",
    ),
    Guard(
        "script: what was to be sent goes",
        BOOT,
        "      wanted?.requestSubmit();\n",
        "",
        f"{SCRIPTS}a_chat_without_a_script_keeps_what_is_typed_and_sends_it",
    ),
    Guard(
        "script: a feature's too",
        BOOT,
        "      lacks = true;\n",
        "",
        f"{SCRIPTS}a_feature_s_script_that_fails_is_fetched_though_the_page_lives_without_it",
    ),
    Guard(
        "script: a password is never kept",
        BOOT,
        "form[data-part] :is(textarea, input:not([type=password]))",
        ":is(textarea, input)",
        f"{SCRIPTS}a_password_is_never_kept",
    ),
    Guard(
        "script: none at all, and no form has an address to go to",
        "tickets/templates/start/page.html",
        'data-part="form" method="dialog"',
        'data-part="form" method="get"',
        f"{SCRIPTS}without_any_script_no_form_sends_words",
    ),
    Guard(
        "stranger: 200 with JSON is not enough",
        HTTP,
        "return brings ? status !== 204 && brings(answer) : marked;",
        "return true;",
        HTTP_TEST,
    ),
    Guard(
        "stranger: nor is a refusal of somebody else's",
        HTTP,
        "if (!ok) return isRefusal(answer, marked);",
        "if (!ok) return true;",
        HTTP_TEST,
    ),
    Guard(
        "stranger: nor is a redirect followed",
        HTTP,
        '        redirect: "manual",\n',
        "",
        "tests/js/wire/http.test.js",
    ),
    Guard(
        "stranger: an ack is of this message",
        SHAPES,
        "answer.id === id && Number.isInteger(answer.seq)",
        "Number.isInteger(answer.seq)",
        HTTP_TEST,
    ),
    Guard("stranger: news are of this ticket", SHAPES, "  ticket === of && isList", "  isList", HTTP_TEST),
    Guard(
        "stranger: it is named",
        "static/js/words/link.js",
        "  if (stranger) return {",
        "  if (false) return {",
        "tests/js/words/link.test.js",
    ),
    Guard(
        "stranger: the start page keeps what is typed",
        "static/js/start/opening.js",
        "if (status === 201 || status === 200) return opened(answer, request);",
        "if (status === 201 || status === 200 || stranger) return opened(answer ?? {}, request);",
        "tests/js/start/opening.test.js",
    ),
    Guard(
        "buffering proxy: sockets are tried ever more seldom",
        BACKOFF,
        "  if (carried) return",
        "  if (false) return",
        "tests/js/liveness/link.test.js",
    ),
]
