"""Who may do what at the desk: three groups. A person may be in several."""

from django.contrib.auth.models import AbstractUser, AnonymousUser

# What the pages of the desk ask for: who may read, write, sign and let out.
READ, EDIT = "guide.view_section", "guide.change_section"
APPROVE, PUBLISH = "guide.approve_entry", "guide.publish_edition"
SEE_EDITIONS = "guide.view_edition"

EVERYONE_READS = [
    *(
        "view_question",
        "view_choice",
        "view_section",
        "view_treatmentuse",
        "view_treatment",
        "view_prompt",
    ),
    *(
        "view_resource",
        "view_term",
        "view_source",
        "view_ward",
        "view_organisation",
        "view_edition",
    ),
]
ENTRIES = [name.removeprefix("view_") for name in EVERYONE_READS if name != "view_edition"]
ALSO_READS = ["view_linkcheck", "view_sourcereading", "view_feedback"]
ROLES = {
    "Editors": [
        *EVERYONE_READS,
        *ALSO_READS,
        *("add_sourcereading", "change_feedback", "delete_feedback"),
        *(f"{verb}_{entry}" for verb in ("add", "change", "delete") for entry in ENTRIES),
    ],
    "Reviewers": [*EVERYONE_READS, *ALSO_READS, APPROVE.removeprefix("guide.")],
    "Publishers": [*EVERYONE_READS, *ALSO_READS, PUBLISH.removeprefix("guide.")],
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
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(
            Permission.objects.filter(content_type__app_label="guide", codename__in=codenames)
        )
