"""The desk: what needs doing, and where. Each line leads to the place where it is mended."""

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guide.accounts.handover import taken_over_by
from guide.lib.days import day_in_words, moment_in_words
from guide.links.addresses import addresses
from guide.models import Feedback, LinkCheck, PlannedPublication
from guide.models.job import looks_at_the_clock, troubles
from guide.models.link_problem import problem_in_words
from guide.publishing.changes import is_change
from guide.publishing.checks import problems
from guide.publishing.compile import NOTHING, compile_next, last_edition
from guide.publishing.history import older_language
from guide.publishing.languages import language_names
from guide.publishing.link_signatures import waiting_for
from guide.publishing.refused import said_of
from guide.publishing.working_copy import read_quickly
from guide.roles import APPROVE, EDIT, PUBLISH, READ, SEE_EDITIONS, SEE_JOBS, may_read

from .leaving import edits_waiting
from .review_lists import (
    authors_of_ready,
    being_edited,
    drafts_of,
    for_approval,
    said_by_link,
    sent_back,
    to_look_at_again,
)
from .telephone_numbers import warnings_about_numbers
from .todo import Line, ToDo, entry_line
from .undescribed_drawings import languages_without_words

SOON = timedelta(days=30)


def desk_lists(request):
    """The context of the first page: the live edition, notices, and the lists that hold
    something.
    """
    user = request.user
    rows = read_quickly()
    last = last_edition()
    return {
        "edition": last if user.has_perm(SEE_EDITIONS) else None,
        "notices": list(_notices(user, rows)),
        "todos": todos_of(user, rows, last),
        "has_a_role": user.has_perm(READ),
    }


def todos_of(user, rows, last):
    """The ToDos of one person that hold something.

    rows: all; only those that this person may read are told.
    """
    seen = _readable(user, rows)
    drafts = drafts_of(seen)
    authors = authors_of_ready(user, drafts, last)
    lists = [
        _jobs(user),
        _signed_by_link(user),
        _taken_over(user, seen),
        said_by_link(seen),
        for_approval(user, drafts, authors),
        to_look_at_again(user, drafts, authors),
        sent_back(drafts),
        _stopping(user, rows, last),
        _changed(seen, last),
        _reviews(seen),
        _older_words(seen),
        _untold_drawings(seen),
        _numbers(seen),
        _failing_links(user, rows),
        _waiting_feedback(user),
        being_edited(drafts),
    ]
    return [todo for todo in lists if todo.lines]


def _readable(user, rows):
    return [row for row in rows if may_read(user, row.kind)]


def _stopping(user, rows, last):
    lines = []
    for problem in problems(compile_next(last, rows)):
        if may_read(user, problem.kind):
            lines.append(Line(problem.message, _where_mended(problem)))
    return ToDo(_("What would stop publishing"), lines, "stops", needs=EDIT)


def _where_mended(problem):
    if problem.code:
        return reverse("admin:entry", args=[problem.kind, problem.code])
    return reverse(f"admin:guide_{problem.kind}_changelist")


def _changed(rows, last):
    published = (last.content if last else NOTHING)["entries"]
    lines = []
    for row in rows:
        if row.is_waiting:
            continue
        if not _is_as_published(row, published.get(row.kind, {}).get(row.code)):
            lines.append(entry_line(row, _("ready for the next edition"), "review"))
    return ToDo(_("Approved since the last edition"), lines, needs=PUBLISH)


def _is_as_published(row, published):
    if published is None:
        return row.withdrawn
    return not row.withdrawn and not is_change(published, {**row.content, "reviewed": row.review()})


def _reviews(rows):
    today = timezone.localdate()
    due = [row for row in rows if row.review_due and row.review_due <= today + SOON]
    due.sort(key=lambda row: row.review_due)
    lines = []
    for row in due:
        when = _("overdue since %(day)s") if row.review_due < today else _("due %(day)s")
        said = when % {"day": day_in_words(row.review_due)}
        lines.append(entry_line(row, said, "review"))
    return ToDo(_("Reviews due or overdue"), lines, "warns", needs=APPROVE)


def _taken_over(user, rows):
    lines = [entry_line(row) for row in edits_waiting(rows, taken_over_by(user))]
    return ToDo(_("Taken over from a colleague who left"), lines, "warns", needs=EDIT)


def _signed_by_link(user):
    """Only whoever sent the link can say that this person signed."""
    names = Counter(signature.name for signature in waiting_for(user))
    lines = []
    for name, count in names.items():
        said = ngettext("%(name)s signed %(n)s text", "%(name)s signed %(n)s texts", count)
        lines.append(Line(said % {"name": name, "n": count}, reverse("admin:link_signatures")))
    return ToDo(_("Signed by your links, to be confirmed"), lines, "warns", needs=APPROVE)


def _older_words(rows):
    names = language_names()
    lines = []
    for row in rows:
        language = "" if row.withdrawn else older_language(row.words_changed)
        if language:
            said = _("the %(language)s is older") % {"language": names[language]}
            lines.append(entry_line(row, said))
    return ToDo(_("Translations older than their other language"), lines, needs=EDIT)


def _untold_drawings(rows):
    lines = []
    for row in rows:
        names = languages_without_words(row)
        if names:
            said = _("no words in %(languages)s")
            languages = get_text_list(names, _("and"))
            lines.append(entry_line(row, said % {"languages": languages}))
    title = _("Drawings that nobody can hear: write what they show")
    return ToDo(title, lines, "warns", needs=EDIT)


def _notices(user, rows):
    if user.has_perm(SEE_JOBS):
        for name, wrong in settings.WRONG_SETTINGS.items():
            yield Line(f"{name}: {wrong}", "", css="stops")
    if not user.has_perm(READ):
        return
    if not settings.FOUR_EYES:
        yield Line(
            _(
                "Four eyes is off: anyone may approve their own edits. Turn it on with "
                "FOUR_EYES=yes."
            ),
            "",
        )
    for row in _readable(user, rows):
        if row.kind == "organisation" and not row.content["filled_in"]:
            yield entry_line(row, _("who runs the guide is still to be filled in"))
    if not user.has_perm(SEE_EDITIONS):
        return
    plans = PlannedPublication.objects.order_by("-at")[:3]
    for plan in plans:
        if plan.done_at is None or plan.is_news():
            yield _of_plan(plan)


def _of_plan(plan):
    when = {"when": moment_in_words(plan.at)}
    address = reverse("admin:publish")
    if plan.is_overdue():
        return Line(
            _(
                "What was planned for %(when)s has not gone out: nothing looks at the clock. Ask "
                "whoever runs the site for the timer of publish_due."
            )
            % when,
            address,
            css="stops",
        )
    if plan.done_at is None:
        if looks_at_the_clock(timezone.now()):
            return Line(_("The next edition goes out on %(when)s.") % when, address)
        return Line(
            _(
                "The next edition goes out on %(when)s, but nothing looks at the clock yet. Ask "
                "whoever runs the site for the timer of publish_due."
            )
            % when,
            address,
            css="stops",
        )
    if plan.was_published():
        said = _("Some of what was planned for %(when)s did not go out")
    else:
        said = _("What was planned for %(when)s did not go out")
    return Line(said % when, address, _what_came_of(plan))


def _what_came_of(plan):
    told = [plan.outcome_in_words()] if plan.outcome else []
    if plan.left_out:
        left_out = []
        for kind, code, why in plan.left_out_in_words():
            left_out.append(said_of(f"{kind} {code}", why))
        told.append(_("left out: %(entries)s") % {"entries": "; ".join(left_out)})
    return "; ".join(told)


def _jobs(user):
    """What failed or did not run by the clock, for whoever runs the site.

    No developer has timers.
    """
    lines = []
    if user.has_perm(SEE_JOBS) and not settings.DEVELOPMENT:
        address = reverse("admin:guide_jobrun_changelist")
        lines = [Line(sentence, address) for sentence in troubles()]
    return ToDo(_("What runs by the clock"), lines, "stops", needs=SEE_JOBS)


def _numbers(rows):
    lines = []
    for row in rows:
        lines += [entry_line(row, sentence) for sentence in warnings_about_numbers(row)]
    return ToDo(_("Telephone numbers that a tap does not call"), lines, "warns", needs=EDIT)


def _failing_links(user, rows):
    """The desk's list of links that a family would find dead; each line leads to where it is
    mended.
    """
    checks = list(LinkCheck.objects.failing()) if user.has_perm("guide.view_linkcheck") else []
    named = addresses(rows) if checks else {}
    lines = []
    for check in checks:
        for row in _readable(user, named.get(check.address, [])):
            lines.append(entry_line(row, f"{problem_in_words(check.problem)} {check.address}"))
    return ToDo(_("Links that do not work"), lines, "stops", needs="guide.change_source")


def _waiting_feedback(user):
    """How many sentences nobody has dealt with yet.

    The words stay on the desk: this list is also mailed.
    """
    waiting = 0
    if user.has_perm("guide.view_feedback"):
        waiting = Feedback.objects.waiting().exclude(sentence="").count()
    address = reverse("admin:guide_feedback_changelist") + "?done__exact=0"
    said = ngettext(
        "%(count)s sentence waits to be read", "%(count)s sentences wait to be read", waiting
    )
    lines = [Line(said % {"count": waiting}, address)] if waiting else []
    return ToDo(_("What families wrote"), lines, needs="guide.change_feedback")
