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
FURTHER = ("result", "situations", "entries", "question", "home", "glance", "tools", "handout")
PAPER = "css/print.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
AROUND_RULES = re.compile(r"\s*([{};])\s*")
AFTER_NAME = re.compile(r"([{;][a-z-]+):\s+")


def style_text(further=FURTHER):
    """The text of the style sheets that stand everywhere and of these, in their order."""
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
    sheets = [path.read_text(encoding="utf-8") for path, _ in stamped_paths]
    return _without_comments("".join(sheets))


def _without_comments(text):
    """Without comments, and without space where a rule or a declaration begins or ends or a value
    begins. Any other space may have a meaning: “.tools :is(a)” is not “.tools:is(a)”.
    """
    text = AROUND_RULES.sub(r"\1", COMMENT.sub("", text)).strip()
    return AFTER_NAME.sub(r"\1:", text).replace(";}", "}")
