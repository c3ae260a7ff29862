"""Colleagues hear of what was said about an entry: whom it concerns, and nobody else."""

from django.contrib.auth.models import User
from django.urls import reverse

from guide.models import Remark
from guide.publishing.approvers import authors_since_approval, who_may_approve

from .mail import mail_colleague


def tell_of_remark(said, entry):
    """Mail what was said at the desk to those whom it concerns.

    A request for a review goes to those reviewers who spoke of the entry before, or to all who may
    approve it; everything else to whoever wrote the words, or asked for their review, and to
    whoever asks for changes.
    """
    if said.nature == Remark.Nature.READY:
        people = _reviewers(entry)
    else:
        people = _writers(entry)
    for person in people:
        if person.pk != said.by_id:
            _mail(person, "said-at-the-desk", said, entry)


def tell_of_requests(requests):
    """Requests for reviews that were made in one step: [(what was said, entry)]. Each reviewer gets
    one mail, about the first that concerns them; the desk lists all.
    """
    told = set()
    for said, entry in requests:
        for person in _reviewers(entry):
            if person.pk != said.by_id and person.pk not in told:
                told.add(person.pk)
                _mail(person, "said-at-the-desk", said, entry)


def tell_of_answer(said, entry, by):
    """Mail to whoever wrote, or sent the link by which it came, that it is answered."""
    if said.by_id != by.pk:
        _mail(said.by, "answered", said, entry)


def _mail(person, about, said, entry):
    address = reverse("admin:review", args=[said.kind, said.code])
    mail_colleague(person, about, {"said": said, "entry": entry}, address)


def _writers(entry):
    said = Remark.objects.of(entry)
    concerned = authors_since_approval(entry)
    concerned |= set(said.objections().values_list("by", flat=True))
    asked = said.filter(nature=Remark.Nature.READY).first()
    if asked:
        concerned.add(asked.by_id)
    return User.objects.filter(pk__in=concerned, is_staff=True).order_by("pk")


def _reviewers(entry):
    may = who_may_approve(entry)
    spoke = set(Remark.objects.of(entry).values_list("by", flat=True))
    return [person for person in may if person.pk in spoke] or may
