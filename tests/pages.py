"""What a person sees on a page, read from its HTML as a browser reads it."""

import re

from selectolax.lexbor import LexborHTMLParser


class Element:
    """An element with its attributes, children and text."""

    def __init__(self, node):
        self._node = node

    def __eq__(self, other):
        return isinstance(other, Element) and self._node.mem_id == other._node.mem_id

    def __hash__(self):
        return hash(self._node.mem_id)

    def __getitem__(self, name):
        return self.attrs[name]

    @property
    def tag(self):
        return self._node.tag

    @property
    def attrs(self):
        """{name: value}, None for one that only stands there, as `hidden` does."""
        return self._node.attributes

    @property
    def parent(self):
        return Element(self._node.parent) if self._node.parent else None

    @property
    def children(self):
        """Elements, and the text between them as it is written."""
        found = []
        for node in self._node.iter(include_text=True):
            if node.is_text_node:
                found.append(node.text_content)
            elif node.is_element_node:
                found.append(Element(node))
        return found

    @property
    def text(self):
        if self.tag == "style":
            return ""
        parts = [child if isinstance(child, str) else child.text for child in self.children]
        # As a browser shows it: white space folds, a no-break space stays.
        return re.sub("[ \t\n]+", " ", "".join(parts)).strip(" ")

    def get(self, name, default=None):
        return self.attrs.get(name, default)

    def all(self, tag=None, **attrs):
        """Every element below with this tag and these attributes.

        class_="x" means: has class x; True means: has one with a value, whichever it is.
        """
        for node in self._node.css(tag or "*"):
            element = Element(node)
            if element != self and element._has(attrs):
                yield element

    def first(self, tag=None, **attrs):
        return next(self.all(tag, **attrs), None)

    def _has(self, attrs):
        for name, wanted in attrs.items():
            value = self.get(name.strip("_").replace("_", "-"))
            if value is None:
                return False
            if name == "class_" and wanted not in value.split():
                return False
            if name != "class_" and wanted not in (True, value):
                return False
        return True


def read(response):
    """A response as an Element tree."""
    return read_html(response.content.decode())


def read_html(text):
    return Element(LexborHTMLParser(text).root.parent)


def filled(form):
    """What a browser would send of this form as it stands: {name: value or [values]}."""
    data = {}
    for field in form.all():
        name = field.get("name")
        value = _sent(field)
        if not name or "__prefix__" in name or value is None:
            continue
        if name not in data:
            data[name] = value
        elif isinstance(data[name], str):
            data[name] = [data[name], value]
        else:
            data[name] = [*data[name], value]
    return data


def _sent(field):
    """What one field sends: a text, a list of them, or None."""
    if field.tag == "input":
        return _of_input(field)
    if field.tag == "textarea":
        return "".join(field.children)
    if field.tag == "select":
        options = [option for option in field.all("option") if "selected" in option.attrs]
        chosen = [option.get("value", option.text) for option in options]
        if "multiple" in field.attrs:
            return chosen
        return chosen[0] if chosen else ""
    return None


def _of_input(field):
    if field.get("type") == "submit":
        return None
    if field.get("type") not in ("checkbox", "radio"):
        return field.get("value", "")
    return field.get("value", "on") if "checked" in field.attrs else None
