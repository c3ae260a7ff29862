"""Characters that no text has: they come along when words are pasted, and feeds, spreadsheets and
YAML refuse them.
"""

import re

NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
