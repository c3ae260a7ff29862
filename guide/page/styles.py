"""The style sheets as one <style> element, and its hash for the Content-Security-Policy.

A style in the page costs a reader no further request; the hash lets exactly this one in. Every page
has what stands EVERYWHERE; a page names in its template which of the FURTHER ones it needs. What is
for paper alone is a file that browsers fetch last, when the words have been painted.
"""

import base64
import hashlib
import re
from functools import lru_cache

from django.conf import settings

EVERYWHERE = ("tokens", "base", "frame", "components", "popovers", "forms", "pages")
FURTHER = ("entries", "question", "home", "glance", "tools", "handout")
PAPER = "css/print.css"


def style_text(further=FURTHER):
    """The minified text of the style sheets that stand everywhere and of these, in their order."""
    folder = settings.BASE_DIR / "static" / "css"
    stamped = []
    for name in (*EVERYWHERE, *further):
        path = folder / f"{name}.css"
        # While one works on them, what is saved is what is seen.
        stamp = path.stat().st_mtime_ns if settings.DEVELOPMENT else 0
        stamped.append((path, stamp))
    return _joined(tuple(stamped))


@lru_cache(maxsize=16)
def hash_of(text):
    """sha256-… of what stands in a page, as a CSP source."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@lru_cache(maxsize=16)
def _joined(stamped_paths):
    return "".join(minify(path.read_text(encoding="utf-8")) for path, _ in stamped_paths)


def minify(css):
    """Without comments and needless white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r"(?<=[\s:(,-])0\.(?=\d)", ".", css)
    css = re.sub(r'(?<==)"([a-z]+)"(?=])', r"\1", css)
    return re.sub(r":\s+", ":", css).replace(";}", "}").strip()
