"""Whoever leaves hands open work over: mails about it, and what is listed at the desk."""

from guide.models import Handover

# Of those who took over from each other, so many at most are asked one after another.
MOST_STEPS = 10


def hand_over(leaver, successor):
    """Close the account of one colleague; what comes for that person reaches the other.

    Nothing that the leaver wrote or signed gets another name. leaver, successor: two persons.
    """
    Handover.objects.update_or_create(leaver=leaver, defaults={"successor": successor})
    leaver.is_active = False
    leaver.save(update_fields=["is_active"])


def whom_to_tell(user):
    """This person, or whoever took over; somebody without an open account where nobody did."""
    for _step in range(MOST_STEPS):
        if user.is_active:
            break
        taken_over = Handover.objects.filter(leaver=user).select_related("successor").first()
        if taken_over is None:
            break
        user = taken_over.successor
    return user


def taken_over_by(user):
    """The ids of those from whom this person took over, whose account is still closed."""
    leavers = Handover.objects.filter(successor=user, leaver__is_active=False)
    return set(leavers.values_list("leaver_id", flat=True))
