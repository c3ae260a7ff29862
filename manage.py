#!/usr/bin/env python
"""Commands for people who run the guide: `python manage.py help`."""

import os
import sys

# Before anything fails in words that are harder to read.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(f"The guide needs Python 3.11 or newer; this is Python {sys.version.split()[0]}.")

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rnbsite.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"Settings: {problem}")
