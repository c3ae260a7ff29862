"""Something to try the desk with: three people and some work waiting.

No word of the guide is made up for it.
"""

import secrets
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from guide.models import BY_KIND, Remark, Section
from guide.publishing.actions import approve
from guide.publishing.remarks import object_to
from guide.roles import make_groups

REASON = (
    "Please open the source live, check that it still says this, and give the date in the "
    "source’s entry."
)


class Command(BaseCommand):
    help = (
        "Add an editor, a reviewer and a publisher to a development database, and leave some "
        "work for them."
    )

    @transaction.atomic
    def handle(self, **options):
        if not settings.DEVELOPMENT:
            raise CommandError("This is not a development site: demo accounts are refused.")
        if not Section.objects.exists():
            raise CommandError("There is no content yet. Run load_starter first.")
        make_groups(apps)
        people = {role: self._person(role) for role in ("Editors", "Reviewers", "Publishers")}
        self._leave_work(people["Editors"], people["Reviewers"])
        self.stdout.write(
            "Sign in at /admin/ with one of these names. They are for this development database "
            "only."
        )

    def _person(self, role):
        name = f"demo-{role.lower().removesuffix('s')}"
        user, _ = User.objects.get_or_create(
            username=name, defaults={"first_name": "Demo", "last_name": role[:-1]}
        )
        password = secrets.token_urlsafe(12)
        user.is_staff = user.is_active = True
        user.set_password(password)
        user.save()
        user.groups.set([Group.objects.get(name=role)])
        self.stdout.write(f"{name:16} {password}")
        return user

    def _leave_work(self, editor, reviewer):
        """Of the drafts that wait: some asked about, one sent back, one approved; and a review that
        is overdue.
        """
        treatments = BY_KIND["treatment"].objects.with_links()
        waiting = [treatment for treatment in treatments if not treatment.is_approved()]
        for number, entry in enumerate(waiting[:4]):
            self._ask(entry, editor)
            if number == 0 and not entry.objected:
                object_to(entry, reviewer, REASON, entry.digest())
            if number == 1:
                self._sign(entry, reviewer)
        yesterday = timezone.localdate() - timedelta(days=1)
        trials = Section.objects.filter(review_due=None, code="clinical-trials")
        trials.update(review_due=yesterday)

    def _sign(self, entry, reviewer):
        """Approve this entry and the sources that it rests on."""
        in_a_year = timezone.localdate() + timedelta(days=365)
        approve(entry, reviewer, review_due=in_a_year)
        for source in entry.sources.all():
            if not source.is_approved():
                approve(source, reviewer, review_due=in_a_year)

    def _ask(self, entry, by):
        about = {"kind": entry.kind_name(), "code": entry.code, "digest": entry.digest()}
        Remark.objects.get_or_create(**about, nature=Remark.Nature.READY, by=by)
