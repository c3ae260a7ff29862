"""A desk at which people have worked for a while: drafts, remarks, reviews, what is held, history,
feedback, checks, signatures by link, a plan, deleted drafts.
"""

from datetime import timedelta

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from guide.models import (
    BY_KIND,
    Edition,
    Feedback,
    JobRun,
    LinkCheck,
    LinkSignature,
    MailChoice,
    Notice,
    PlannedPublication,
    Remark,
    Resource,
    Section,
    Source,
    SourceReading,
    Visit,
)
from guide.models.job import LATE_AFTER
from guide.publishing.actions import approve, approve_as_starter, go_back, publish
from guide.publishing.remarks import object_to, remark
from guide.publishing.service_checks import note_checks, reach
from guide.publishing.working_copy import Row, read_quickly
from guide.publishing.write import write_entry

from .desk import make_colleague

# The kinds of which a guide comes to have many.
GROWING = ("section", "treatment", "prompt", "resource", "term", "source")


def fill_desk(*, entries: int, rows: int) -> str:
    """Let people work at a guide that was published once.

    entries: how many the guide has in the end, those that are there already included. rows: of
    everything else, so many. Returns the code of the section with most on it.
    """
    editor = make_colleague("Editors")
    reviewer = make_colleague("Reviewers")
    make_colleague("Publishers")
    for number in range(rows):
        make_colleague("Editors", username=f"editor-{number}", last_name=f"Roy {number}")
    _grow(entries)
    ward = {"en": "Day ward", "fr": "Hôpital de jour"}
    write_entry("ward", "day-ward", {"name": ward, "hospital": ward, "day_phone": "555-0100"})
    publish(None)
    _edit(rows // 2, editor, then=approve_as_starter)
    publish(None)
    go_back(Edition.objects.get(number=2), None)
    code = _a_full_section(editor)
    _edit(rows, editor, then=lambda entry: remark(entry, editor, Remark.Nature.READY))
    _edit(rows, editor, then=lambda entry: object_to(entry, reviewer, "Why?", entry.digest()))
    _edit(rows, editor, then=lambda entry: approve(entry, reviewer), kinds=("term", "source"))
    _say(Section.objects.with_links().get(code=code), rows, editor, reviewer)
    _delete(rows, editor)
    _note(rows, editor, reviewer)
    _log(rows, editor)
    return code


def sign_in(client: Client, user: User) -> None:
    """As every day: with a password, and a phone that was set up."""
    phone = TOTPDevice.objects.create(user=user, name="phone")
    client.force_login(user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = phone.persistent_id
    session.save()


def with_every_right() -> User:
    """Somebody who may open every page, by roles and rights, and asks for each of them."""
    user = make_colleague("Editors", username="everything")
    user.groups.set(Group.objects.all())
    user.user_permissions.set(Permission.objects.all())
    return user


def _grow(entries: int) -> None:
    rows = read_quickly()
    # What is no draft rests on nothing that is one.
    patterns = [row for row in rows if row.kind in GROWING and not row.is_waiting]
    for number in range(entries - len(rows)):
        row = patterns[number % len(patterns)]
        entry = write_entry(row.kind, f"more-{row.kind}-{number}", _another(row, number))
        approve_as_starter(entry)


def _another(row: Row, number: int) -> dict:
    """The same content under another name."""
    content = dict(row.content)
    name = "title" if row.kind in ("source", "section") else BY_KIND[row.kind].PAIRS[0]
    if isinstance(content[name], dict):
        content[name] = {language: f"{text} {number}" for language, text in content[name].items()}
    else:
        content[name] = f"{content[name]} {number}"
    content.pop("record_codes", None)
    if row.kind == "source":
        content["address"] = f"https://example.org/{number}"
    return content


def _edit(count, by, *, then, kinds=("section", "treatment", "resource", "term")) -> None:
    """Edit the next so many entries that nobody edited yet, and do something with each."""
    rows = [row for row in read_quickly() if row.kind in kinds and not row.is_waiting]
    untouched = [row for row in rows if not row.edited_by_id]
    for row in untouched[:count]:
        content = row.content | {"order": row.content["order"] + 1}
        entry = write_entry(row.kind, row.code, content, by=by, note="A note for colleagues.")
        then(BY_KIND[row.kind].objects.with_links().get(pk=entry.pk))


def _a_full_section(by) -> str:
    """One that names many treatments, sources and answers, on which somebody works."""
    row = next(row for row in read_quickly() if row.kind == "section")
    sources = list(Source.objects.values_list("code", flat=True)[:25])
    treatments = BY_KIND["treatment"].objects.values_list("code", flat=True)[:25]
    uses = []
    for treatment, source in zip(treatments, sources, strict=False):
        uses.append({"treatment": treatment, "part": "main", "source": source})
    for number in range(2):
        content = row.content | {"sources": sources, "treatments": uses, "order": number}
        write_entry("section", row.code, content, by=by)
    return row.code


def _say(entry, rows, editor, reviewer) -> None:
    """What is said of one entry: asked, sent back, remarked by field and by link."""
    remark(entry, editor, Remark.Nature.READY)
    for number in range(rows // 2):
        remark(entry, editor, Remark.Nature.COMMENT, f"Word {number}", about="title_fr")
        remark(entry, reviewer, Remark.Nature.COMMENT, f"Word {number}", guest="Dr. Tremblay")
        object_to(entry, reviewer, f"Why {number}?", entry.digest(), about="body_en")


def _delete(rows, by) -> None:
    for number in range(rows):
        words = {"name": {"en": f"Gone {number}", "fr": f"Parti {number}"}}
        write_entry("term", f"gone-{number}", words, by=by).delete()


def _note(rows, editor, reviewer) -> None:
    now = timezone.now()
    today = timezone.localdate()
    for number in range(rows):
        page = {"page": "treatment", "code": "surgery", "edition": 1, "language": "en"}
        Feedback.objects.create(**page, helped=number % 2 == 0, sentence=f"Words {number}.")
        Notice.objects.create(user=reviewer, text=f"Line {number}", address="/admin/")
    for number, address in enumerate(_addresses()[: 2 * rows]):
        outcome = {"outcome": "failing", "problem": "404"} if number % 2 else {"outcome": "fine"}
        LinkCheck.objects.create(address=address, checked_at=now, since=now, **outcome)
    for job in LATE_AFTER:
        JobRun.objects.create(job=job, ran_at=now, seconds=1, succeeded=False, outcome="No disk.")
    source = Source.objects.first()
    for number in range(rows):
        text = f"A text of before.\n\nAnother, {number}."
        SourceReading.objects.create(source=source, text=text, read_by=editor)
    services = list(Resource.objects.with_links()[:rows])
    note_checks(editor, [(service, reach(service.content())) for service in services])
    signed = {"invited_by": reviewer, "name": "Dr. Tremblay", "review_due": today}
    for row in [row for row in read_quickly() if row.is_waiting][:rows]:
        LinkSignature.objects.create(kind=row.kind, code=row.code, digest=row.digest, **signed)
        for colleague in User.objects.filter(username__startswith="editor-"):
            Visit.objects.create(kind=row.kind, code=row.code, user=colleague)
    MailChoice.objects.create(user=reviewer, weekly=True)
    later = {"at": now + timedelta(days=2), "digest": "x", "expected": 4, "by": editor}
    PlannedPublication.objects.create(basket=[], **later)


def _addresses() -> list[str]:
    found = []
    for row in read_quickly():
        if row.kind == "source" and row.content["address"]:
            found.append(row.content["address"])
    return list(dict.fromkeys(found))


def _log(rows, by) -> None:
    """What the admin tells of the first entry of each kind."""
    for model in (*BY_KIND.values(), Edition, Feedback, User):
        row = model.objects.first()
        about = {"content_type": ContentType.objects.get_for_model(model), "object_id": row.pk}
        for number in range(rows):
            flag = CHANGE if number else ADDITION
            message = '[{"changed": {"fields": ["Title (French)"]}}]'
            LogEntry.objects.create(
                **about, user=by, action_flag=flag, object_repr=str(row), change_message=message
            )
