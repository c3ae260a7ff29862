"""Addresses in texts: where they stand, whether they still work, what was found last time."""
