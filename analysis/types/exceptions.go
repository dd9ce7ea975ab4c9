package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// exceptions has the base class of each builtin exception class.
// https://docs.python.org/3.11/library/exceptions.html#exception-hierarchy
var exceptions = map[string]string{
	"BaseException":              "object",
	"Exception":                  "BaseException",
	"GeneratorExit":              "BaseException",
	"KeyboardInterrupt":          "BaseException",
	"SystemExit":                 "BaseException",
	"ArithmeticError":            "Exception",
	"FloatingPointError":         "ArithmeticError",
	"OverflowError":              "ArithmeticError",
	"ZeroDivisionError":          "ArithmeticError",
	"AssertionError":             "Exception",
	"AttributeError":             "Exception",
	"BufferError":                "Exception",
	"EOFError":                   "Exception",
	"ImportError":                "Exception",
	"ModuleNotFoundError":        "ImportError",
	"LookupError":                "Exception",
	"IndexError":                 "LookupError",
	"KeyError":                   "LookupError",
	"MemoryError":                "Exception",
	"NameError":                  "Exception",
	"UnboundLocalError":          "NameError",
	"OSError":                    "Exception",
	"IOError":                    "Exception",
	"EnvironmentError":           "Exception",
	"BlockingIOError":            "OSError",
	"ChildProcessError":          "OSError",
	"ConnectionError":            "OSError",
	"BrokenPipeError":            "ConnectionError",
	"ConnectionAbortedError":     "ConnectionError",
	"ConnectionRefusedError":     "ConnectionError",
	"ConnectionResetError":       "ConnectionError",
	"FileExistsError":            "OSError",
	"FileNotFoundError":          "OSError",
	"InterruptedError":           "OSError",
	"IsADirectoryError":          "OSError",
	"NotADirectoryError":         "OSError",
	"PermissionError":            "OSError",
	"ProcessLookupError":         "OSError",
	"TimeoutError":               "OSError",
	"ReferenceError":             "Exception",
	"RuntimeError":               "Exception",
	"NotImplementedError":        "RuntimeError",
	"RecursionError":             "RuntimeError",
	"StopAsyncIteration":         "Exception",
	"StopIteration":              "Exception",
	"SyntaxError":                "Exception",
	"IndentationError":           "SyntaxError",
	"TabError":                   "IndentationError",
	"SystemError":                "Exception",
	"TypeError":                  "Exception",
	"ValueError":                 "Exception",
	"UnicodeError":               "ValueError",
	"UnicodeDecodeError":         "UnicodeError",
	"UnicodeEncodeError":         "UnicodeError",
	"UnicodeTranslateError":      "UnicodeError",
	"Warning":                    "Exception",
	"BytesWarning":               "Warning",
	"DeprecationWarning":         "Warning",
	"EncodingWarning":            "Warning",
	"FutureWarning":              "Warning",
	"ImportWarning":              "Warning",
	"PendingDeprecationWarning":  "Warning",
	"ResourceWarning":            "Warning",
	"RuntimeWarning":             "Warning",
	"SyntaxWarning":              "Warning",
	"UnicodeWarning":             "Warning",
	"UserWarning":                "Warning",
	reError:                      "Exception",
	"statistics.StatisticsError": "ValueError",
}

// sameException has the other names of builtin exception classes.
var sameException = map[string]string{"IOError": "OSError", "EnvironmentError": "OSError"}

// refusedExceptions are builtin classes whose objects have a form of their own,
// or end the program in a way of their own.
var refusedExceptions = map[string]bool{
	"UnicodeDecodeError": true, "UnicodeEncodeError": true, "UnicodeTranslateError": true,
	"KeyboardInterrupt": true, "GeneratorExit": true, "StopAsyncIteration": true,
	"SyntaxError": true, "IndentationError": true, "TabError": true,
}

// IsException reports whether name is a builtin exception class.
func IsException(name string) bool { return exceptions[name] != "" }

// ExceptionBase is the base of a builtin exception class, "" for BaseException
// and for what is none.
func ExceptionBase(name string) string {
	if base := exceptions[name]; base != "object" {
		return base
	}
	return ""
}

// IsSubclass reports whether the builtin exception class sub is super or derives
// from it.
func IsSubclass(sub, super string) bool {
	if same := sameException[super]; same != "" {
		super = same
	}
	for sub != "" && sub != "object" {
		if same := sameException[sub]; same != "" {
			sub = same
		}
		if sub == super {
			return true
		}
		sub = exceptions[sub]
	}
	return false
}

// commonException is the builtin class nearest to both that both derive from.
func commonException(a, b string) string {
	if a == "" {
		return b
	}
	for !IsSubclass(b, a) {
		a = exceptions[a]
	}
	return a
}

// A CaughtClass is a class that a handler names: a builtin one, or one of the module.
type CaughtClass struct {
	Builtin string
	Class   *Class
}

func (w *walker) raiseStmt(s *syntax.Raise) {
	if s.Exc != nil {
		w.raised(s.Exc)
	}
	if s.Cause != nil {
		if _, none := s.Cause.(*syntax.None); none {
			w.eval(s.Cause)
		} else {
			w.raised(s.Cause)
		}
	}
	w.die()
}

// raised evaluates what a raise statement raises.
func (w *walker) raised(e syntax.Expr) {
	if name := w.exceptionName(e); name != "" {
		if refusedExceptions[name] {
			w.refuse("PT519", e, "raising %s is not translated", name)
		}
		w.note(e, val{set: set{exc: name}})
		return
	}
	if c := w.classNamed(e); c != nil && c.c.Kind == ExceptionClass {
		w.makeException(&syntax.Call{Range: e.Span(), Func: e}, c)
		w.note(e, val{set: set{class: c}})
		return
	}
	x := w.value(e)
	switch {
	case x.inst != nil && x.inst.classes[0].c.Kind == ExceptionClass:
	case x.exc != "", x.other != "":
	case x.empty():
	default:
		w.refuse("PT206", e, "%s is no exception: Python raises TypeError", w.typeOf(x.set))
	}
}

// caught are the classes that a handler catches, and what its name is bound to:
// an exception of the class of the module that covers all of them, or else of the
// builtin class that does.
func (w *walker) caught(h *syntax.ExceptHandler) set {
	if h.Type == nil {
		return set{exc: "BaseException"}
	}
	var out set
	var classes []CaughtClass
	for _, e := range w.handlerClasses(h.Type) {
		if c := w.classNamed(e); c != nil && c.c.Kind == ExceptionClass {
			out, _ = w.merge(out, set{inst: c.inst})
			classes = append(classes, CaughtClass{Class: c.c})
			continue
		}
		name := w.exceptionName(e)
		if name == "" {
			w.refuse("PT519", e, "only classes of exceptions that are written out can be caught")
			return set{exc: "BaseException"}
		}
		if same := sameException[name]; same != "" {
			name = same
		}
		out, _ = w.merge(out, set{exc: name})
		classes = append(classes, CaughtClass{Builtin: name})
	}
	if w.record {
		w.info.caught[h] = classes
	}
	return w.oneException(out)
}

// handlerClasses are the expressions for the classes of a handler. A name may be
// that of a tuple of the module.
func (w *walker) handlerClasses(e syntax.Expr) []syntax.Expr {
	if n, ok := e.(*syntax.Name); ok && w.lookup(n.ID) != nil && w.lookup(n.ID) == w.scope.globals[n.ID] && w.scope.bindings[n.ID] == 1 {
		for _, s := range w.info.Top {
			if name, value := constantBinding(s); name != nil && name.ID == n.ID {
				if t, ok := value.(*syntax.Tuple); ok {
					e = t
				}
			}
		}
	}
	if t, ok := e.(*syntax.Tuple); ok {
		return t.Elts
	}
	return []syntax.Expr{e}
}

// namesExceptions reports whether a value of the module is a tuple of classes of
// exceptions.
func (in *solver) namesExceptions(e syntax.Expr) bool {
	t, ok := e.(*syntax.Tuple)
	if !ok {
		return false
	}
	for _, elt := range t.Elts {
		n, ok := elt.(*syntax.Name)
		if !ok {
			return false
		}
		own := in.scope.classes[n.ID]
		switch {
		case own != nil && own.c.Kind == ExceptionClass:
		case own == nil && in.scope.bindings[n.ID] == 0 && exceptions[n.ID] != "":
		default:
			return false
		}
	}
	return true
}

// oneException has one class of exceptions stand for several.
func (in *solver) oneException(s set) set {
	if s.inst == nil || s.inst.classes[0].c.Kind != ExceptionClass || s.exc == "" && len(s.inst.classes) == 1 {
		return s
	}
	if s.exc == "" {
		for up := s.inst.classes[0]; up != nil; up = up.base {
			if !slices.ContainsFunc(s.inst.classes, func(c *class) bool { return !c.inherits(up) }) {
				s.inst = up.inst
				return s
			}
		}
	}
	for _, c := range s.inst.classes {
		s.exc = commonException(s.exc, c.c.Builtin)
	}
	s.inst = nil
	return s
}

// exceptionName is the class of exceptions that a handler names, "" for none that
// is known.
func (w *walker) exceptionName(e syntax.Expr) string {
	switch e := e.(type) {
	case *syntax.Name:
		switch {
		case w.free(e.ID) && exceptions[e.ID] != "":
			return e.ID
		case w.lookup(e.ID) == nil && exceptions[w.scope.imports[e.ID].name] != "":
			return w.libraryException(e, w.scope.imports[e.ID].name)
		}
	case *syntax.Attribute:
		if n, ok := e.Value.(*syntax.Name); ok && w.lookup(n.ID) == nil && exceptions[w.scope.imports[n.ID].name+"."+e.Attr] != "" {
			return w.libraryException(e, w.scope.imports[n.ID].name+"."+e.Attr)
		}
	}
	return ""
}

// libraryException records that an expression means an exception class of the library.
func (w *walker) libraryException(e syntax.Expr, name string) string {
	if w.record {
		w.info.refs[e] = &Callee{Kind: Library, Name: name}
	}
	return name
}
