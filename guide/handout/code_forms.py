"""The forms to type the code of a sheet, or the codes of many."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guide.forms import GetFormHelper

from .code import BadCode, plain_code
from .many_codes import ADDRESS, TooManyCodes, codes_in


class CodeForm(forms.Form):
    """The code of a handout, as somebody reads it from paper."""

    code = forms.CharField(
        label=_("Code on the sheet"),
        help_text=_(
            "It stands at the foot of each page. Small letters, spaces and hyphens do not matter."
        ),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    button = _("Check the sheet")
    REASONS = {
        "empty": _("Type the code that stands at the foot of the sheet."),
        "letters": _(
            "A code has only these letters and digits: 2 3 4 6 7 9 C D F H J K M N P R T V X. "
            "Look again."
        ),
        "check": _(
            "One letter or digit is not right, or two have changed places. Compare the code with "
            "the sheet."
        ),
        "unknown": _(
            "No sheet of this guide bears this code. Compare it with the sheet, one letter after "
            "the other."
        ),
        "lost": _(
            "This sheet was printed from an edition that was lost, so we cannot tell what stands "
            "on it, or whether it is still right. Do not rely on it: print a new sheet."
        ),
        "future": _(
            "This code is of a newer kind than this guide can read. Try again later, or ask the "
            "people who gave you the sheet."
        ),
        "later": _("We cannot look up old sheets right now. Please try again in some minutes."),
    }

    def __init__(self, data: QueryDict | None = None, problem: BadCode | None = None) -> None:
        """problem: what was found out about the code only when its sheet was looked for."""
        super().__init__(data)
        self.problem = problem
        self.helper = GetFormHelper("guide:check_form")

    def clean_code(self) -> str:
        try:
            if self.problem:
                raise self.problem
            typed = self.cleaned_data["code"]
            address = ADDRESS.search(typed)
            return plain_code(address[1] if address else typed)
        except BadCode as problem:
            raise forms.ValidationError(self.REASONS[problem.reason]) from None


class PileForm(forms.Form):
    """The codes of many sheets, one a line, or their addresses as a scanner types them."""

    codes = forms.CharField(
        label=_("Codes of many sheets"),
        help_text=_(
            "One a line, or with commas between. A scanner may type the addresses of the squares. "
            "50 codes at once."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
    )
    button = _("Check these sheets")

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.helper = GetFormHelper("guide:check_form")

    def clean_codes(self) -> list[str]:
        try:
            found = codes_in(self.cleaned_data["codes"])
        except TooManyCodes as problem:
            message = _("These are %(count)s codes. Check at most 50 codes at once.")
            raise forms.ValidationError(message, params={"count": problem.args[0]}) from None
        if not found:
            raise forms.ValidationError(CodeForm.REASONS["empty"])
        return found
