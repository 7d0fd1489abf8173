"""The report page in a real headless browser: looking at a finding lights its evidence; no script is needed."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from jobhelper.checking.check import check
from jobhelper.checking.page import as_page
from jobhelper.checking.repair import with_repairs
from jobhelper.models import Report
from tests.checking.people import person

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --remote-debugging-port=0"
).split()
DRAFT = "I catalogued 900 Roman coins.\nI gave one tour to a class of schoolchildren.\nI am fluent in Python.\n"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
    pytest.mark.xdist_group("chromium"),
]


class Browser:
    """One page of a headless browser, spoken to over its debugging port."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._count = 0
        self._session = ""
        target = self("Target.createTarget", url="about:blank")["targetId"]
        self._session = self("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self("Page.enable")

    def __call__(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The result of one command."""
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._connection.send(json.dumps(message))
        while True:
            answer = json.loads(self._connection.recv(timeout=30))
            if answer.get("id") == self._count:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, page: Path) -> None:
        """Load a file and wait until it is there."""
        self("Page.navigate", url=page.as_uri())
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if self.value("document.readyState + location.protocol") == "completefile:":
                return
            time.sleep(0.05)
        raise AssertionError("the page did not load")

    def value(self, expression: str) -> Any:
        """What an expression is worth on the page."""
        return self("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def press(self, key: str) -> None:
        """Press and release a key."""
        for kind in ("keyDown", "keyUp"):
            self("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=9)

    def point_at(self, selector: str) -> None:
        """Move the pointer over the middle of an element's first line."""
        x, y = self.value(
            f"(() => {{ const e = document.querySelector('{selector}'); e.scrollIntoView({{block: 'center'}});"
            " const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2] })()"
        )
        self("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    assert CHROMIUM is not None
    profile = tmp_path_factory.mktemp("profile")
    process = subprocess.Popen(
        [CHROMIUM, *FLAGS, f"--user-data-dir={profile}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        port_file = profile / "DevToolsActivePort"
        end = time.monotonic() + 40
        while not (port_file.exists() and len(port_file.read_text().split()) == 2):
            assert time.monotonic() < end and process.poll() is None, "the browser did not start"
            time.sleep(0.1)
        port, path = port_file.read_text().split()
        with connect(f"ws://127.0.0.1:{port}{path}", proxy=None, max_size=None) as connection:
            yield Browser(connection)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def report() -> Report:
    cv = person("digger")
    found = with_repairs(DRAFT, check(DRAFT, cv), cv)
    assert found.findings[0].evidence
    return found


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, report: Report) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(as_page("letter.txt", DRAFT, person("digger").text, report), "utf-8")
    return path


def colour(browser: Browser, selector: str) -> str:
    return str(browser.value(f"getComputedStyle(document.querySelector('{selector}')).backgroundColor"))


DARK = "rgba(0, 0, 0, 0)"


def test_tabbing_to_a_finding_lights_its_evidence_and_no_other(browser: Browser, page: Path, report: Report) -> None:
    browser.open(page)
    assert colour(browser, ".e1") == DARK
    browser.press("Tab")
    assert browser.value("document.activeElement.id") == "d1"
    assert colour(browser, ".e1") != DARK
    number = len(report.findings) + len(report.questions)
    others = [n for n in range(2, number + 1) if browser.value(f"!!document.querySelector('.e{n}')")]
    assert all(colour(browser, f".e{n}") == DARK for n in others)
    lit = browser.value("[...document.querySelectorAll('.e1')].map(e => e.textContent).join('')")
    assert lit == report.findings[0].evidence[0].text


def test_a_note_lights_the_evidence_too_and_leaving_it_puts_it_out(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser("DOM.enable")
    root = browser("DOM.getDocument")["root"]["nodeId"]
    note = browser("DOM.querySelector", nodeId=root, selector="#n1")["nodeId"]
    browser("DOM.focus", nodeId=note)
    assert colour(browser, ".e1") != DARK
    browser.value("document.activeElement.blur()")
    assert colour(browser, ".e1") == DARK


def test_the_pointer_does_what_the_keyboard_does(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.point_at("#d1")
    assert colour(browser, ".e1") != DARK
    browser("Input.dispatchMouseEvent", type="mouseMoved", x=1, y=1)
    assert colour(browser, ".e1") == DARK


def test_without_scripts_the_notes_are_there_to_read_and_evidence_still_lights(
    browser: Browser, page: Path, report: Report
) -> None:
    browser("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(page)
        text = browser.value("document.body.innerText")
        for finding in report.findings:
            assert finding.message in text
            assert finding.quote in text
        assert browser.value("document.querySelector('#n1').offsetHeight") > 20
        browser.press("Tab")
        assert colour(browser, ".e1") != DARK
    finally:
        browser("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_nothing_is_wider_than_the_screen_and_the_cv_stands_below(
    browser: Browser, page: Path, width: int
) -> None:
    browser("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=2, mobile=True)
    try:
        browser.open(page)
        assert browser.value("document.documentElement.scrollWidth") <= width
        below = "document.querySelector('.cv').getBoundingClientRect().top"
        assert browser.value(f"{below} >= document.querySelector('.notes').getBoundingClientRect().bottom")
    finally:
        browser("Emulation.clearDeviceMetricsOverride")


def test_on_a_wide_screen_draft_and_cv_stand_side_by_side(browser: Browser, page: Path) -> None:
    browser("Emulation.setDeviceMetricsOverride", width=1200, height=800, deviceScaleFactor=1, mobile=False)
    try:
        browser.open(page)
        draft, cv = (
            browser.value(
                f"JSON.parse(JSON.stringify(document.querySelectorAll('section')[{i}].getBoundingClientRect()))"
            )
            for i in (0, 1)
        )
        assert cv["left"] >= draft["right"]
        assert abs(cv["top"] - draft["top"]) < 2
    finally:
        browser("Emulation.clearDeviceMetricsOverride")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_paper_in_light_and_dark(browser: Browser, page: Path, scheme: str) -> None:
    browser("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    try:
        browser.open(page)
        ink = browser.value("getComputedStyle(document.body).color")
        paper = browser.value("getComputedStyle(document.body).backgroundColor")
        assert contrast(str(ink), str(paper)) >= 7
    finally:
        browser("Emulation.setEmulatedMedia", features=[])


def contrast(one: str, other: str) -> float:
    """The contrast of two `rgb(…)` colours, 1 to 21 (WCAG 2)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(p) / 255 for p in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
