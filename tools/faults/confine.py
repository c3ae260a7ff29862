"""Run a command as a unit of ours confines it: `python -m tools.faults.confine UNIT COMMAND …`.

Where systemd does not run, its filter of system calls and of address families is set up here from
the unit's own lines, by libseccomp, as systemd does it. What else the unit says (namespaces,
folders, rights) is not played.
"""

import ctypes
import ctypes.util
import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
EQUAL = 4


class Compare(ctypes.Structure):
    """libseccomp's condition on one argument of a system call."""

    _fields_ = [
        ("argument", ctypes.c_uint),
        ("how", ctypes.c_int),
        ("one", ctypes.c_uint64),
        ("two", ctypes.c_uint64),
    ]


def main():
    unit, *command = sys.argv[1:]
    confine(*rules_of(Path(unit).read_text()))
    os.execvp(command[0], command)


def rules_of(unit: str) -> tuple[set[str], list[int]]:
    """(names of the system calls, numbers of the address families) that the text of a unit
    allows.
    """
    calls, families = set(), []
    for line in unit.splitlines():
        name, _, value = line.partition("=")
        if name == "SystemCallFilter":
            found = set().union(*(expanded(word) for word in value.removeprefix("~").split()))
            calls = calls - found if value.startswith("~") else calls | found
        elif name == "RestrictAddressFamilies":
            families += [int(getattr(socket, word)) for word in value.split()]
    return calls, families


def expanded(group: str) -> set[str]:
    """The system calls of a group, as this machine's systemd knows it; a name alone is that
    call.
    """
    if not group.startswith("@"):
        return {group}
    told = subprocess.run(
        ["systemd-analyze", "syscall-filter", group], capture_output=True, text=True, check=True
    ).stdout
    words = [
        line.strip()
        for line in told.splitlines()[1:]
        if line.strip() and not line.strip().startswith("#")
    ]
    return set().union(*(expanded(word) for word in words))


def confine(calls: set[str], families: list[int]) -> None:
    """Only these from now on, for this process and all that it starts.

    Raises OSError where the kernel refuses.
    """
    library = ctypes.CDLL(ctypes.util.find_library("seccomp") or "libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    filter_ = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(REFUSE)))
    for name in sorted(calls - {"socket"}):
        number = library.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:
            library.seccomp_rule_add(filter_, ctypes.c_uint32(ALLOW), number, 0)
    number = library.seccomp_syscall_resolve_name(b"socket")
    for family in families:
        only = (Compare * 1)(Compare(0, EQUAL, family, 0))
        library.seccomp_rule_add_array(filter_, ctypes.c_uint32(ALLOW), number, 1, only)
    # To begin the command itself.
    library.seccomp_rule_add(
        filter_, ctypes.c_uint32(ALLOW), library.seccomp_syscall_resolve_name(b"execve"), 0
    )
    if failed := library.seccomp_load(filter_):
        raise OSError(-failed, "the kernel takes no filter")


if __name__ == "__main__":
    main()
