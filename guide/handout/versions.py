"""The versions of the handout: what has been printed by one of them comes back by it for ever.

Each is a package with the functions that `v1` names, and a folder of templates. docs/printing.md
says how to add one.
"""

from types import ModuleType

from . import v1, v2

VERSIONS: dict[int, ModuleType] = {v1.NUMBER: v1, v2.NUMBER: v2}
LIVE = v2.NUMBER  # what is printed now
