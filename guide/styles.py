"""The style sheets as <style> elements, and their hashes for the Content-Security-Policy.

A style in the page costs a reader no further request; the hash lets exactly this one in. Every page has
the CORE; every page but a result, which has the most words, has the FURTHER ones too.
"""

import base64
import hashlib
import re
from functools import lru_cache

from django.conf import settings

CORE = ("tokens", "base", "frame", "components", "forms", "pages", "print")
FURTHER = ("entries", "question", "home", "glance", "tools", "handout")


def style_text(names=CORE):
    """The minified text of these style sheets, in their order."""
    paths = [settings.BASE_DIR / "static" / "css" / f"{name}.css" for name in names]
    return _joined(tuple((path, path.stat().st_mtime_ns if settings.DEVELOPMENT else 0) for path in paths))


def style_hashes():
    """sha256-… of the core and of the further styles, as CSP sources."""
    return " ".join(hash_of(style_text(names)) for names in (CORE, FURTHER))


@lru_cache(maxsize=4)
def hash_of(text):
    """sha256-… of what stands in a page, as a CSP source."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=4)
def _joined(stamped_paths):
    return "".join(minify(path.read_text(encoding="utf-8")) for path, _ in stamped_paths)


def minify(css):
    """Without comments and needless white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r"(?<=[\s:(,-])0\.(?=\d)", ".", css)
    return re.sub(r":\s+", ":", css).replace(";}", "}").strip()
