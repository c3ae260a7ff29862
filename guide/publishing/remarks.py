"""What reviewers and editors say about an entry."""

from guide.models import Remark


def remark(entry, by, nature, text="", digest=None, guest=""):
    """Keep what was said about the entry as it stands, or about the digest that was read."""
    return Remark.objects.create(
        kind=entry.kind_name(),
        code=entry.code,
        digest=digest or entry.digest(),
        nature=nature,
        text=text,
        by=by,
        guest=guest,
    )
