"""The style sheets as one <style> element, and its hash for the Content-Security-Policy.

A style in the page costs a reader no further request; the hash lets exactly this one in.
"""

import base64
import hashlib
import re
from functools import lru_cache

from django.conf import settings

FILES = ("tokens", "base", "frame", "components", "forms", "tools", "pages", "handout", "print")


def style_text():
    """The minified text of all style sheets, in their order."""
    paths = [settings.BASE_DIR / "static" / "css" / f"{name}.css" for name in FILES]
    return _joined(
        tuple((path, path.stat().st_mtime_ns if settings.DEVELOPMENT else 0) for path in paths if path.exists())
    )


def style_hash():
    """sha256-… of `style_text()`, as a CSP source."""
    digest = hashlib.sha256(style_text().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@lru_cache(maxsize=4)
def _joined(stamped_paths):
    return "".join(minify(path.read_text(encoding="utf-8")) for path, _ in stamped_paths)


def minify(css):
    """Without comments and needless white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    return re.sub(r":\s+", ":", css).replace(";}", "}").strip()
