"""Scripts that come after the words: one file, asked for once the page has been painted.

On a poor network a script that a page names in the ordinary way takes its turn beside the words,
although nobody can press its buttons yet. So the page names it in an attribute, and these few
characters ask for it; the Content-Security-Policy lets exactly these in by their hash.
"""

import json
from functools import cache

from django.conf import settings

from .styles import hash_of

# Milliseconds that the painting of the words has to itself, from the moment all of them have
# arrived.
LOADER = "(file=>setTimeout(()=>import(file),400))(document.currentScript.dataset.late)"
WORDS = """const said = new DOMParser().parseFromString(%s, "text/html");
const wordsFor = (name) => said.querySelector(`[data-say="${name}"]`).cloneNode(true);
"""
MODULES = ("popovers", "share", "read_aloud", "network")


@cache
def loader_hash():
    """sha256-… as a CSP source."""
    return hash_of(LOADER)


def script(words):
    """The modules one after the other, each in braces of its own, below the words that they say
    (guide/_script_words.html).
    """
    folder = settings.BASE_DIR / "static" / "js"
    parts = [WORDS % json.dumps(words, ensure_ascii=False)]
    for name in MODULES:
        text = (folder / f"{name}.js").read_text(encoding="utf-8")
        parts.append(f"{{\n{text}}}\n")
    return "".join(parts)
