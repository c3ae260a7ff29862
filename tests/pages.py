"""What a person sees on a page, read from its HTML by the standard library's parser."""

import re
from html.parser import HTMLParser

VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}


class Element:
    """An element with its attributes, children and text."""

    def __init__(self, tag, attrs, parent=None):
        self.tag, self.attrs, self.parent, self.children = tag, dict(attrs), parent, []

    def __getitem__(self, name):
        return self.attrs[name]

    def get(self, name, default=None):
        return self.attrs.get(name, default)

    @property
    def text(self):
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        # As a browser shows it: white space folds, a no-break space stays.
        return re.sub("[ \t\n]+", " ", "".join(parts)).strip(" ") if self.tag != "style" else ""

    def all(self, tag=None, **attrs):
        """Every element below with this tag and these attributes (class_="x" means: has class
        x).
        """
        for child in self.children:
            if isinstance(child, Element):
                if child._is(tag, attrs):
                    yield child
                yield from child.all(tag, **attrs)

    def first(self, tag=None, **attrs):
        return next(self.all(tag, **attrs), None)

    def _is(self, tag, attrs):
        if tag and self.tag != tag:
            return False
        for name, wanted in attrs.items():
            value = self.get(name.strip("_").replace("_", "-"))
            if value is None or (
                wanted not in value.split() if name == "class_" else wanted not in (True, value)
            ):
                return False
        return True


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.here = Element("#root", [])

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag, attrs):
        self.here.children.append(Element(tag, attrs, self.here))

    def handle_endtag(self, tag):
        element = self.here
        while element.parent and element.tag != tag:
            element = element.parent
        if element.parent:
            self.here = element.parent

    def handle_data(self, data):
        self.here.children.append(data)


def read(response):
    """A response as an Element tree."""
    return read_html(response.content.decode())


def read_html(text):
    builder = _Builder()
    builder.feed(text)
    return builder.root


def filled(form):
    """What a browser would send of this form as it stands: {name: value or [values]}."""
    data = {}
    for field in form.all():
        name, value = field.get("name"), None
        if (
            not name
            or "__prefix__" in name
            or field.tag == "button"
            or field.get("type") == "submit"
        ):
            continue
        if field.tag == "input" and field.get("type") in ("checkbox", "radio"):
            value = field.get("value", "on") if "checked" in field.attrs else None
        elif field.tag == "input":
            value = field.get("value", "")
        elif field.tag == "textarea":
            value = "".join(
                child for child in field.children if isinstance(child, str)
            ).removeprefix("\n")
        elif field.tag == "select":
            chosen = [
                option.get("value", option.text)
                for option in field.all("option")
                if "selected" in option.attrs
            ]
            value = chosen if "multiple" in field.attrs else (chosen or [""])[0]
        if value is not None:
            if name in data:
                data[name] = [*([data[name]] if isinstance(data[name], str) else data[name]), value]
            else:
                data[name] = value
    return data
