"""What the small forms of the desk have in common."""

from django import forms


class SmallForm(forms.Form):
    """A form that shares its page with others: its ids are its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **({"auto_id": f"{type(self).__name__.lower()}_%s"} | kwargs))
