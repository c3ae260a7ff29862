"""What every scene has: a name under which it can be asked for, pages that families read, and a way
to fail.
"""

PAGES = [
    "/en/",
    "/fr/guide/high/one-place/",
    "/en/guide/low/",
    "/en/search/?q=transplant",
    "/fr/traitements/surgery/",
]
PAPER = "/en/guide/high/one-place/summary.pdf"
SCENES = {}


class Fault(AssertionError):
    """Families or staff noticed; the message says what."""


class LeftOut(LookupError):
    """This machine lacks what the scene needs; the message names it."""


def scene(play):
    """play(folder, options) prints what was seen, and raises Fault if families noticed."""
    SCENES[play.__name__] = play
    return play


def expect(true, otherwise):
    if not true:
        raise Fault(otherwise)


def sqlite(folder):
    return f"sqlite:///{folder / 'guide.sqlite3'}"
