"""What staff ask for and cannot have."""


class Refused(ValueError):
    """What was asked cannot be done; the message says why, to staff.

    `problems` lists what to mend.
    """

    def __init__(self, message, found=()):
        super().__init__(message)
        self.problems = list(found)
