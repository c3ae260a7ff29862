"""Texts of entries in tests: saved at the desk, and as an older version saved them."""

from guide.models import BY_KIND, EntryVersion

from .desk import change_address, fields_of

LIST = "<ul>\n<li>One</li>\n<li>Two</li>\n</ul>\n<p>End.</p>"
TOUCHED = "<ul><li><p>One</p></li><li><p>Two</p></li></ul><p>End.</p>"  # as the editor writes it


def entry_of(kind, code):
    return BY_KIND[kind].objects.with_links().get(code=code)


def save(client, kind, code, **texts):
    """At the desk, with the rest of the form as it is."""
    address = change_address(kind, code)
    return client.post(address, fields_of(client.get(address)) | texts)


def as_before(kind, code, **texts):
    """An entry as an older version of the program saved it. Returns its newest EntryVersion."""
    BY_KIND[kind].objects.filter(code=code).update(**texts)
    entry = entry_of(kind, code)
    version = EntryVersion.objects.of(entry).latest("version")
    EntryVersion.objects.filter(pk=version.pk).update(
        content=entry.content(), digest=entry.digest()
    )
    return version
