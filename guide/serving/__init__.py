"""What stands in front of Django: page memory, request log, figures. Knows which edition is live, and no words."""

import os
from contextlib import suppress

from django.conf import settings


def in_front_of(application):
    """Django's WSGI application with page memory and request log around it, as the settings ask for them."""
    from guide.edition import current
    from guide.page.addresses import all_addresses

    from .access_log import Record
    from .content_type import in_utf8
    from .page_cache import Front

    def addresses(live):
        for language, _name in settings.LANGUAGES:
            yield from all_addresses(live.guide(language))

    if settings.PAGE_MEMORY:
        application = Front(application, settings.PAGE_MEMORY, addresses, settings.SITE_ADDRESS)
        current.before_reading(application.make_ready)
    application = in_utf8(application)
    if settings.REQUEST_LOG:
        application = Record(application, write_lines)
    current.follow()
    return application


def write_lines(lines):
    """Unbuffered. A log that is full costs nobody a page."""
    with suppress(OSError):
        os.write(1, lines.encode())
