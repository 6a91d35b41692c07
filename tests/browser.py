"""A real browser, without a window, that opens what we write as a reader would."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tools import INSTALLED, missing, tool

DESKTOP = (1280, 800)
PHONE = (360, 740)
AXE = INSTALLED.parent / "axe-core" / "axe.min.js"
"""The checker of accessibility that browsers' makers use."""


class Browser:
    """One browser. Everything is asked of the page that it shows."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver = driver
        self.folder = folder
        self._pages = 0

    def show(self, page: str | bytes, *, size: tuple[int, int] = DESKTOP, at: str = "", **media: str) -> None:
        """Open a page from disk, with features of the medium such as ``prefers_color_scheme="dark"``."""
        self._pages += 1
        path = self.folder / f"{self._pages}.html"
        path.write_bytes(page.encode() if isinstance(page, str) else page)
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == PHONE}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in media.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        self.said()
        self.requests()
        self.driver.get(f"{path.as_uri()}{at}")

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page, and return what it returns."""
        return self.driver.execute_script(script, *arguments)

    def texts(self, selector: str) -> list[str]:
        """Return the text of every element that is shown."""
        shown = "e => e.checkVisibility()"
        found = f"[...document.querySelectorAll(arguments[0])].filter({shown}).map(e => e.textContent)"
        return [" ".join(text.split()) for text in self.run(f"return {found}", selector)]

    def choose(self, selector: str, value: str) -> None:
        """Choose or type a value, as a reader would."""
        script = "const e = document.querySelector(arguments[0]); e.value = arguments[1];"
        self.run(f"{script} e.dispatchEvent(new Event('input', {{bubbles: true}}))", selector, value)

    def said(self) -> list[str]:
        """Return what has been written to the console since this was asked last."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Return the addresses that have been asked for since this was asked last."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def violations(self) -> list[str]:
        """Return what the checker of accessibility finds wrong."""
        self.run(AXE.read_text(encoding="utf-8"))
        done = "arguments[arguments.length - 1]"
        found = self.driver.execute_async_script(f"axe.run(document).then({done})")
        return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found["violations"]]


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Open a browser; skip the test if there is none, or fail where it is required."""
    chromium, driver_path = tool("chromium"), tool("chromedriver")
    if not AXE.is_file():
        missing("axe-core")
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = str(chromium)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    log = os.devnull
    service = webdriver.ChromeService(executable_path=str(driver_path), log_output=log)
    driver = webdriver.Chrome(options=options, service=service)
    driver.set_script_timeout(60)
    try:
        yield Browser(driver, folder)
    finally:
        driver.quit()


@pytest.fixture(scope="module", name="browser")
def browser_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests of a module, since it takes a second to start."""
    with browser(tmp_path_factory.mktemp("pages")) as opened:
        yield opened
