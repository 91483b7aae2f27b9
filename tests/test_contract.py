"""docs/protocol.md, the server and the page say the same, word for word and both ways round."""

import json
import re
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from django.urls import URLPattern, get_resolver

from tickets import consumers, routing
from tickets.api import api
from tickets.desk import views
from tickets.refusals import STATUS, Refused
from tickets.wire import frames, handlers
from tickets.wire.frames import Close, Health

ROOT = Path(__file__).resolve().parents[1]
CONTRACT = (ROOT / "docs" / "protocol.md").read_text()
PAGE = (ROOT / "static" / "js" / "wire" / "frames.js").read_text()
OF_FEATURES = [path.read_text() for path in (ROOT / "static/js/features").glob("*/frames.js")]
SERVER = {
    path: path.read_text()
    for folder in ("tickets", "support_site")
    for path in (ROOT / folder).rglob("*.py")
    if "tests" not in path.parts
}
WORD = re.compile(r"`([a-z_]+)\??`")


def section(heading: str) -> str:
    return re.split(r"\n#+ ", CONTRACT.split(f"# {heading}\n", 1)[1], maxsplit=1)[0]


def rows(heading: str) -> list[list[str]]:
    """The cells of a section's table (the first one there is)."""
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for row in cells[2:] if len(row) == len(cells[0])]


def in_script(name: str) -> Any:
    """A list or a map of literals out of frames.js."""
    found = literal(name, PAGE)
    assert found is not None, name
    return found


def types_in_scripts(name: str) -> set[str]:
    """The core's, and those of features."""
    return set(in_script(name)).union(*(literal(name, text) or () for text in OF_FEATURES))


def literal(name: str, text: str) -> Any:
    found = re.search(rf"^export const {name} = ([\[{{].*?[\]}}]);", text, re.MULTILINE | re.DOTALL)
    if not found:
        return None
    quoted = re.sub(r"^\s*(\w+):|([{,]) (\w+):", r'\2 "\1\3":', found[1], flags=re.MULTILINE)
    return json.loads(re.sub(r",\s*([\]}])", r"\1", quoted))


def words(cell: str) -> set[str]:
    return set(WORD.findall(cell))


assert routing.FEATURES, "their frames are there, too"
PAGE_FRAMES = frames.registered()
DOCUMENTED_FROM_PAGE = {name: row for row in rows("Page → server") for name in words(row[0])}
DOCUMENTED_FROM_SERVER = {name: row for row in rows("Server → page") for name in words(row[0])}
REFUSED = {row[0].strip("`"): row[1] == "yes" for row in rows("Reject codes")}


# — frames —


def test_every_frame_of_a_page_is_known_on_all_three_sides() -> None:
    assert set(DOCUMENTED_FROM_PAGE) == set(PAGE_FRAMES) == types_in_scripts("PAGE_TYPES")


def test_the_socket_answers_every_frame_of_a_page_and_no_other() -> None:
    assert handlers.answered() == set(PAGE_FRAMES.values())


@pytest.mark.parametrize("type", PAGE_FRAMES)
def test_the_fields_of_a_page_frame(type: str) -> None:
    documented = "".join(DOCUMENTED_FROM_PAGE[type][:2])
    if type == "subscribe":
        documented = documented.split("/ `ticket`")[0]
    if type == "unsubscribe":
        documented = "`ticket`"
    for name, field in PAGE_FRAMES[type].model_fields.items():
        if name == "type":
            continue
        name = field.alias or name  # noqa: PLW2901
        assert re.search(rf"`{name}\b", documented), f"{name} is not documented"
        if name != "tickets":
            optional = re.search(rf"`{name}\?`", documented)
            assert bool(optional) == (not field.is_required()), name


@pytest.mark.parametrize("type", PAGE_FRAMES)
def test_the_page_can_make_each_of_its_frames(type: str) -> None:
    making = re.compile(rf"^export (?:const|function) {type}\b.*?(?=^export|\Z)", re.MULTILINE | re.DOTALL)
    [made] = filter(None, map(making.search, (PAGE, *OF_FEATURES)))
    for name, field in PAGE_FRAMES[type].model_fields.items():
        if field.is_required() and type != "subscribe":  # subscribe passes its place on
            assert re.search(rf"\b{name}\b", made[0]), f"{type} without {name}"


def test_every_frame_of_the_server_is_known_on_all_three_sides() -> None:
    wire = {ROOT / "tickets/wire/frames.py", ROOT / "tickets/conversation/timeline.py"}
    wire |= set((ROOT / "tickets/features").glob("*/frames.py"))
    made = {type for path in wire for type in re.findall(r'"type": "(\w+)"', SERVER[path])}
    assert set(DOCUMENTED_FROM_SERVER) == made == types_in_scripts("SERVER_TYPES")


def test_the_page_has_the_views_of_the_desk_in_their_order() -> None:
    scripts = [*(ROOT / "static/js/features").glob("*/views.js"), ROOT / "static/js/desk/views.js"]
    made = re.compile(r'name: "(\w+)",\s+place: (\d+),')
    found = {(name, int(place)) for path in scripts for name, place in made.findall(path.read_text())}
    assert found == {(view.name, view.place) for view in views.in_order()}
    documented = re.findall(r"Views: ([^.]*)\.", section("The queue"))
    assert WORD.findall(documented[0]) == [view.name for view in views.in_order()]


def test_every_field_of_a_server_frame_is_documented() -> None:
    at = "2026-11-22T18:49:00.123Z"
    refused = Refused("rate_limited", "Too fast.", 1, seq=5)
    made = [
        frames.welcome({"role": "agent", "name": "Ada"}, 10, 11, True, {"process": "p", "id": "s"}, "r", at),
        frames.ack("id", "ticket", 1, at),
        frames.reject(refused, "id", "ticket"),
        frames.presence("ticket", []),
        frames.read("ticket", {"role": "agent", "name": "Ada", "key": "7"}, 1),
        frames.queue({}),
        frames.desk(True),
        frames.gone("ticket"),
        frames.erased(),
        frames.person("agent", "7", "Ada"),
        frames.bye(Close.TOO_MUCH, "Too fast.", 5),
    ]
    for frame in map(json.loads, made):
        type = frame.pop("type")
        documented = DOCUMENTED_FROM_SERVER[type][1]
        for field in frame:
            assert re.search(rf"`{field}\b", documented), f"{type}.{field}"


def test_the_binary_frames() -> None:
    first = {row[0].strip("`").split()[0] for row in rows("Binary frames")}
    assert first == {
        f"{number:02x}" for number in (frames.PING[0], frames.PONG[0], frames.PROBE, frames.PROBE_ANSWER)
    }
    for name, value in (("PING", 1), ("PROBE", 2), ("ANSWER", 3)):
        assert f"export const {name} = {value};" in PAGE
    bits = dict(re.findall(r"bit (\d): ([^;|.]+)", section("Binary frames")))
    assert {int(bit): words.split()[0] for bit, words in bits.items()} == {
        Health.TICKING.bit_length() - 1: "heartbeat",
        Health.DATABASE.bit_length() - 1: "database",
        Health.DRAINING.bit_length() - 1: "draining",
    }
    for flag, name in (
        (Health.TICKING, "ticking"),
        (Health.DATABASE, "database"),
        (Health.DRAINING, "draining"),
    ):
        assert f"{name}: Boolean(flags & {int(flag)})" in PAGE


def test_the_version() -> None:
    assert f"export const VERSION = {frames.VERSION};" in PAGE
    assert f"# Wire contract (v{frames.VERSION})" in CONTRACT


# — codes —


def test_every_reject_code_is_known_on_all_three_sides() -> None:
    assert set(REFUSED) == set(STATUS)
    final = {code: verdict == "final" for code, verdict in in_script("REJECT").items()}
    assert final == REFUSED


def test_the_server_refuses_with_documented_codes_and_each_is_used() -> None:
    used = {code for text in SERVER.values() for code in re.findall(r'Refused\(\s*"(\w+)"', text)}
    assert used == set(STATUS)


def test_final_rejects_come_without_retry_after_and_the_others_with_it() -> None:
    for path, text in SERVER.items():
        for code, rest in re.findall(r'Refused\(\s*"(\w+)",((?:[^()]|\([^()]*\))*)\)', text):
            arguments = re.sub(r'f?"[^"]*"|(?:seq|event|gone|offset|holder|fields)=\[?[\w.]+\]?', "", rest)
            waits = bool(re.search(r"[\w]", arguments.replace("message", "")))
            assert waits != REFUSED.get(code, True), f"{code} in {path}: {rest}"


def test_http_statuses() -> None:
    documented: dict[str, set[int]] = {}
    for line in section("HTTP").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == 3 and re.match(r"\d{3}", cells[0]):
            for code in re.findall(r"`(\w+)`", cells[1] + cells[2]):
                if code in STATUS:
                    documented.setdefault(code, set()).update(map(int, cells[0].split(" / ")))
    only_on_the_socket = {"unknown_type", "too_many_tickets"}
    assert set(documented) == set(STATUS) - only_on_the_socket
    for code, statuses in documented.items():
        assert STATUS[code] in statuses, code


def test_every_close_code_is_known_on_all_three_sides() -> None:
    documented = {int(code) for row in rows("Close codes") for code in re.findall(r"\b\d{4}\b", row[0])}
    documented -= {1000, 1006}  # what a browser or the network makes
    assert documented == {int(code) for code in Close} == {int(code) for code in in_script("CLOSE")}


def test_the_page_does_after_a_close_what_is_written() -> None:
    words = {
        "restart": "reconnect",
        "stop": "stop",
        "signin": "sign-in",
        "later": "after",
        "resume": "resume",
    }
    does = in_script("CLOSE")
    for row in rows("Close codes"):
        for code in re.findall(r"\b\d{4}\b", row[0]):
            if code not in ("1000", "1006"):
                assert words[does[code]] in row[2], code
    assert 'CLOSE[code] ?? "resume"' in PAGE


def test_daphne_lets_our_close_codes_through() -> None:
    """It passes 1000 and 3000 to 4999; the two below are sent by the server itself."""
    assert {code for code in Close if not 3000 <= code <= 4999} == {Close.GOING_AWAY, Close.RESTARTING}


# — limits —


def test_limits() -> None:
    assert f"{frames.MAX_TICKETS} tickets a socket" in CONTRACT
    assert f"{frames.MAX_FRAME // 1024} KiB a frame" in CONTRACT
    assert f"over {frames.MAX_BODY:,} characters" in CONTRACT
    assert f"At most {frames.PAGE_EVENTS} events" in CONTRACT
    assert f"{frames.PAGE_BYTES // 1024} KiB" in CONTRACT
    assert f"no `hello` within {consumers.HELLO_WITHIN:.0f} s" in CONTRACT
    page = in_script("LIMITS")
    assert page.items() <= frames.LIMITS.items()


# — HTTP —


def test_every_call_is_documented_and_every_documented_call_is_there() -> None:
    documented = {
        (method, re.sub(r"<\w+>", "*", path))
        for method, path in re.findall(r"\b(GET|HEAD|POST|PUT|DELETE) (/[^`\s?]*)", CONTRACT)
    }
    unknown_call = ("GET", "/api/*")  # what answers the calls that there aren't
    assert documented == _served() - {unknown_call} | {("GET", "/ws/")}


def _served() -> set[tuple[str, str]]:
    schema = api.get_openapi_schema()
    calls = {
        (method.upper(), re.sub(r"\{\w+\}", "*", path))
        for path, methods in schema["paths"].items()
        for method in methods
    }
    pages = {
        ("GET", "/" + re.sub(r"<\w+:\w+>", "*", str(pattern.pattern)))
        for pattern in get_resolver("tickets.urls").url_patterns
        if isinstance(pattern, URLPattern) and pattern.name != "desk-ticket"  # the same page
    }
    assert api.docs_url, api.openapi_url
    return calls | pages | {("GET", f"/api{api.docs_url}"), ("GET", f"/api{api.openapi_url}")}


@pytest.mark.parametrize("path", ["/messages", "/status", "/assignment", "/read", "/session", "/link"])
def test_the_fields_of_a_call(path: str) -> None:
    [documented] = re.findall(rf"`POST /api/tickets/<ticket>{path}`(?: `\{{([^}}]*)\}}`)?", CONTRACT)
    call = api.get_openapi_schema()["paths"][f"/api/tickets/{{ticket}}{path}"]["post"]
    if "requestBody" not in call:
        assert not documented
        return
    schema = call["requestBody"]["content"]["application/json"]["schema"]
    name = schema["$ref"].rsplit("/", 1)[1]
    fields = api.get_openapi_schema()["components"]["schemas"][name]
    required = set(fields.get("required", ()))
    assert {f"{field}?" * (field not in required) or field for field in fields["properties"]} == set(
        documented.split(", ")
    )


def test_the_twin_of_a_frame_takes_the_same_body() -> None:
    """One type for both doors, so that no limit differs between them."""
    assert get_args(Literal["message", "note"]) == get_args(frames.Send.model_fields["kind"].annotation)
    schemas = api.get_openapi_schema()["components"]["schemas"]
    for name in ("OpenTicket", "Message"):
        assert schemas[name]["properties"]["body"]["maxLength"] == frames.MAX_BODY
