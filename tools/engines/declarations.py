"""Every declaration that we send, with the colours and sizes of our tokens in place of their
names.
"""

import re

from guide.page.styles import FURTHER, style_text

BLOCK = re.compile(r"\{([^{}]*)\}")
TOKEN = re.compile(r"var\((--[\w-]+)\)")


def declarations() -> list[tuple[str, str]]:
    """(property, value) of each, once.

    A value with var() would be taken by every engine, so it is written out.
    """
    found = {}
    for block in BLOCK.findall(style_text(FURTHER)):
        for declaration in filter(None, block.split(";")):
            name, _, value = declaration.partition(":")
            found.setdefault((name.strip(), value.strip()))
    tokens = {name: value for name, value in reversed(list(found)) if name.startswith("--")}
    asked = {}
    for name, value in found:
        if not name.startswith("--"):
            plain = (
                TOKEN.sub(lambda match: tokens[match.group(1)], value)
                .removesuffix("!important")
                .strip()
            )
            asked.setdefault((name, plain))
    return list(asked)
