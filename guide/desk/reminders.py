"""One digest for each colleague: the desk's own lists, with only what this person can act on."""

from dataclasses import replace

from django.template.loader import render_to_string

from .todo_lists import todos_of


def todos_to_remind_of(user, rows, last):
    """The ToDos that this person can act on, each with only such lines."""
    found = []
    for todo in todos_of(user, rows, last):
        lines = [line for line in todo.lines if line.can_act]
        if lines and todo.needs and user.has_perm(todo.needs):
            found.append(replace(todo, lines=lines))
    return found


def reminder(user, todos, notices, site):
    """(subject, body) of the mail. notices: what waited for it, where this person is mailed once a
    week. site: https://… without a slash at the end.
    """
    context = {
        "user": user,
        "todos": todos,
        "notices": notices,
        "count": sum(todo.count for todo in todos) + len(notices),
        "site": site,
    }
    subject = render_to_string("mail/reminder-subject.txt", context).strip()
    return subject, render_to_string("mail/reminder-body.txt", context)
