"""What all engines have in common: sizes, and how one fails.

An engine has a `name` and can `open(address)`, `run(script)`, `click(x, y)`, `press_tab()`, go
`back()`, `resize(width, height)`, take a `picture(file)` and `close()`.
"""

WIDE = 1280
PHONE = 360
TALLEST = 9000  # pixels of a picture; a longer page is cut there


class NoAnswer(Exception):
    """The engine did not do what it was asked."""
