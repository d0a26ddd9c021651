"""A headless Chromium, for tests of what is really seen: pages measured, and pictures taken."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from html import unescape
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
).split()
DARK = "--blink-settings=preferredColorScheme=0"
MEASURE = """
<script>
const channel = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4
const parts = colour => colour.match(/[\\d.]+/g).map(Number)
const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b)
const ground = e => { for (; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor)
  if (c.length < 4 || c[3] > .99) return c } return [255, 255, 255] }
const contrast = e => { const a = light(parts(getComputedStyle(e).color)), b = light(ground(e))
  return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) }
const all = [...document.querySelectorAll(".newsents, .newsents *:not(style)")]
const withText = all.filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))
const seen = e => e.getClientRects().length > 0
const words = e => e.tagName + "." + e.className + ": " + e.textContent.slice(0, 40)
const result = {
  width: innerWidth,
  wide: all.filter(seen).filter(e => e.getBoundingClientRect().right > innerWidth + .5 ||
    e.getBoundingClientRect().left < -.5 || (e.clientWidth && e.scrollWidth > e.clientWidth + 1)).map(words),
  page: document.documentElement.scrollWidth,
  contrasts: withText.filter(seen).map(e => [Math.round(contrast(e) * 100) / 100, words(e)]),
  marks: [...document.querySelectorAll(".ns-text mark")].map(e => e.textContent),
  tints: [...document.querySelectorAll(".ns-text mark")].map(e => getComputedStyle(e).backgroundColor),
  cards: [...document.querySelectorAll(".ns-card")].map(e => e.innerText),
  texts: [...document.querySelectorAll(".ns-text")].map(e => e.textContent),
  scripts: document.querySelectorAll(".newsents script, .newsents img").length,
  alarm: window.alarm || 0,
  paper: getComputedStyle(document.querySelector(".newsents")).backgroundColor,
  lit: [...document.querySelectorAll(".ns-evidence")].map(e => getComputedStyle(e).outlineStyle),
}
const pre = document.createElement("pre"); pre.id = "measured"; pre.textContent = JSON.stringify(result)
document.body.append(pre)
</script>
"""


def run(page: str, *flags: str) -> str:
    """What Chromium says of a page of HTML, in a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        command = [str(CHROMIUM), *_FLAGS, f"--user-data-dir={folder}/profile", *flags, file.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, encoding="utf-8")
        return done.stdout


def measured(page: str, *flags: str, before: str = "") -> dict[str, Any]:
    """What is rendered of a page: marks, cards, what is too wide, contrasts; `before`: a script that runs first."""
    dom = run(page.replace("</body>", f"{before}{MEASURE}</body>"), "--dump-dom", *flags)
    found = re.search(r'<pre id="measured">(.*?)</pre>', dom, re.DOTALL)
    assert found, dom[-2000:]
    result: dict[str, Any] = json.loads(unescape(found[1]))
    return result


def in_frame(page: str, width: int) -> str:
    """A page that shows a page in a frame of this width: a window itself can be no narrower than 500."""
    source = page.replace("&", "&amp;").replace('"', "&quot;")
    return f'<body style="margin:0"><iframe srcdoc="{source}" style="border:0;width:{width}px;height:3000px"></iframe>'


def screenshot(page: str, path: Path, width: int, *flags: str, height: int = 1600) -> None:
    """A picture of a page, as PNG."""
    run(page, f"--screenshot={path}", f"--window-size={width},{height}", *flags)
