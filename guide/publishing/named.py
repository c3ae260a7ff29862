"""Which entries an entry names, read from its content."""

from guide.models import BY_KIND


def links_of(model, content):
    """(kind, code) of every entry that this content names."""
    for name in model.LINKS:
        yield model._meta.get_field(name).related_model.kind_name(), content[name]
    for name in model.MANY_LINKS:
        for code in content[name]:
            yield model._meta.get_field(name).related_model.kind_name(), code
    if model.kind_name() == "section":
        for use in content["treatments"]:
            yield "treatment", use["treatment"]
            if use["source"]:
                yield "source", use["source"]


def dependants(kind, code, rows):
    """The rows of the working copy that name this entry."""
    return [row for row in rows if (kind, code) in set(links_of(BY_KIND[row.kind], row.content))]
