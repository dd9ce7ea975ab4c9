//go:build unix

package lsp

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// A pipe tells whether anybody opened it, which even code that may change nothing
// can do.
type pipe struct{ path string }

func newPipe(t *testing.T) pipe {
	t.Helper()
	p := pipe{filepath.Join(t.TempDir(), "pipe")}
	if err := syscall.Mkfifo(p.path, 0o666); err != nil {
		t.Fatal(err)
	}
	for dir := filepath.Dir(p.path); dir != filepath.Clean(os.TempDir()) && dir != "/"; dir = filepath.Dir(dir) {
		_ = os.Chmod(dir, 0o777) // CPython runs as nobody
	}
	return p
}

// watched opens the pipe to write again and again, which succeeds once somebody reads
// it, until end is called, which tells whether anybody did.
func (p pipe) watched() (end func() bool) {
	stop, seen := make(chan struct{}), make(chan bool)
	go func() {
		for {
			fd, err := syscall.Open(p.path, syscall.O_WRONLY|syscall.O_NONBLOCK, 0)
			if err == nil {
				syscall.Close(fd)
			}
			select {
			case <-stop:
				seen <- err == nil
				return
			case <-time.After(5 * time.Millisecond):
			}
			if err == nil {
				<-stop
				seen <- true
				return
			}
		}
	}()
	return func() bool {
		close(stop)
		return <-seen
	}
}

// importing has modules whose import opens the pipe, each in another way.
var importing = map[string]string{
	"a statement":                    "open(PIPE).close()\n",
	"a default":                      "def g(n=open(PIPE).read()):\n    return n\n",
	"a default of a keyword":         "def g(*, n=open(PIPE).read()):\n    return n\n",
	"a default of a lambda":          "g = lambda n=open(PIPE).read(): n\n",
	"a decorator":                    "def d(f):\n    open(PIPE).close()\n    return f\n\n@d\ndef g(n: int) -> int:\n    return n\n",
	"a decorator of a class":         "def d(c):\n    open(PIPE).close()\n    return c\n\n@d\nclass C:\n    pass\n",
	"a decorator that is made":       "def d(path):\n    open(path).close()\n    return lambda f: f\n\n@d(PIPE)\ndef g(n: int) -> int:\n    return n\n",
	"a class body":                   "class C:\n    text = open(PIPE).read()\n",
	"an annotation":                  "def g(n: open(PIPE).read()):\n    return n\n",
	"an annotation of a result":      "def g(n) -> open(PIPE).read():\n    return n\n",
	"an annotation of a variable":    "n: open(PIPE).read() = 3\n",
	"an annotation in a class":       "class C:\n    n: open(PIPE).read()\n",
	"an annotation of a method":      "class C:\n    def m(self, n: open(PIPE).read()):\n        pass\n",
	"an annotation in brackets":      "n: list[open(PIPE).read()] = []\n",
	"an annotation of a class":       "class C:\n    def __class_getitem__(cls, item):\n        open(PIPE).close()\n\ndef g(n: C[int]):\n    return n\n",
	"an annotation with an operator": "class C:\n    def __or__(self, other):\n        open(PIPE).close()\n\nc = C()\n\ndef g(n: c | int):\n    return n\n",
	"an annotation of an element":    "class C:\n    def __getitem__(self, i):\n        open(PIPE).close()\n\nc = C()\n\ndef g(n: c[0]):\n    return n\n",
	"an annotation of an attribute":  "class C:\n    @property\n    def kind(self):\n        open(PIPE).close()\n\nc = C()\n\ndef g(n: c.kind):\n    return n\n",
	"an object":                      "class C:\n    def __init__(self):\n        open(PIPE).close()\n\nC()\n",
	"an object that is made":         "class C:\n    def __new__(cls):\n        open(PIPE).close()\n\nC()\n",
	"a base":                         "def base():\n    open(PIPE).close()\n    return object\n\nclass C(base()):\n    pass\n",
	"a base in brackets":             "class B:\n    def __class_getitem__(cls, item):\n        return cls\n\nclass C(B[open(PIPE).read()]):\n    pass\n",
	"a generic base":                 "class B:\n    def __class_getitem__(cls, item):\n        open(PIPE).close()\n        return cls\n\nclass C(B[int]):\n    pass\n",
	"a metaclass":                    "class M(type):\n    def __init__(cls, *args):\n        open(PIPE).close()\n\nclass C(metaclass=M):\n    pass\n",
	"a metaclass that is called":     "class M(type):\n    def __call__(cls):\n        open(PIPE).close()\n\nclass C(metaclass=M):\n    pass\n\nC()\n",
	"a subclass hook":                "class B:\n    def __init_subclass__(cls):\n        open(PIPE).close()\n\nclass C(B):\n    pass\n",
	"a descriptor":                   "class D:\n    def __set_name__(self, owner, name):\n        open(PIPE).close()\n\nclass C:\n    d = D()\n",
	"a descriptor that is read":      "class D:\n    def __get__(self, at, owner):\n        open(PIPE).close()\n\nclass C:\n    d = D()\n\nC.d\n",
	"a property":                     "class C:\n    @property\n    def p(self):\n        open(PIPE).close()\n\nC().p\n",
	"a missing attribute":            "class C:\n    def __getattr__(self, name):\n        open(PIPE).close()\n\nC().p\n",
	"an attribute that is set":       "class C:\n    def __setattr__(self, name, value):\n        open(PIPE).close()\n\nC().p = 3\n",
	"an enum":                        "import enum\n\nclass C(enum.Enum):\n    A = 1\n\n    def __init__(self, n):\n        open(PIPE).close()\n",
	"a dataclass":                    "import dataclasses\n\n@dataclasses.dataclass\nclass C:\n    n: int = 1\n\n    def __post_init__(self):\n        open(PIPE).close()\n\nC()\n",
	"a factory":                      "import dataclasses\n\ndef made():\n    return open(PIPE).read()\n\n@dataclasses.dataclass\nclass C:\n    n: str = dataclasses.field(default_factory=made)\n\nC()\n",
	"a truth":                        "class C:\n    def __len__(self):\n        open(PIPE).close()\n        return 0\n\nEMPTY = not C()\n",
	"a comparison":                   "class C:\n    def __eq__(self, other):\n        open(PIPE).close()\n\nSAME = C() == 1\n",
	"a search":                       "class C:\n    def __eq__(self, other):\n        open(PIPE).close()\n\nFOUND = C() in [1, 2]\n",
	"a hash":                         "class C:\n    def __hash__(self):\n        open(PIPE).close()\n        return 1\n\nD = {C(): 1}\n",
	"an operator":                    "class C:\n    def __radd__(self, other):\n        open(PIPE).close()\n\nN = 1 + C()\n",
	"a walk":                         "class C:\n    def __iter__(self):\n        open(PIPE).close()\n        return iter([])\n\nfor x in C():\n    pass\n",
	"an unpacking":                   "class C:\n    def __iter__(self):\n        open(PIPE).close()\n        return iter([1, 2])\n\na, b = C()\n",
	"a text of an object":            "class C:\n    def __format__(self, spec):\n        return open(PIPE).read()\n\nT = f'{C()}'\n",
	"a repr in a list":               "class C:\n    def __repr__(self):\n        return open(PIPE).read()\n\nT = str([C()])\n",
	"a manager":                      "class C:\n    def __enter__(self):\n        pass\n\n    def __exit__(self, *args):\n        open(PIPE).close()\n\nwith C():\n    pass\n",
	"a deletion":                     "class C:\n    def __del__(self):\n        open(PIPE).close()\n\nc = C()\ndel c\n",
	"a key of a sort":                "class C:\n    def __lt__(self, other):\n        open(PIPE).close()\n        return True\n\nsorted([C(), C()])\n",
	"a generator":                    "def lines():\n    yield open(PIPE).read()\n\nL = list(lines())\n",
	"a comprehension":                "LINES = [line for line in open(PIPE)]\n",
	"a lambda":                       "(lambda: open(PIPE))().close()\n",
	"an alias":                       "o = open\no(PIPE).close()\n",
	"a function in a list":           "FS = [open]\nFS[0](PIPE).close()\n",
	"a function in a dict":           "FS = {'o': open}\nFS['o'](PIPE).close()\n",
	"a function that is given":       "def call(f, x):\n    return f(x)\n\ncall(open, PIPE).close()\n",
	"a function of a function":       "def outer():\n    def inner():\n        open(PIPE).close()\n    return inner\n\nouter()()\n",
	"partial":                        "import functools\nfunctools.partial(open, PIPE)().close()\n",
	"reduce":                         "import functools\nfunctools.reduce(lambda a, b: open(PIPE).read(), [1, 2])\n",
	"a try":                          "try:\n    open(PIPE).close()\nexcept OSError:\n    pass\n",
	"a handler":                      "try:\n    1 // 0\nexcept ZeroDivisionError:\n    open(PIPE).close()\n",
	"finally":                        "try:\n    pass\nfinally:\n    open(PIPE).close()\n",
	"a condition":                    "if len(open(PIPE).read()) > 3:\n    pass\n",
	"a match":                        "match open(PIPE).read():\n    case '':\n        pass\n",
	"a guard":                        "match 3:\n    case n if open(PIPE).read():\n        pass\n",
	"a format":                       "TEXT = f'{open(PIPE).read()}'\n",
	"a format of a format":           "TEXT = f'{3:{open(PIPE).read()}}'\n",
	"a walrus":                       "if (text := open(PIPE).read()):\n    pass\n",
	"an assertion":                   "assert open(PIPE).read() == ''\n",
	"exec":                           "exec('open(PIPE).close()')\n",
	"eval":                           "eval('open(PIPE).close()')\n",
	"compile":                        "exec(compile('open(PIPE).close()', 'x', 'exec'))\n",
	"an import by name":              "__import__('io').open(PIPE).close()\n",
	"a builtin by name":              "getattr(__builtins__, 'open')(PIPE).close()\n",
	"globals":                        "globals()['__builtins__'].open(PIPE).close()\n",
	"with":                           "with open(PIPE) as f:\n    pass\n",
	"a path":                         "import pathlib\npathlib.Path(PIPE).read_text()\n",
	"os":                             "import os\nos.close(os.open(PIPE, os.O_RDONLY))\n",
	"a star":                         "print(*open(PIPE))\n",
	"sorted by key":                  "sorted([PIPE], key=open)\n",
	"map":                            "list(map(open, [PIPE]))\n",
	"a name from elsewhere":          "from io import open as read\nread(PIPE).close()\n",
	"a name that is bound later":     "def g():\n    return later(PIPE)\n\nlater = open\ng().close()\n",
	"a thread":                       "import threading\nthreading.Thread(target=open, args=(PIPE,)).start()\n",
	"an exit":                        "import atexit\natexit.register(open, PIPE)\n",
	"warnings":                       "import warnings\nwarnings.showwarning = lambda *a: open(PIPE).close()\nwarnings.warn('x')\n",
	"a hook":                         "import sys\nsys.settrace(lambda *a: open(PIPE).close())\nlen('')\n",
	"a file of lines":                "import fileinput\nfor line in fileinput.input([PIPE]):\n    pass\n",
	"a cached function":              "import functools\n\n@functools.cache\ndef text():\n    return open(PIPE).read()\n\nTEXT = text()\n",
	"a class method":                 "class C:\n    @classmethod\n    def make(cls):\n        return open(PIPE).read()\n\nTEXT = C.make()\n",
	"an inherited method":            "class B:\n    def go(self):\n        return open(PIPE).read()\n\nclass C(B):\n    pass\n\nC().go()\n",
	"super":                          "class B:\n    def go(self):\n        return open(PIPE).read()\n\nclass C(B):\n    def go(self):\n        return super().go()\n\nC().go()\n",
	"a base of the library":          "import string\n\nclass F(string.Formatter):\n    def get_value(self, key, args, kwargs):\n        return open(PIPE).read()\n\nF().format('{0}', 1)\n",
	"a dict of its own":              "class D(dict):\n    def __missing__(self, key):\n        return open(PIPE).read()\n\nD()['x']\n",
	"a default dict":                 "import collections\nd = collections.defaultdict(lambda: open(PIPE).read())\nd['x']\n",
	"a substitution":                 "import re\nre.sub('a', lambda m: open(PIPE).read(), 'a')\n",
	"iter of two":                    "for x in iter(lambda: open(PIPE).read(), ''):\n    pass\n",
	"max":                            "max([1, 2], key=lambda n: len(open(PIPE).read()))\n",
	"an update":                      "FS = {}\nFS.update(o=open)\nFS['o'](PIPE).close()\n",
	"an attribute that holds it":     "class C:\n    pass\n\nC.read = open\nC.read(PIPE).close()\n",
	"a copy":                         "import copy\n\nclass C:\n    def __deepcopy__(self, memo):\n        open(PIPE).close()\n\ncopy.deepcopy(C())\n",
	"math":                           "import math\n\nclass C:\n    def __float__(self):\n        open(PIPE).close()\n        return 1.0\n\nmath.sqrt(C())\n",
	"an index":                       "class C:\n    def __index__(self):\n        open(PIPE).close()\n        return 0\n\nX = [1][C()]\n",
	"round":                          "class C:\n    def __round__(self, n=None):\n        open(PIPE).close()\n\nround(C())\n",
	"isinstance":                     "class M(type):\n    def __instancecheck__(cls, x):\n        open(PIPE).close()\n        return True\n\nclass C(metaclass=M):\n    pass\n\nisinstance(1, C)\n",
	"dir":                            "class C:\n    def __dir__(self):\n        open(PIPE).close()\n        return []\n\ndir(C())\n",
	"a pattern of a class":           "class C:\n    @property\n    def p(self):\n        open(PIPE).close()\n\nmatch C():\n    case C(p=1):\n        pass\n",
}

// TestNothingWithEffectsRunsOnSave saves modules whose import would leave a mark: none
// does, though they have a function without effects. Asked to run that function all
// the same, the mark is there.
func TestNothingWithEffectsRunsOnSave(t *testing.T) {
	e := startEditor(t, editorSetup{engine: realEngine(), options: `{"trusted": true}`})
	e.tolerate(protocol.MethodWorkspaceCodeLensRefresh, protocol.MethodWorkspaceInlayHintRefresh, protocol.MethodWindowShowMessage,
		protocol.MethodTextDocumentPublishDiagnostics, protocol.MethodWindowShowDocument, methodStatus)
	for name, source := range importing {
		t.Run(name, func(t *testing.T) {
			p := newPipe(t)
			u := uri.File(filepath.Join(t.TempDir(), "a.py"))
			source := fmt.Sprintf("PIPE = %q\n%s\n\ndef half(n: int) -> int:\n    return n // 2\n", p.path, source)
			read := p.watched()
			e.open(u, source)
			e.save(u)
			progressEnds(e)
			if read() {
				t.Errorf("a save ran\n%s", source)
			}
		})
	}
	p := newPipe(t)
	u := uri.File(filepath.Join(t.TempDir(), "a.py"))
	e.open(u, fmt.Sprintf("PIPE = %q\n%s\n\ndef half(n: int) -> int:\n    return n // 2\n", p.path, importing["a statement"]))
	read := p.watched()
	if err := e.execute(commandRunParity, nil, u, "half"); err != nil {
		t.Fatal(err)
	}
	progressEnds(e)
	if !read() {
		t.Error("nothing ran, though it was asked for")
	}
}
