"""What stands in front of Django: page cache, limits, access log, metrics.

Knows which edition is live, and no words.
"""

import logging
from wsgiref.types import WSGIApplication

from django.conf import settings

from guide.edition import current

from .access_log import AccessLog
from .content_type import in_utf8
from .page_cache import PageCache
from .request_body import BodyFirst

log = logging.getLogger(__name__)


def in_front_of(application: WSGIApplication) -> WSGIApplication:
    """Django's WSGI application with what the settings ask for around it."""
    if settings.PAGE_MEMORY:
        application = PageCache(application, settings.PAGE_MEMORY)
    application = in_utf8(application)
    if not settings.PROXIES:
        # A proxy has the whole body before it asks. A quarter of the threads at most reads what is
        # sent.
        application = BodyFirst(application, places=max(2, settings.THREADS // 4))
    if settings.REQUEST_LOG:
        application = AccessLog(application)
    log.info("Version %s serves", settings.VERSION)
    current.watch()
    for sentence in settings.WRONG_SETTINGS.values():
        log.error("%s", sentence)
    return application
