"""WebKitGTK's browser and its profiles, on a screen that nobody sees."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from typing import Final, Self

from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from urllib3.exceptions import ReadTimeoutError

from tests.browser.webkit.page import Page
from tests.browser.webkit.scripted import Scripted
from tests.patience import SIGN

DRIVER: Final = "WebKitWebDriver"
BROWSERS: Final = "/usr/lib/*/webkit*gtk-*/MiniBrowser"
SCREEN: Final = "1700x1300x24"
FIRST_WORD: Final = 30  # seconds; it takes one


class WebKit:
    def __init__(self) -> None:
        self.profiles: list[Profile] = []
        said, tells = os.pipe()
        command = ["Xvfb", "-displayfd", str(tells), "-screen", "0", SCREEN, "-nolisten", "tcp"]
        self.screen = subprocess.Popen(command, pass_fds=[tells], stderr=subprocess.DEVNULL)
        os.close(tells)
        with os.fdopen(said) as number:
            self.display = f":{number.readline().strip()}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for profile in self.profiles:
            profile.close()
        self.screen.terminate()
        self.screen.wait()

    def new_context(
        self, *, base_url: str = "", viewport: dict[str, int] | None = None, **_: object
    ) -> "Profile":
        profile = Profile(self.display, base_url, viewport)
        self.profiles.append(profile)
        return profile


def service(display: str) -> Service:
    """The driver, in a process group of its own."""
    return Service(
        str(shutil.which(DRIVER)),
        env={
            **os.environ,
            "DISPLAY": display,
            "LANG": "en_US.UTF-8",
            "NO_AT_BRIDGE": "1",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # as root, and with pages of our own only
        },
        popen_kw={"start_new_session": True},
    )


class Profile:
    """One browser, that keeps what it keeps until it is closed."""

    def __init__(self, display: str, base_url: str, viewport: dict[str, int] | None) -> None:
        self.base_url, self.viewport = base_url, viewport
        self.scripted: Scripted | None = None
        self.pages: list[Page] = []
        self.current: str | None = None  # the window that the driver looks at
        options = Options()
        options.binary_location = str(next(Path("/").glob(BROWSERS[1:])))
        options.add_argument("--automation")
        self.driver = self._started(options, display)
        self.driver.set_script_timeout(SIGN)
        self.driver.set_page_load_timeout(SIGN)

    def _started(self, options: Options, display: str) -> webdriver.WebKitGTK:
        """A browser that never answers its driver's first word, as one in some hundreds on a busy machine,
        is ended, and another one is started."""
        self.service = service(display)
        socket.setdefaulttimeout(FIRST_WORD)  # which the driver's connection takes over
        try:
            return webdriver.WebKitGTK(options=options, service=self.service)
        except ReadTimeoutError:
            self._kill()
            self.service = service(display)
            return webdriver.WebKitGTK(options=options, service=self.service)
        finally:
            socket.setdefaulttimeout(None)

    def new_page(self) -> Page:
        if self.pages:
            self.driver.switch_to.window(self.driver.window_handles[0])
            self.driver.switch_to.new_window("window")
        self.current = self.driver.current_window_handle
        page = Page(self, self.current)
        self.pages.append(page)
        if self.viewport:
            page.set_viewport_size(self.viewport)
        return page

    def add_init_script(self, script: str) -> None:
        """Before the first page is opened."""
        if not self.scripted:
            self.scripted = Scripted(int(self.base_url.rpartition(":")[2])).opens()
            self.base_url = self.scripted.origin
        self.scripted.script += f"{{\n{script}\n}}\n".encode()

    def clear_cookies(self) -> None:
        self.pages[-1].here()
        self.driver.delete_all_cookies()

    def close(self) -> None:
        self._kill()
        if self.scripted:
            self.scripted.closes()

    def _kill(self) -> None:
        """With all its processes, whatever they are at."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.service.process.pid, signal.SIGKILL)
        self.service.process.wait()
