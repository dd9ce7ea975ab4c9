"""The CPython side of a parity run.

A warm process that runs calls of the user's functions, each batch in a fork of
its own with limits on time, memory, output and files. Requests come on standard
input and answers go to standard output, both as frames: a u32 with the length,
then one value in the encoding of package value. Only the standard library is
used, and what confine.py, which comes before it, defines; Portalis starts it with -I -S, so nothing of the user's is imported.

A request is a dict with "op":

  "run"   makes the calls in "args" of "function" and answers ("loaded",), then
          for each ("call", status, value, raised, stdout, args, nanoseconds);
          status is "value", "raised" or the reason why the call stopped, and
          raised has the class, the message, and whether the program made it.
  "time"  answers ("loaded",), then for each round ("time", nanoseconds) that
          all calls took, "reps" times each.
  "trace" answers ("loaded",), then for the program itself ("traced", raised,
          observations), for each of its examples ("example", "", observations)
          and for each of "calls" ("traced", …); see tracer.py.
  "cover" makes the calls in "args" and answers ("loaded",), then for each
          ("covered", status, large, ways, pairs); see cover.py.

All answer ("load", class, message) when the module cannot be imported, and
always end with ("end", reason), reason being "" unless the fork had to be
stopped or ended itself.
"""

import gc
import io
import opcode
import os
import resource
import select
import signal
import struct
import sys
import time

MAX_DEPTH = 200

# What the user's code may put something else in the place of, as it was.
EXIT, WRITE, CLOCK = os._exit, os.write, time.perf_counter_ns
RAISE = opcode.opmap["RAISE_VARARGS"]


class Unencodable(Exception):
    pass


def encode(value, out, depth=0):
    """Append the encoding of value to the bytearray out."""
    kind = type(value)
    if value is None:
        out += b"N"
    elif kind is bool:
        out += b"T" if value else b"F"
    elif kind is int:
        if -(1 << 63) <= value < 1 << 63:
            out += struct.pack("<cq", b"i", value)
        else:
            text(b"I", digits(value), out)
    elif kind is float:
        out += struct.pack("<cd", b"f", value)
    elif kind is str and not has_surrogate(value):
        text(b"s", value, out)
    elif kind is bytes:
        out += struct.pack("<cI", b"B", len(value)) + value
    elif depth < MAX_DEPTH and kind in TAGS:
        out += struct.pack("<cI", TAGS[kind], len(value))
        if kind is dict:
            for key, item in value.items():
                encode(key, out, depth + 1)
                encode(item, out, depth + 1)
        else:
            for item in value:
                encode(item, out, depth + 1)
    else:
        text(b"?", describe(value), out)
    if len(out) > LIMITS["result"]:
        raise Unencodable("too much output")


TAGS = {list: b"l", tuple: b"t", dict: b"d", set: b"S", frozenset: b"z"}
LIMITS = {"result": 1 << 30}
TRACER = {"__name__": "tracer"}  # the names of tracer.py, once they are needed
COVER = {"__name__": "cover"}  # and those of cover.py


def text(tag, string, out):
    data = string.encode("utf-8", "replace")
    out += struct.pack("<cI", tag, len(data))
    out += data


def digits(value):
    """str(value) without CPython's limit on the number of digits."""
    if not hasattr(sys, "set_int_max_str_digits"):
        return str(value)
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return str(value)
    finally:
        sys.set_int_max_str_digits(limit)


def has_surrogate(string):
    try:
        string.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def describe(value):
    try:
        return repr(value)[:10_000]
    except Exception:
        return "<%s object>" % type(value).__name__


def decode(data, at):
    """Return the value at offset at of data, and the offset after it."""
    tag = data[at : at + 1]
    at += 1
    if tag == b"N":
        return None, at
    if tag == b"T" or tag == b"F":
        return tag == b"T", at
    if tag == b"i":
        return struct.unpack_from("<q", data, at)[0], at + 8
    if tag == b"f":
        return struct.unpack_from("<d", data, at)[0], at + 8
    (count,) = struct.unpack_from("<I", data, at)
    at += 4
    if tag == b"s":
        return data[at : at + count].decode("utf-8"), at + count
    if tag == b"B":
        return data[at : at + count], at + count
    if tag == b"I":
        return int(data[at : at + count]), at + count
    items = []
    for _ in range(2 * count if tag == b"d" else count):
        item, at = decode(data, at)
        items.append(item)
    if tag == b"l":
        return items, at
    if tag == b"t":
        return tuple(items), at
    if tag == b"S":
        return literal_set(items), at
    if tag == b"z":
        return frozenset(literal_set(items)), at
    if tag == b"d":
        return dict(zip(items[::2], items[1::2])), at
    raise ValueError("unknown tag %r" % tag)


def literal_set(items):
    """The set that a display of these literals makes, in its order: of a constant, which
    the compiler made again of the elements of a frozenset, before 3.14."""
    if sys.version_info >= (3, 14):
        return set(frozenset(items))
    return set(frozenset(tuple(frozenset(items))))


def write_all(fd, data):
    while data:
        data = data[WRITE(fd, data) :]


def encoded(value):
    out = bytearray()
    encode(value, out)
    return bytes(out)


def frame(value):
    data = encoded(value)
    return struct.pack("<I", len(data)) + data


class Frames:
    """Splits what comes from a file descriptor into frames."""

    def __init__(self, fd):
        self.fd = fd
        self.data = bytearray()

    def fill(self):
        """Read once; False at the end."""
        piece = os.read(self.fd, 1 << 16)
        self.data += piece
        return bool(piece)

    def next(self):
        """Return the next whole frame, its length included, or None."""
        if len(self.data) < 4:
            return None
        size = 4 + struct.unpack_from("<I", self.data)[0]
        if len(self.data) < size:
            return None
        whole = bytes(self.data[:size])
        del self.data[:size]
        return whole


# The fork: everything below runs beside the user's code.


class Output(io.RawIOBase):
    """Keeps what is printed, up to a limit."""

    def __init__(self, limit, on_limit):
        self.kept = bytearray()
        self.limit = limit
        self.on_limit = on_limit

    def writable(self):
        return True

    def write(self, data):
        self.kept += data
        if len(self.kept) > self.limit:
            self.on_limit()
        return len(data)


class Fork:
    """Runs one request; its answers go to fd."""

    def __init__(self, request, fd):
        self.request = request
        self.fd = fd
        self.output = None

    def send(self, *answer):
        write_all(self.fd, frame(answer))

    def run(self):
        if self.request["op"] == "trace":
            TRACER["trace"](self)
            return
        if self.request["op"] == "cover":
            COVER["cover"](self)
            return
        module = self.load()
        if module is None:
            return
        # Answers may be big, and are made beside what the user's code holds.
        LIMITS["result"] = self.request["result"]
        if self.request["op"] == "time":
            self.time(module)
            return
        for args in self.request["args"]:
            self.call(module, args)

    def load(self, code=None, names=()):
        """Import the program, or what was compiled of it, with a few names more."""
        request = self.request
        self.capture(lambda: EXIT(0))
        sys.argv = [request["path"]]
        module = type(sys)(request["module"])
        module.__file__ = request["path"]
        module.__dict__.update(names)
        if not in_library(module.__name__):
            sys.modules[module.__name__] = module
        try:
            code = code or compile(request["source"].encode("utf-8"), request["path"], "exec", dont_inherit=True)
            # Those of the defs: what a decorator makes of one has parameters of its own.
            self.codes = {c.co_name: c for c in code.co_consts if isinstance(c, type(code))}
            exec(code, module.__dict__)
        except BaseException as e:
            self.send("load", named(e), message(e))
            return None
        self.send("loaded")
        return module

    def capture(self, on_limit):
        self.output = Output(self.request["output"], on_limit)
        sys.stdout = io.TextIOWrapper(self.output, encoding="utf-8", newline="\n", write_through=True)

    def call(self, module, args):
        self.capture(lambda: self.stop("too much output"))
        value = raised = None
        start = CLOCK()
        try:
            value = self.invoke(module, args)
            status = "value"
        except MemoryError:
            status = "out of memory"
        except RecursionError:
            status = "stack overflow"
        except BaseException as e:
            status, raised = "raised", (named(e), message(e), self.own(e))
        elapsed = CLOCK() - start
        stdout = self.output.kept.decode("utf-8", "replace")
        try:
            self.send("call", status, value, raised, stdout, args, elapsed)
        except Unencodable as e:
            self.send("call", str(e), None, None, "", None, elapsed)
        except MemoryError:
            self.send("call", "out of memory", None, None, "", None, elapsed)

    def own(self, e):
        """Whether a raise statement of the program made e, whose words are its own then."""
        trace = e.__traceback__
        if trace is None:
            return False
        while trace.tb_next is not None:
            trace = trace.tb_next
        code = trace.tb_frame.f_code
        return code.co_filename == self.request["path"] and code.co_code[trace.tb_lasti] == RAISE

    def stop(self, reason):
        self.send("call", reason, None, None, "", None, 0)
        EXIT(0)

    def time(self, module):
        function = getattr(module, self.request["function"])
        code = self.code(function)
        calls = [encoded(args) for args in self.request["args"]]
        reps = self.request["reps"]
        for _ in range(self.request["rounds"]):
            self.capture(lambda: self.output.kept.clear())
            prepared = [spread(code, decode(data, 0)[0]) for data in calls for _ in range(reps)]
            gc.collect()
            start = CLOCK()
            for positional, keywords in prepared:
                function(*positional, **keywords)
            self.send("time", CLOCK() - start)


    def code(self, function):
        """The code of the def that says how a function takes arguments; None for no def."""
        return self.codes.get(self.request["function"], getattr(function, "__code__", None))

    def invoke(self, module, args):
        """Call a function with its arguments in order of declaration."""
        function = getattr(module, self.request["function"])
        positional, keywords = spread(self.code(function), args)
        return function(*positional, **keywords)


VARARGS, VARKEYWORDS = 0x04, 0x08  # flags of a code object


def spread(code, args):
    """Tell apart what is passed by position and by keyword of arguments in order of declaration."""
    if code is None:
        return args, {}
    count = code.co_argcount
    positional, rest = list(args[:count]), list(args[count:])
    if code.co_flags & VARARGS and rest:
        positional += rest.pop(0)
    options = rest.pop() if code.co_flags & VARKEYWORDS and rest else {}
    names = code.co_varnames[count : count + code.co_kwonlyargcount]
    return positional, {**dict(zip(names, rest)), **options}


def in_library(name):
    """Whether the standard library has a module of this name."""
    known = getattr(sys, "stdlib_module_names", None)
    if known is not None:
        return name in known
    path = os.path.join(os.path.dirname(os.__file__), name)  # before Python 3.10
    return name in sys.builtin_module_names or os.path.exists(path) or os.path.exists(path + ".py")


def named(e):
    """The name of an exception's class, under which all versions of Python know it."""
    name = type(e).__name__
    return "error" if name == "PatternError" and type(e).__module__ == "re" else name


def message(e):
    try:
        return str(e)
    except Exception:
        return "<no message>"


def child(request, directory, out):
    os.setsid()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    os.chdir(directory)
    limit(resource.RLIMIT_CPU, request["cpu"])
    limit(resource.RLIMIT_FSIZE, 0)
    limit(resource.RLIMIT_CORE, 0)
    if request["confine"]:
        confine(directory)
    limit(resource.RLIMIT_AS, request["memory"])
    Fork(request, out).run()


# The warm process.


class Gone(Exception):
    """Whoever asked has gone."""


class Server:
    def __init__(self, directory):
        self.directory = directory
        self.requests = Frames(0)
        self.pid = 0
        self.status = None
        self.count = 0

    def serve(self):
        signal.signal(signal.SIGTERM, self.terminate)
        while True:
            request = self.requests.next()
            if request is not None:
                self.handle(decode(request, 4)[0])
            elif not self.requests.fill():
                return

    def terminate(self, *_):
        self.kill()
        EXIT(0)

    def kill(self):
        if self.pid:
            try:
                os.killpg(self.pid, signal.SIGKILL)
            except OSError:
                pass
            try:  # it may not have come as far as its own group
                os.kill(self.pid, signal.SIGKILL)
            except OSError:
                pass

    def handle(self, request):
        self.count += 1
        if request["op"] == "trace" and "trace" not in TRACER:
            exec(request["tracer"], TRACER)  # here, so that every fork has it
        if request["op"] == "cover":
            if "cover" not in COVER:
                exec(request["cover"], COVER)
            COVER["prepare"](request)
        directory = os.path.join(self.directory, str(self.count))
        os.mkdir(directory)
        answers, out = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.close(answers)
                child(request, directory, out)
            except BaseException:
                EXIT(99)
            EXIT(0)
        os.close(out)
        try:
            reason = self.forward(Frames(answers), request)
        finally:
            self.kill()
            os.close(answers)
            status = self.reap()
            self.pid = 0
            remove(directory)
        if not reason and os.WIFSIGNALED(status) and os.WTERMSIG(status) != signal.SIGKILL:
            reason = "Python was stopped by signal %d" % os.WTERMSIG(status)
        elif not reason and os.WIFEXITED(status) and os.WEXITSTATUS(status):
            reason = "Python exited with status %d" % os.WEXITSTATUS(status)
        write_all(1, frame(("end", reason)))

    def forward(self, answers, request):
        """Pass answers on until the fork closes its end; return why it had to be stopped."""
        allowed = request["load"]
        deadline = time.monotonic() + allowed
        watch = [answers.fd, self.requests.fd]
        while True:
            ready, _, _ = select.select(watch, [], [], max(0, deadline - time.monotonic()))
            if self.requests.fd in ready and not self.requests.fill():
                raise Gone
            if answers.fd in ready:
                if not answers.fill():
                    return self.wait(deadline)
                while (whole := answers.next()) is not None:
                    write_all(1, whole)
                    deadline = time.monotonic() + request["wall"]
            elif time.monotonic() >= deadline:
                return "out of time"

    def wait(self, deadline):
        """Give the fork, which has closed its end, a moment to end by itself."""
        deadline = min(deadline, time.monotonic() + 1)
        while time.monotonic() < deadline:
            pid, self.status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return ""
            self.status = None
            time.sleep(0.0005)
        return "out of time"

    def reap(self):
        """Collect the fork and whatever it left behind; return its status."""
        status = self.status
        if status is None:
            _, status = os.waitpid(self.pid, 0)
        self.status = None
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            pass
        return status


def remove(directory):
    for path, directories, files in os.walk(directory, topdown=False):
        for name in files:
            os.unlink(os.path.join(path, name))
        for name in directories:
            name = os.path.join(path, name)
            os.unlink(name) if os.path.islink(name) else os.rmdir(name)
    os.rmdir(directory)


if __name__ == "__main__":
    sys.path[:] = filter(None, sys.path)  # not the directory it runs in
    try:
        Server(sys.argv[1]).serve()
    except Gone:
        pass
