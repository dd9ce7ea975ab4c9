"""What keeps the user's code from doing harm, as far as the system allows.

The code runs as somebody who may not change a file outside of its own directory,
signal a process that it did not start, connect anywhere, or start more than a few
processes. Where the kernel knows no Landlock (Linux before 5.13, other systems)
what remains are the limits of the process and the namespaces it was started in.
"""

import builtins
import ctypes
import os
import resource
import stat
import struct
import sys

# Functions keep the builtins that their module had when they were made: these do
# not change when the user's code changes its own.
__builtins__ = dict(vars(builtins))

PROCESSES = 24  # threads count, too
NOBODY = 65534

# System calls, the same on every architecture, and their arguments; see landlock(7).
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
GET_VERSION, RULE_PATH_BENEATH, SET_NO_NEW_PRIVS = 1, 1, 38
READING = 1 << 0 | 1 << 2 | 1 << 3  # execute, read file, read directory
FILE_RIGHTS = {1: 1 << 13, 2: 1 << 14, 3: 1 << 15}  # how many there are, by version
NETWORK = 1 << 0 | 1 << 1  # bind, connect
SCOPES = 1 << 0 | 1 << 1  # abstract sockets, signals
WRITE_FILE = 1 << 1

LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def confine(directory):
    """Give up what the code is not to have, for good. To be called in the fork."""
    become_nobody(directory)
    limit(resource.RLIMIT_NPROC, PROCESSES)
    if LIBC is not None:
        landlock(directory)


def become_nobody(directory):
    """Root is above the limit on processes, and above the rights of files."""
    if os.geteuid() != 0 or not readable_by_all():
        return
    try:
        os.chown(directory, NOBODY, NOBODY)
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    except OSError:
        pass  # nobody else is known in this namespace


def readable_by_all():
    """Whether the standard library, which is loaded as it is needed, is open to others."""
    path = os.path.dirname(os.path.realpath(os.__file__))
    while True:
        if not os.stat(path).st_mode & stat.S_IXOTH:
            return False
        above = os.path.dirname(path)
        if above == path:
            return True
        path = above


def limit(kind, value):
    """Set a resource limit, as far as the system and its own limits allow."""
    try:
        hard = resource.getrlimit(kind)[1]
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(kind, (value, value))
    except (ValueError, OSError):
        pass


def landlock(directory):
    """Let nothing be changed outside of a directory, and nobody be reached."""
    version = LIBC.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), GET_VERSION)
    if version < 1:
        return
    files = FILE_RIGHTS.get(version, 1 << 16) - 1 & ~READING
    attributes = struct.pack(
        "<QQQ", files, NETWORK if version >= 4 else 0, SCOPES if version >= 6 else 0
    )
    size = 8 if version < 4 else 16 if version < 6 else 24
    rules = LIBC.syscall(CREATE_RULESET, attributes, ctypes.c_size_t(size), 0)
    if rules < 0:
        return
    try:
        allow(rules, directory, files)
        allow(rules, os.devnull, files & (WRITE_FILE | 1 << 14))
        LIBC.prctl(SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        LIBC.syscall(RESTRICT_SELF, rules, 0)
    finally:
        os.close(rules)


def allow(rules, path, rights):
    fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        LIBC.syscall(ADD_RULE, rules, RULE_PATH_BENEATH, struct.pack("<Qi", rights, fd), 0)
    finally:
        os.close(fd)
