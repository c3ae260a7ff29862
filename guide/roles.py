"""Who may do what at the desk: three groups. A person may be in several."""

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.utils.translation import gettext_noop

# What the pages of the desk ask for: who may read, write, sign and let out.
READ = "guide.view_section"
EDIT = "guide.change_section"
APPROVE = "guide.approve_entry"
PUBLISH = "guide.publish_edition"
CHECK_SERVICES = "guide.add_servicecheck"
SEE_EDITIONS = "guide.view_edition"
# Of no group: whoever runs the site is a superuser.
SEE_JOBS = "guide.view_jobrun"

ENTRIES = [
    "question",
    "choice",
    "section",
    "treatmentuse",
    "treatment",
    "prompt",
    "resource",
    "term",
    "source",
    "ward",
    "organisation",
]
EVERYONE_READS = [f"view_{entry}" for entry in ENTRIES]
EVERYONE_READS += ["view_edition", "view_linkcheck", "view_sourcereading", "view_feedback"]
CHECKS = [CHECK_SERVICES.removeprefix("guide."), "change_linkcheck"]
WRITES = ["add_sourcereading", "change_feedback", "delete_feedback"]
for entry in ENTRIES:
    WRITES += [f"add_{entry}", f"change_{entry}", f"delete_{entry}"]
# As the database has them; the desk shows them in its own language.
EDITORS = gettext_noop("Editors")
REVIEWERS = gettext_noop("Reviewers")
PUBLISHERS = gettext_noop("Publishers")
ROLES = {
    EDITORS: [*EVERYONE_READS, *WRITES, *CHECKS],
    REVIEWERS: [*EVERYONE_READS, *CHECKS, APPROVE.removeprefix("guide.")],
    PUBLISHERS: [*EVERYONE_READS, PUBLISH.removeprefix("guide.")],
}


def name_of(user: AbstractUser) -> str:
    """A colleague as the desk and paper name them."""
    return user.get_full_name() or user.get_username()


def may_read(user: AbstractUser | AnonymousUser, kind: str) -> bool:
    """Whether this person may read entries of this kind ("section"), drafts included."""
    return user.has_perm(f"guide.view_{kind}")


def may_still(user: AbstractUser, right: str) -> bool:
    """Whether what this person began without a session (a review link, a plan) may go on: still
    staff, still may.
    """
    return user.is_active and user.is_staff and user.has_perm(right)


def make_groups(apps):
    """Create the groups, or give them their permissions again.

    `apps`: a registry, past or present.
    """
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ours = Permission.objects.filter(content_type__app_label="guide")
    for name, codenames in ROLES.items():
        group, _new = Group.objects.get_or_create(name=name)
        group.permissions.set(ours.filter(codename__in=codenames))
