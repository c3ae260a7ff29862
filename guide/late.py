"""Scripts that come after the words: their files are asked for once the page has been painted.

On a poor network a script that a page names in the ordinary way takes its turn beside the words, although nobody
can press its buttons yet. So the page names them in an attribute, and these few characters ask for them; the
Content-Security-Policy lets exactly these in by their hash.
"""

from functools import cache

from .styles import hash_of

ASK = (
    "(files=>requestAnimationFrame(()=>setTimeout(()=>files.map(file=>import(file)))))"
    '(document.currentScript.dataset.late.split(" "))'
)


@cache
def late_hash():
    """sha256-… as a CSP source."""
    return hash_of(ASK)
