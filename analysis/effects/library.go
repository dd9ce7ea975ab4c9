package effects

import "strings"

// What functions of the standard library do. A name stands for everything below
// it that has no row of its own.
type does int

const (
	nothing does = iota
	prints
	outside // files, processes, network, other state of the system
	environment
	chance
	clock
	state // of the interpreter or of a library
)

var library = map[string]does{
	"print": prints, "input": outside, "open": outside, "breakpoint": outside, "help": outside,
	"id": chance, "hash": chance, "globals": state,

	"math": nothing, "cmath": nothing, "string": nothing, "itertools": nothing, "functools": nothing,
	"collections": nothing, "heapq": nothing, "bisect": nothing, "operator": nothing, "statistics": nothing,
	"copy": nothing, "json": nothing, "decimal": nothing, "fractions": nothing, "typing": nothing,
	"typing_extensions": nothing, "dataclasses": nothing, "enum": nothing, "abc": nothing, "numbers": nothing,
	"textwrap": nothing, "unicodedata": nothing, "types": nothing, "re": nothing, "hashlib": nothing,
	"hmac": nothing, "base64": nothing, "binascii": nothing, "struct": nothing, "zlib": nothing, "html": nothing,
	"difflib": nothing, "keyword": nothing, "array": nothing, "contextlib": nothing, "ast": nothing,
	"shlex": nothing, "colorsys": nothing, "graphlib": nothing, "calendar": nothing, "queue": nothing,
	"__future__": nothing, "inspect": nothing, "weakref": nothing, "reprlib": nothing, "argparse": nothing,
	"json.load": outside, "json.dump": outside, "contextlib.redirect_stdout": state,
	"contextlib.redirect_stderr": state, "calendar.prmonth": prints, "calendar.prcal": prints,
	"argparse.ArgumentParser.parse_args": environment, "decimal.getcontext": state,
	"decimal.setcontext": state, "pprint": prints, "pprint.pformat": nothing,
	"statistics.NormalDist.samples": chance,

	"random": chance, "secrets": chance, "uuid": nothing, "uuid.uuid1": chance, "uuid.uuid4": chance,
	"os.urandom": chance, "uuid.getnode": environment,
	"time": clock, "time.struct_time": nothing, "datetime": nothing, "datetime.datetime.now": clock,
	"datetime.datetime.today": clock, "datetime.datetime.utcnow": clock, "datetime.date.today": clock,
	"datetime.datetime.fromtimestamp": environment, "datetime.datetime.timestamp": environment,
	"zoneinfo": outside, "asyncio.sleep": clock, "asyncio": outside, "asyncio.run": nothing,
	"asyncio.gather": nothing, "asyncio.create_task": nothing, "asyncio.wait_for": clock,

	"os": outside, "os.environ": environment, "os.getenv": environment, "os.getcwd": environment,
	"os.getpid": environment, "os.getlogin": environment, "os.cpu_count": environment, "os.sep": nothing,
	"os.linesep": nothing, "os.name": nothing, "os.fspath": nothing,
	"os.path.join": nothing, "os.path.basename": nothing, "os.path.dirname": nothing, "os.path.split": nothing,
	"os.path.splitext": nothing, "os.path.isabs": nothing, "os.path.normpath": nothing,
	"os.path.commonpath": nothing, "os.path.commonprefix": nothing, "os.path.sep": nothing,
	"os.path.expanduser": environment, "os.path.expandvars": environment, "os.path.abspath": environment,
	"os.path.relpath": environment,
	"sys":             state, "sys.argv": environment, "sys.platform": environment, "sys.path": environment,
	"sys.executable": environment, "sys.stdin": outside, "sys.stdout": outside, "sys.stdout.write": prints,
	"sys.stdout.flush": prints, "sys.stderr": outside, "sys.exit": nothing, "sys.maxsize": nothing,
	"sys.float_info": nothing, "sys.version_info": nothing, "sys.version": nothing, "sys.byteorder": nothing,
	"sys.getsizeof": nothing, "sys.intern": nothing, "sys.getrecursionlimit": nothing, "sys.maxunicode": nothing,
	"sys.hash_info": nothing, "sys.int_info": nothing, "sys.exc_info": nothing,
	"platform": environment, "locale": environment, "getpass": outside,
	"pathlib": outside, "pathlib.Path": nothing, "pathlib.PurePath": nothing,
	"pathlib.PurePosixPath": nothing, "pathlib.PosixPath": nothing,
	"subprocess": outside, "socket": outside, "shutil": outside, "tempfile": outside, "glob": outside,
	"urllib": outside, "urllib.parse": nothing, "http": outside, "http.HTTPStatus": nothing, "threading": outside,
	"multiprocessing": outside, "concurrent": outside, "logging": outside, "sqlite3": outside, "select": outside,
	"signal": outside, "ctypes": outside, "fileinput": outside, "webbrowser": outside, "zipfile": outside,
	"tarfile": outside, "gzip": outside, "bz2": outside, "lzma": outside, "pickle": outside, "shelve": outside,
	"csv": outside, "ssl": outside, "smtplib": outside, "ftplib": outside, "configparser": outside,
	"importlib": outside, "runpy": outside, "unittest": outside, "doctest": outside, "pdb": outside,
	"traceback": outside, "warnings": state, "gc": state, "atexit": state, "io": outside,
	"io.StringIO": nothing, "io.BytesIO": nothing, "curses": outside, "readline": outside, "mmap": outside,
	"pdb.set_trace": outside, "timeit": clock, "cProfile": clock, "profile": clock,
}

// pathMethods are those of pathlib.Path that do not look at the file system.
var pathMethods = map[string]bool{
	"joinpath": true, "with_suffix": true, "with_name": true, "with_stem": true, "as_posix": true, "as_uri": true,
	"relative_to": true, "is_absolute": true, "is_relative_to": true, "match": true, "name": true, "stem": true,
	"suffix": true, "suffixes": true, "parent": true, "parents": true, "parts": true, "anchor": true,
	"drive": true, "root": true, "is_reserved": true,
}

// ofLibrary says what the thing with a dotted name does when it is called or
// read; known is false for what is not in the table.
func ofLibrary(path string) (d does, known bool) {
	if method, ok := strings.CutPrefix(path, "pathlib.Path."); ok {
		for _, part := range strings.Split(method, ".") {
			if !pathMethods[part] {
				return outside, true
			}
		}
		return nothing, true
	}
	for {
		if d, ok := library[path]; ok {
			return d, true
		}
		i := strings.LastIndexByte(path, '.')
		if i < 0 {
			return nothing, false
		}
		path = path[:i]
	}
}

// importable reports whether importing a module does nothing that shows. Those
// made for reaching outside count as if it did: who imports them may be asked.
func importable(module string) bool {
	top := firstPart(module)
	d, known := library[top]
	if valueBuiltins[top] || !known {
		return false
	}
	return d != outside || quiet[top]
}

// quiet are modules that reach outside when they are called, not when they are
// imported, and that everyday code imports for other reasons too.
var quiet = map[string]bool{
	"os": true, "io": true, "pathlib": true, "csv": true, "logging": true, "pickle": true, "asyncio": true,
	"unittest": true, "doctest": true, "tempfile": true, "traceback": true, "configparser": true, "zoneinfo": true,
	"glob": true, "shutil": true, "urllib": true, "http": true, "concurrent": true, "threading": true,
}

// valueBuiltins are the builtins that make a value, or look at their arguments.
var valueBuiltins = map[string]bool{
	"abs": true, "all": true, "any": true, "ascii": true, "bin": true, "bool": true, "bytearray": true, "bytes": true,
	"callable": true, "chr": true, "classmethod": true, "complex": true, "dict": true, "dir": true, "divmod": true,
	"enumerate": true, "filter": true, "float": true, "format": true, "frozenset": true, "getattr": true,
	"hasattr": true, "hex": true, "int": true, "isinstance": true, "issubclass": true, "iter": true, "len": true,
	"list": true, "map": true, "max": true, "memoryview": true, "min": true, "next": true, "object": true,
	"oct": true, "ord": true, "pow": true, "property": true, "range": true, "repr": true, "reversed": true,
	"round": true, "set": true, "slice": true, "sorted": true, "staticmethod": true, "str": true, "sum": true,
	"super": true, "tuple": true, "type": true, "vars": true, "zip": true, "NotImplemented": true, "__name__": true,
	"__file__": true, "__doc__": true, "Ellipsis": true, "delattr": true, "setattr": true, "locals": true,
	"exit": true, "quit": true,
}

// plainBase reports whether deriving from a class outside of the module brings in
// no effects.
func plainBase(path string) bool {
	if isBuiltinException(path) {
		return true
	}
	switch path {
	case "object", "dict", "list", "set", "tuple", "str", "int", "float", "frozenset", "type":
		return true
	}
	switch firstPart(path) {
	case "abc", "typing", "typing_extensions", "enum", "collections", "dataclasses", "string", "numbers":
		return true
	}
	return false
}

// plainDecorator reports whether a decorator leaves a function what it is.
func plainDecorator(path string) bool {
	switch path {
	case "staticmethod", "classmethod", "property", "abc.abstractmethod", "functools.lru_cache", "functools.cache",
		"functools.cached_property", "functools.wraps", "functools.total_ordering", "functools.singledispatch",
		"dataclasses.dataclass", "contextlib.contextmanager", "contextlib.asynccontextmanager", "typing.overload",
		"typing.override", "typing.final", "typing.no_type_check", "typing.runtime_checkable", "enum.unique",
		"enum.verify", "typing_extensions.override":
		return true
	}
	return false
}
