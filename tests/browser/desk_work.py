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
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from guide.models import BY_KIND, Edition, Feedback, JobRun, LinkCheck, Remark, Source
from guide.publishing.actions import approve_as_starter
from guide.publishing.remarks import object_to, remark
from guide.publishing.write import write_entry

OUR_PAGES = (
    "",
    "account/",
    "account/phone/",
    "exchange/",
    "coverage/",
    "binder/",
    "deleted/",
    "find/?q=surgery",
    "find/?q=zzz",
    "find/replace/?old=surgery&new=operation",
    "feedback/months/",
    "pages/",
    "pages/result/high/one-place/",
    "pages/treatment/surgery/",
    "pages/together/treatment/surgery/",
    "publish/",
    "services/",
    "signed-by-link/",
    "editions/1/",
    "editions/1/go-back/",
    "password_change/",
    "look/working/en/guide/high/one-place/",
    "compare/edition-1/working/en/treatments/surgery/",
)
OF_ENTRIES = (
    "section/high-one-place/review/",
    "section/high-one-place/history/?on=2026-01-01",
    "section/high-one-place/history/?from=1&to=2",
    "section/high-one-place/edition/1/",
    "section/high-one-place/take-out/",
    "treatment/surgery/review/",
    "treatment/surgery/take-out/",
)
TEXT = "<p>Other words.</p><aside><p>Never both.</p></aside>"


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


def make_colleague():
    editor = User.objects.create_user("inès", "i@example.org", "x", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))
    return editor


def make_edits(boss, editor):
    """One edit that is ready for the next edition, one that a reviewer sent back, and a draft that
    somebody deleted.
    """
    words = {"body": {"en": TEXT, "fr": TEXT}}
    approve_as_starter(write_entry("section", "high-one-place", words, by=editor))
    entry = write_entry("treatment", "surgery", {"what": {"en": TEXT, "fr": TEXT}}, by=editor)
    remark(entry, editor, Remark.Nature.READY)
    object_to(entry, boss, "Say when.", entry.digest(), about="what_en")
    remark(entry, boss, Remark.Nature.COMMENT, "Well said.")
    write_entry("term", "draft", {"name": {"en": "Draft", "fr": "Ébauche"}}, by=editor).delete()


def make_work(boss, editor):
    now = timezone.now()
    make_edits(boss, editor)
    source = Source.objects.exclude(address="").first()
    reading = source.readings.create(text="One paragraph.\n\nAnother.", read_by=boss)
    LinkCheck.objects.create(
        address=source.address,
        outcome="failing",
        problem="The site says 404 Not Found.",
        checked_at=now,
        since=now,
    )
    JobRun.objects.create(job="check_links", ran_at=now, seconds=2, succeeded=False, outcome="No.")
    feedback = Feedback.objects.create(
        page="treatment", code="surgery", edition=1, language="en", helped=False, sentence="Hard."
    )
    yield f"sources/{source.code}/readings/"
    yield f"sources/{source.code}/readings/{reading.pk}/"
    yield f"guide/feedback/{feedback.pk}/change/"
    yield f"leaving/{editor.pk}/"
    yield from (
        f"auth/user/{boss.pk}/change/",
        f"auth/user/{boss.pk}/password/",
        f"auth/user/{editor.pk}/delete/",
        f"guide/edition/{Edition.objects.get().pk}/change/",
        "auth/user/add/",
        "auth/group/add/",
    )


def pages_of_models():
    """The list of each kind of row, and the entries' forms that are not made like another."""
    for model in admin.site._registry:
        if model._meta.model_name not in BY_KIND or model._meta.model_name in ("section", "source"):
            yield f"{model._meta.app_label}/{model._meta.model_name}/"
    for kind in ("question", "choice", "resource", "term", "source", "organisation"):
        yield f"guide/{kind}/{BY_KIND[kind].objects.first().pk}/change/"
    for kind, code in (("section", "high-one-place"), ("treatment", "surgery")):
        pk = BY_KIND[kind].objects.get(code=code).pk
        yield f"guide/{kind}/{pk}/change/"
        yield f"guide/{kind}/{pk}/history/"
    yield from ("guide/section/add/", "guide/question/add/")


if __name__ == "__main__":
    boss, key = make_boss()
    editor = make_colleague()
    pages = [*OUR_PAGES, *make_work(boss, editor), *pages_of_models()]
    pages += [f"entry/{page}" for page in OF_ENTRIES]
    print(json.dumps({"name": settings.SESSION_COOKIE_NAME, "value": key, "pages": pages}))
