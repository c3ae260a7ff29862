"""Run beside a server, on its database: makes a person who may do everything and something on every
page of the desk.

Prints as JSON the cookie of this person's session and the addresses of all pages under /admin/.
"""

import json

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from guide.models import BY_KIND, Feedback, LinkCheck, Source

OUR_PAGES = (
    "",
    "account/",
    "account/phone/",
    "exchange/",
    "coverage/",
    "publish/",
    "editions/1/",
    "password_change/",
)


def make_boss():
    boss = User.objects.create_superuser(
        "boss", "boss@example.org", "a-long-password", first_name="Ada", last_name="Roy"
    )
    session = SessionStore()
    session[SESSION_KEY] = str(boss.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = boss.get_session_auth_hash()
    session.save()
    return boss, session.session_key


def make_work(boss):
    now = timezone.now()
    source = Source.objects.exclude(address="").first()
    reading = source.readings.create(text="One paragraph.\n\nAnother.", read_by=boss)
    LinkCheck.objects.create(
        address=source.address,
        outcome="failing",
        problem="The site says 404 Not Found.",
        checked_at=now,
        since=now,
    )
    feedback = Feedback.objects.create(
        page="home", edition=1, language="en", helped=False, sentence="Too hard."
    )
    yield f"sources/{source.code}/readings/"
    yield f"sources/{source.code}/readings/{reading.pk}/"
    yield f"guide/feedback/{feedback.pk}/change/"
    yield from (
        f"auth/user/{boss.pk}/change/",
        f"auth/user/{boss.pk}/password/",
        "auth/user/add/",
        "auth/group/add/",
    )


def pages_of_models():
    """The list of each kind of row, and the entries' forms that are not made like another."""
    for model in admin.site._registry:
        if model._meta.model_name not in BY_KIND or model._meta.model_name in ("section", "source"):
            yield f"{model._meta.app_label}/{model._meta.model_name}/"
    for kind in ("question", "section", "resource"):
        yield f"guide/{kind}/{BY_KIND[kind].objects.first().pk}/change/"
    section = BY_KIND["section"].objects.first().code
    yield from (f"entry/section/{section}/{page}/" for page in ("review", "history"))
    yield from ("entry/treatment/surgery/review/", "guide/section/add/", "guide/question/add/")
    yield from (
        "look/working/en/guide/high/one-place/",
        "compare/edition-1/working/en/treatments/surgery/",
    )
    yield "editions/1/go-back/"


if __name__ == "__main__":
    boss, key = make_boss()
    pages = [*OUR_PAGES, *make_work(boss), *pages_of_models()]
    print(
        json.dumps(
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": key,
                "pages": pages,
                "our_pages": OUR_PAGES,
            }
        )
    )
