package lower

// bases has the base class of each builtin exception class that code may name.
// https://docs.python.org/3.11/library/exceptions.html#exception-hierarchy
var bases = map[string]string{
	"BaseException":          "",
	"Exception":              "BaseException",
	"GeneratorExit":          "BaseException",
	"KeyboardInterrupt":      "BaseException",
	"SystemExit":             "BaseException",
	"ArithmeticError":        "Exception",
	"FloatingPointError":     "ArithmeticError",
	"OverflowError":          "ArithmeticError",
	"ZeroDivisionError":      "ArithmeticError",
	"AssertionError":         "Exception",
	"AttributeError":         "Exception",
	"BufferError":            "Exception",
	"EOFError":               "Exception",
	"ImportError":            "Exception",
	"ModuleNotFoundError":    "ImportError",
	"LookupError":            "Exception",
	"IndexError":             "LookupError",
	"KeyError":               "LookupError",
	"MemoryError":            "Exception",
	"NameError":              "Exception",
	"UnboundLocalError":      "NameError",
	"OSError":                "Exception",
	"BlockingIOError":        "OSError",
	"ChildProcessError":      "OSError",
	"ConnectionError":        "OSError",
	"BrokenPipeError":        "ConnectionError",
	"ConnectionAbortedError": "ConnectionError",
	"ConnectionRefusedError": "ConnectionError",
	"ConnectionResetError":   "ConnectionError",
	"FileExistsError":        "OSError",
	"FileNotFoundError":      "OSError",
	"InterruptedError":       "OSError",
	"IsADirectoryError":      "OSError",
	"NotADirectoryError":     "OSError",
	"PermissionError":        "OSError",
	"ProcessLookupError":     "OSError",
	"TimeoutError":           "OSError",
	"ReferenceError":         "Exception",
	"RuntimeError":           "Exception",
	"NotImplementedError":    "RuntimeError",
	"RecursionError":         "RuntimeError",
	"StopAsyncIteration":     "Exception",
	"StopIteration":          "Exception",
	"SyntaxError":            "Exception",
	"IndentationError":       "SyntaxError",
	"TabError":               "IndentationError",
	"SystemError":            "Exception",
	"TypeError":              "Exception",
	"ValueError":             "Exception",
	"UnicodeError":           "ValueError",
	"re.error":               "Exception",
}

// aliases are other names of the same classes.
var aliases = map[string]string{"IOError": "OSError", "EnvironmentError": "OSError"}

// plainRaise has the classes whose objects are no more than a class and a
// message. Those that end a program in another way, or whose message is made of
// several arguments, are not among them.
func plainRaise(class string) bool {
	switch class {
	case "SystemExit", "KeyboardInterrupt", "GeneratorExit", "StopIteration", "StopAsyncIteration",
		"SyntaxError", "IndentationError", "TabError", "ImportError", "ModuleNotFoundError":
		return false
	}
	_, known := bases[class]
	return known && class != "UnicodeError"
}

// derives reports whether class is base or a class derived from it.
func derives(class, base string) bool {
	for ; class != ""; class = bases[class] {
		if class == base {
			return true
		}
	}
	return false
}

// classes is a set of exception classes, each standing for itself and all that
// derive from it.
type classes map[string]bool

// anything is the set of all exceptions.
func anything() classes { return classes{"BaseException": true} }

// add puts the members of other into c and reports whether c has grown.
func (c classes) add(other classes) bool {
	grown := false
	for class := range other {
		if !c[class] {
			c[class], grown = true, true
		}
	}
	return grown
}

// meets reports whether some exception is in both sets.
func (c classes) meets(other classes) bool {
	for a := range c {
		for b := range other {
			if derives(a, b) || derives(b, a) {
				return true
			}
		}
	}
	return false
}

// without is c less what handlers of the given classes catch for certain.
func (c classes) without(caught classes) classes {
	out := classes{}
	for class := range c {
		safe := false
		for base := range caught {
			safe = safe || derives(class, base)
		}
		if !safe {
			out[class] = true
		}
	}
	return out
}
