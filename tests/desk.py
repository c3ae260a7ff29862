"""Working at the desk in tests: people with roles, and forms filled in as a browser would send
them.
"""

from django.contrib.auth.models import Group
from django.urls import reverse

from guide.models import BY_KIND, BrowserLanguage
from guide.roles import make_groups

from .builders import PASSWORD, make_user
from .pages import filled, read


def make_colleague(role, **fields):
    """A user of this group: "Editors", "Reviewers" or "Publishers"; "" for staff without any
    role.
    """
    from django.apps import apps

    name = role.lower().removesuffix("s") or "nobody"
    user = make_user(
        **({"username": name, "first_name": name.capitalize(), "last_name": "Roy"} | fields)
    )
    # Somebody who has worked here before, in English.
    BrowserLanguage.objects.create(user=user, language="en")
    if role:
        make_groups(apps)  # a test with a live server empties the tables, groups included
        user.groups.add(Group.objects.get(name=role))
    return user


def give_password(client, username="editor", password=PASSWORD, then=""):
    return client.post(
        f"/admin/login/?next={then}", {"username": username, "password": password, "next": then}
    )


def change_address(kind, code):
    return reverse(f"admin:guide_{kind}_change", args=[BY_KIND[kind].objects.get(code=code).pk])


def add_address(kind):
    return reverse(f"admin:guide_{kind}_add")


def fields_of(response):
    """What a browser would send if Save were pressed now: {name: value or [values]}."""
    return filled(
        next(form for form in read(response).all("form") if form.get("id", "").endswith("_form"))
    )


def errors_of(response):
    """{field: its errors} of the form on a change page, inlines as "prefix-field"."""
    found = dict(response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        found |= (
            {"inline": inline.formset.non_form_errors()} if inline.formset.non_form_errors() else {}
        )
        for form in inline.formset.forms:
            found |= {f"{form.prefix}-{name}": errors for name, errors in form.errors.items()}
    return {name: " ".join(errors) for name, errors in found.items()}
