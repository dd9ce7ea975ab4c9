package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// exceptions has the base class of each builtin exception class.
var exceptions = map[string]string{
	"BaseException":       "object",
	"Exception":           "BaseException",
	"KeyboardInterrupt":   "BaseException",
	"SystemExit":          "BaseException",
	"ArithmeticError":     "Exception",
	"FloatingPointError":  "ArithmeticError",
	"OverflowError":       "ArithmeticError",
	"ZeroDivisionError":   "ArithmeticError",
	"AssertionError":      "Exception",
	"AttributeError":      "Exception",
	"BufferError":         "Exception",
	"EOFError":            "Exception",
	"ImportError":         "Exception",
	"ModuleNotFoundError": "ImportError",
	"LookupError":         "Exception",
	"IndexError":          "LookupError",
	"KeyError":            "LookupError",
	"MemoryError":         "Exception",
	"NameError":           "Exception",
	"UnboundLocalError":   "NameError",
	"OSError":             "Exception",
	"IOError":             "Exception",
	"FileExistsError":     "OSError",
	"FileNotFoundError":   "OSError",
	"PermissionError":     "OSError",
	"TimeoutError":        "OSError",
	"ConnectionError":     "OSError",
	"RuntimeError":        "Exception",
	"NotImplementedError": "RuntimeError",
	"RecursionError":      "RuntimeError",
	"StopIteration":       "Exception",
	"SyntaxError":         "Exception",
	"SystemError":         "Exception",
	"TypeError":           "Exception",
	"ValueError":          "Exception",
	"UnicodeError":        "ValueError",
	"UnicodeDecodeError":  "UnicodeError",
	"UnicodeEncodeError":  "UnicodeError",
	"Warning":             "Exception",
	"UserWarning":         "Warning",
	"DeprecationWarning":  "Warning",
	reError:               "Exception",
}

// refusedExceptions are builtin classes whose objects have a form of their own.
var refusedExceptions = map[string]bool{
	"UnicodeDecodeError": true, "UnicodeEncodeError": true, "SystemExit": true,
	"KeyboardInterrupt": true, "StopIteration": true, "SyntaxError": true,
	"OSError": true, "IOError": true, "FileExistsError": true, "FileNotFoundError": true,
	"PermissionError": true, "TimeoutError": true, "ConnectionError": true,
	"ImportError": true, "ModuleNotFoundError": true,
}

// IsException reports whether name is a builtin exception class.
func IsException(name string) bool { return exceptions[name] != "" }

// IsSubclass reports whether the builtin exception class sub is super or derives
// from it.
func IsSubclass(sub, super string) bool {
	for sub != "" && sub != "object" {
		if sub == super {
			return true
		}
		sub = exceptions[sub]
	}
	return false
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
	if n, ok := e.(*syntax.Name); ok && w.free(n.ID) && exceptions[n.ID] != "" {
		if refusedExceptions[n.ID] {
			w.refuse("PT519", e, "raising %s is not translated", n.ID)
		}
		w.note(e, val{set: set{exc: n.ID}})
		return
	}
	if c := w.classNamed(e); c != nil && c.c.Kind == ExceptionClass {
		w.refuse("PT519", e, "exceptions of classes of the module are not translated yet")
		w.note(e, val{set: set{class: c}})
		return
	}
	x := w.value(e)
	switch {
	case x.inst != nil && x.inst.classes[0].c.Kind == ExceptionClass:
	case x.exc != "" && refusedExceptions[x.exc]:
		w.refuse("PT519", e, "raising %s is not translated", x.exc)
	case x.exc != "", x.other != "":
	case x.empty():
	default:
		w.refuse("PT206", e, "%s is no exception: Python raises TypeError", w.typeOf(x.set))
	}
}

// caughtClass judges what a handler catches and gives the class that all of it
// shares; "" is anything.
func (w *walker) caughtClass(h *syntax.ExceptHandler) string {
	if h.Type == nil {
		return ""
	}
	names := []syntax.Expr{h.Type}
	if t, ok := h.Type.(*syntax.Tuple); ok {
		names = t.Elts
	}
	class := ""
	for i, e := range names {
		if c := w.classNamed(e); c != nil && c.c.Kind == ExceptionClass {
			continue
		}
		name := w.exceptionName(e)
		if name == "" {
			w.refuse("PT519", e, "only builtin exception classes can be caught by name")
			return "Exception"
		}
		if i == 0 || class == "" {
			class = name
		}
		for !IsSubclass(name, class) {
			class = exceptions[class]
		}
	}
	return class
}

// exceptionName is the class of exceptions that a handler names, "" for none that
// is known.
func (w *walker) exceptionName(e syntax.Expr) string {
	switch e := e.(type) {
	case *syntax.Name:
		switch {
		case w.free(e.ID) && exceptions[e.ID] != "":
			return e.ID
		case w.lookup(e.ID) == nil && w.scope.imports[e.ID].name == reError:
			return w.libraryException(e)
		}
	case *syntax.Attribute:
		if n, ok := e.Value.(*syntax.Name); ok && w.lookup(n.ID) == nil && w.scope.imports[n.ID].name+"."+e.Attr == reError {
			return w.libraryException(e)
		}
	}
	return ""
}

// libraryException records that an expression means re.error.
func (w *walker) libraryException(e syntax.Expr) string {
	if w.record {
		w.info.Refs[e] = &Callee{Kind: Library, Name: reError}
	}
	return reError
}
