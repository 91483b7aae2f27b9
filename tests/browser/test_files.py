"""Files from one browser to the other: shown at once, there once, and seen by who may see them."""

import io
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import Image

from tests.browser.engines import expect
from tests.browser.people import People, Person
from tests.browser.scripts import NO_FILE_FRAMES, without
from tests.browser.slow_line import SlowLine
from tests.browser.test_scripts import fails, reset

HALF_A_CHUNK = 0.03  # of a megabyte: what a cut costs, about
USUAL_CUTS = 6  # a slower machine has more

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif("files" not in settings.FEATURES, reason="without the feature files"),
]


READ = "a => fetch(a.href).then(got => got.arrayBuffer()).then(all => [...new Uint8Array(all)])"
GONE = "(part) => document.querySelector('.file-going progress')?.value > part"
NO_UPLOADS = """() => {
  window.really = window.fetch;
  window.fetch = (url, ...how) =>
    String(url).includes("?offset=") ? Promise.reject(new TypeError("no line")) : really(url, ...how);
}"""


def picture(size: tuple[int, int] = (1200, 800)) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def given(name: str, data: bytes) -> Any:
    types = {"jpg": "image/jpeg", "png": "image/png"}
    return {"name": name, "mimeType": types.get(name.rsplit(".", maxsplit=1)[-1], ""), "buffer": data}


def chooses(person: Person, *files: Any) -> None:
    person.page.locator("[data-files=picker]").set_input_files(list(files))
    expect(person.page.locator(".files-chosen")).to_have_count(len(files))


def sends(person: Person, words: str = "") -> None:
    if words:
        person.page.locator("#draft").fill(words)
    person.page.locator(".composer-send").click()


def downloads(person: Person, name: str) -> bytes:
    link = person.page.get_by_label(f"Download {name}")
    expect(link).to_be_visible()
    if not hasattr(person.page, "expect_download"):  # WebKit's driver tells of none
        return bytes(link.evaluate(READ))
    with person.page.expect_download() as started:
        link.click()
    return Path(started.value.path()).read_bytes()


def uploads_fail(person: Person) -> Callable[[], None]:
    """Until the returned function is called, or the page is loaded anew."""
    person.page.evaluate(NO_UPLOADS)
    return lambda: person.page.evaluate("() => void (window.fetch = really)")


def shows_picture(person: Person, name: str) -> None:
    """Ready, in its place, and whole."""
    shown = person.page.locator(f".file[data-state=ready] .file-picture img[alt='{name}']")
    expect(shown).to_be_visible()
    whole = "image => image.decode().then(() => image.naturalWidth > 0)"
    assert shown.evaluate(whole)


@pytest.mark.every_engine
def test_a_picture_with_its_words_is_one_message(people: People) -> None:
    carla = people.customer("It looks wrong.")
    ada = people.agent(opens="It looks wrong.")
    chooses(carla, given("shot.jpg", picture()), given("log.txt", b"line\n" * 100))
    carla.page.locator("#draft").fill("See here:")
    carla.page.reload()
    expect(carla.page.locator(".files-chosen")).to_have_count(2)
    sends(carla)
    message = carla.messages().filter(has_text="See here:")
    expect(message.locator(".file")).to_have_count(2)
    carla.has_sent("See here:")
    shows_picture(ada, "shot.jpg")
    expect(ada.messages()).to_have_count(2)
    assert downloads(ada, "log.txt") == b"line\n" * 100
    expect(carla.page.locator(".files-chosen")).to_have_count(0)


def test_the_viewer_by_keys(people: People) -> None:
    carla = people.customer("Two pictures.")
    for name in ("first.jpg", "second.jpg"):
        chooses(carla, given(name, picture((600, 400))))
        sends(carla)
        shows_picture(carla, name)
    carla.page.get_by_label("View first.jpg").click()
    viewer = carla.page.locator(".viewer")
    expect(viewer.locator("[data-viewer=name]")).to_have_text("first.jpg")
    carla.page.keyboard.press("ArrowRight")
    expect(viewer.locator("[data-viewer=name]")).to_have_text("second.jpg")
    carla.page.keyboard.press("z")
    expect(viewer).to_have_attribute("data-zoomed", "")
    carla.page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(carla.page.get_by_label("View first.jpg")).to_be_focused()


def test_a_note_s_file_stays_at_the_desk(people: People) -> None:
    carla = people.customer("Who am I?")
    ada = people.agent(opens="Who am I?")
    ada.page.get_by_text("Internal note", exact=True).click()
    chooses(ada, given("secret.jpg", picture((300, 200))))
    sends(ada)
    shows_picture(ada, "secret.jpg")
    full = ada.page.locator(".file-picture[data-full]").get_attribute("data-download")
    assert full
    status = "(path) => fetch(path).then((got) => got.status)"
    assert ada.page.evaluate(status, full) == 200
    assert carla.page.evaluate(status, full.split("?")[0]) == 404
    assert not carla.page.locator(".file").count()


@pytest.mark.not_in("webkit", reason="its driver tells of no calls")
def test_what_is_chosen_before_its_scripts_have_come_is_kept_and_sent(people: People) -> None:
    """They come with the first file, again and again until they are there."""
    carla = people.customer("All of it?")
    asked: list[str] = []
    carla.page.on("request", lambda request: asked.append(request.url))
    mend = fails(carla.page, "files", reset)
    carla.page.locator("[data-files=picker]").set_input_files([given("early.txt", b"Hello")])
    expect(carla.page.locator("#late")).to_be_visible()
    sends(carla, "Here:")
    expect(carla.messages().filter(has_text="Here:")).to_be_visible()
    asked.clear()
    mend()
    expect(carla.page.get_by_label("Download early.txt")).to_be_visible()
    carla.has_sent("Here:")
    expect(carla.page.locator("#late")).to_be_hidden()
    assert sum("/bundles/files." in url for url in asked) <= 2, "fetched, and taken from what was fetched"


@pytest.mark.not_in("firefox", "webkit", reason="a script can make no paste there")
def test_pasted_dropped_and_taken_out_again(people: People) -> None:
    carla = people.customer("Let me show you.")
    for event, place, holder in (("paste", "#draft", "clipboardData"), ("drop", ".composer", "dataTransfer")):
        carla.page.locator(place).evaluate(
            """(element, [type, holder]) => {
                const data = new DataTransfer();
                data.items.add(new File(["Hello"], `${type}.txt`, { type: "text/plain" }));
                const init = { bubbles: true, cancelable: true, [holder]: data };
                const Event = type === "paste" ? ClipboardEvent : DragEvent;
                element.dispatchEvent(new Event(type, init));
            }""",
            [event, holder],
        )
    chosen = carla.page.locator(".files-chosen")
    expect(chosen).to_have_count(2)
    carla.page.get_by_label("Remove drop.txt").click()
    expect(chosen).to_have_text(["paste.txt"])
    sends(carla)
    expect(carla.page.get_by_label("Download paste.txt")).to_be_visible()
    carla.has_sent("paste.txt")
    carla.page.reload()
    carla.is_live()
    expect(carla.messages()).to_have_count(2)
    chooses(carla, given("next.txt", b"Next"))
    expect(chosen).to_have_text(["next.txt"])


def test_a_reload_in_mid_upload_goes_on(people: People) -> None:
    carla = people.customer("A long one.")
    uploads_fail(carla)
    chooses(carla, given("long.jpg", picture((2000, 1500))))
    sends(carla)
    expect(carla.page.locator(".file-going progress")).to_be_visible()
    carla.page.reload()
    shows_picture(carla, "long.jpg")
    expect(carla.messages()).to_have_count(2)


def test_a_file_is_ready_though_the_word_of_it_was_lost(people: People) -> None:
    carla = people.customer("Did it come?", script=NO_FILE_FRAMES)
    chooses(carla, given("shot.jpg", picture((2000, 1500))))
    sends(carla)
    shows_picture(carla, "shot.jpg")


def test_a_browser_that_keeps_nothing_says_so_and_sends(people: People) -> None:
    carla = people.customer("In a private window.", script=without("indexedDB"))
    mend = uploads_fail(carla)
    chooses(carla, given("note.txt", b"Hello"))
    sends(carla)
    expect(carla.page.get_by_text("Leave the page open until they are sent")).to_be_visible()
    mend()
    expect(carla.page.get_by_label("Download note.txt")).to_be_visible()


def test_what_was_begun_can_be_taken_back(people: People) -> None:
    carla = people.customer("Never mind.")
    mend = uploads_fail(carla)
    chooses(carla, given("wrong.jpg", picture()))
    sends(carla)
    carla.page.get_by_role("button", name="Cancel").click()
    expect(carla.messages()).to_have_count(1)
    mend()
    carla.types("Here I am again.")
    carla.has_sent("Here I am again.")
    carla.page.reload()
    carla.sees("Here I am again.")
    assert carla.page.locator(".file").count() == 0


def test_the_desk_s_list_and_the_paper_name_files(people: People) -> None:
    carla = people.customer("Please print.")
    ada = people.agent()
    chooses(carla, given("bill.pdf", b"%PDF-1.7 nothing"))
    sends(carla)
    expect(ada.page.locator(".row-last").first).to_have_text("[bill.pdf]")
    carla.page.goto(f"{carla.page.url}print/")
    expect(carla.page.locator(".paper-body").last).to_have_text(re.compile(r"\[bill\.pdf, 16 bytes\]"))


def test_a_page_that_comes_back_asks_whether_a_file_is_ready(people_of_own_stack: People) -> None:
    """At once, and not when it would have asked anyway: that may be in a minute, over a line that is gone."""
    people, stack = people_of_own_stack, people_of_own_stack.stack  # no jobs: it is being checked for ever
    carla = people.customer("From the train.")
    chooses(carla, given("data.bin", b"\0\1"))
    sends(carla)
    expect(carla.page.get_by_text("Being checked")).to_be_visible()
    said = list[str]()
    carla.page.on("websocket", lambda line: line.on("framesent", lambda frame: said.append(str(frame))))
    for _ in range(3):
        said.clear()
        stack.kill("web")
        stack.start("web")
        while not any('"type":"sync"' in frame for frame in said):
            carla.page.wait_for_timeout(20)
        pongs = [frame for frame in said if frame.startswith("b'")]
        assert len(pongs) <= 2, "before the heartbeat has come by twice, every 2 s"


def test_a_megabyte_over_a_line_that_is_cut_again_and_again(people_of_own_stack: People) -> None:
    """120 kB a second, cut every 2.5 s, and the web process killed twice: there once, and little is sent
    twice."""
    people, stack = people_of_own_stack, people_of_own_stack.stack
    stack.start("jobs")
    data = os.urandom(1_000_000)
    with SlowLine(stack.port, stack.ways[0]) as line:
        carla = people.comes()
        carla.page.goto(f"http://127.0.0.1:{line.near}/")
        carla.page.wait_for_function("() => 'alive' in document.documentElement.dataset")
        carla.page.get_by_label("Your message").fill("From the train.")
        carla.page.get_by_label("Your name").fill("Carla")
        carla.page.get_by_role("button", name="Start the conversation").click()
        carla.is_live()
        chooses(carla, given("data.bin", data))
        line.is_bad = True
        began = time.monotonic()
        sends(carla)
        for part in (0.3, 0.6):
            carla.page.wait_for_function(GONE, arg=part)
            stack.kill("web")
            stack.start("web")
        expect(carla.page.get_by_label("Download data.bin")).to_be_visible(timeout=90_000)
        took, sent = time.monotonic() - began, line.sent / len(data)
        line.is_bad = False
        print(f"{took:.0f} s, {line.cuts} cuts, {sent:.2f} times the bytes")
        assert line.cuts >= 3
        most = 1.15 + 0.1 + HALF_A_CHUNK * max(0, line.cuts - USUAL_CUTS)
        assert sent <= most, "beside it, the page itself comes back over the same line"
        expect(carla.messages()).to_have_count(2)
        assert downloads(carla, "data.bin") == data
