"""Which entries an entry names, read from its content."""

from guide.models import BY_KIND


def links_of(model, content):
    """(kind, code) of every entry that this content names."""
    content = model.whole(content)
    for name in model.LINKS:
        if content[name] is not None or name not in model.LATER:
            yield target_of(model, name), content[name]
    for name in model.MANY_LINKS:
        for code in content[name]:
            yield target_of(model, name), code
    if model.kind_name() == "section":
        for use in content["treatments"]:
            yield "treatment", use["treatment"]
            if use["source"]:
                yield "source", use["source"]


def target_of(model, name):
    """The kind of entry that a link of this model leads to."""
    return model._meta.get_field(name).related_model.kind_name()


def dependants(kind, code, rows):
    """The rows of the working copy that name this entry."""
    return [row for row in rows if (kind, code) in set(links_of(BY_KIND[row.kind], row.content))]
