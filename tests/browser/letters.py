"""How a page looks depends on the letters of the machine; tests of looks try it with two kinds."""

import pytest

# The usual ones are those of our sheets; the wide ones a seventh wider: tests/fonts/.
in_both_letters = pytest.mark.parametrize(
    "letters", ["usual", "wide"], indirect=True, scope="session"
)
