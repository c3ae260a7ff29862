"""The questionnaire: the address holds the answers, so each page is a function of its address."""

from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import override

from guide.edition.path import read_path
from guide.edition.result import result_for
from guide.edition.support import checks_of, near, not_found_in
from guide.edition.telling import tell
from guide.forms import AnswerForm, is_sent
from guide.handout.build import code_of, make_sheet
from guide.handout.code import shown
from guide.handout.options import Options, query_of
from guide.handout.print_form import chart_line
from guide.handout.ward_place import usual_of
from guide.lib.regions import REGIONS
from guide.page.path_drawing import draw

from .common import in_language, on_site, reads_edition, render_page


@reads_edition
def question_or_result(request, edition, address=""):
    """The next open question of this path, or its result when none is open."""
    path = read_path(in_language(edition), address)
    if path.address != address:
        ward = ward_asked(request, in_language(edition))
        return redirect(path_address(path.address, ward=ward))
    if path.is_finished:
        return _result(request, edition, path)
    return _question(request, edition, path)


def path_address(codes, **query):
    """The address of a path given as `high/one-place`; of the first question where it is empty.

    query: what is asked of it, where that is not empty: ward="east".
    """
    address = reverse("guide:path", args=[codes]) if codes else reverse("guide:first_question")
    asked = {name: value for name, value in query.items() if value}
    return f"{address}?{urlencode(asked)}" if asked else address


def ward_asked(request, guide):
    """The code of the ward from whose own place the page was opened; "" where there is none."""
    code = request.GET.get("ward", "")
    return code if code in guide.wards else ""


def _question(request, edition, path):
    guide = in_language(edition)
    question = path.next_question
    ward = ward_asked(request, guide)
    sent = is_sent(AnswerForm.base_fields, request.GET)
    form = AnswerForm(question, path_address(path.address), request.GET if sent else None, ward)
    if sent and form.is_valid():
        chosen = guide.choices[form.cleaned_data["choice"]]
        return redirect(path_address(path.address_with(chosen), ward=ward))
    earlier = _earlier_answer(request, guide, question)
    context = {
        "path": path,
        "question": question,
        "form": form,
        "next_steps": [(choice, _after(guide, path, choice, ward)) for choice in question.choices],
        "number": list(guide.questions).index(question.code) + 1,
        "total": len(guide.questions),
        "earlier": earlier,
        "keep": _after(guide, path, earlier, ward) if earlier else "",
        "back": _before(path, ward),
        "answers": answers_of(guide, path, ward),
    }
    return render_page(
        request, edition, "guide/question.html", context, status=422 if sent else 200
    )


def _earlier_answer(request, guide, question):
    """The answer that a family comes to change, as `?was=high`; None where there is none."""
    choice = guide.choices.get(request.GET.get("was", ""))
    return choice if choice and choice.question == question.code else None


def _before(path, ward):
    """Where a family came from when it answered in order."""
    if not path.answers:
        return reverse("guide:home")
    return path_address(path.address_without(path.answers[-1]), ward=ward)


def _after(guide, path, choice, ward):
    return path_address(read_path(guide, path.address_with(choice)).address, ward=ward)


def _result(request, edition, path):
    guide = in_language(edition)
    result = result_for(guide, path)
    region = request.GET.get("region", "")
    found = near(guide, region) if region in REGIONS else []
    context = {
        "result": result,
        "told": tell(result),
        "path": path,
        "answers": answers_of(guide, path, ward_asked(request, guide)),
        "drawing": draw(guide, path),
        **_sheet_of(request, edition, path),
        "is_unsure": path.is_unsure,
        "regions": list(REGIONS.items()),
        "region": region if region in REGIONS else "",
        "near": found,
        "not_found": not_found_in(guide, region),
        "checks": checks_of([*found, *result.resources]),
        "starter": result.is_starter,
    }
    return render_page(request, edition, "guide/result.html", context)


def _sheet_of(request, edition, path):
    """The result's sheet, its address and its code: as a ward prints it, where the page was opened
    from the ward's own place.
    """
    guide = in_language(edition)
    ward = guide.wards.get(ward_asked(request, guide))
    options = usual_of(ward, guide.language) if ward else Options((guide.language,))
    query = query_of(options)
    with override(options.languages[0]):
        address = reverse("guide:summary", args=[path.address])
    code = code_of(edition, path.codes, options)
    line = ""
    if ward and code:
        line = chart_line(make_sheet(edition, path.codes, options, settings.SITE_ADDRESS))
    return {
        "pdf": f"{address}?{query}" if query else address,
        "ward": ward,
        "ward_is_gone": bool(request.GET.get("ward")) and ward is None,
        "ward_query": query,
        "chart_line": line,
        "sheet_code": shown(code),
        "check": on_site(request, "/check/"),
    }


def answers_of(guide, path, ward):
    """What the family told us, each with the address that asks that question again and knows the
    answer that it had, and the code of the ward that prints it.
    """
    return [
        {
            "question": guide.questions[choice.question],
            "choice": choice,
            "change": path_address(path.address_without(choice), was=choice.code, ward=ward),
        }
        for choice in path.answers
    ]
