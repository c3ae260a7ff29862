"""Days and moments in lists of the desk as its sentences say them, see guide/lib/days.py."""
