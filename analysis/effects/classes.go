package effects

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// Exceptions of the module: which class derives from which.

// aliasesOf are builtin and library names of one exception class.
var exceptionNames = map[string]string{
	"IOError": "OSError", "EnvironmentError": "OSError", "WindowsError": "OSError", "socket.error": "OSError",
	"select.error": "OSError", "socket.timeout": "TimeoutError", "asyncio.TimeoutError": "TimeoutError",
	"concurrent.futures.TimeoutError": "TimeoutError", "shutil.SameFileError": "OSError",
}

// libraryExceptions has the builtin base of exceptions of the library, and of the
// builtin ones that package types does not list.
var libraryExceptions = map[string]string{
	"json.JSONDecodeError": "ValueError", "json.decoder.JSONDecodeError": "ValueError",
	"subprocess.CalledProcessError": "Exception", "subprocess.TimeoutExpired": "Exception",
	"decimal.InvalidOperation": "ArithmeticError", "decimal.DivisionByZero": "ZeroDivisionError",
	"asyncio.CancelledError": "BaseException", "queue.Empty": "Exception", "queue.Full": "Exception",
	"re.error": "Exception", "struct.error": "Exception", "csv.Error": "Exception", "binascii.Error": "ValueError",
	"dataclasses.FrozenInstanceError": "AttributeError", "statistics.StatisticsError": "ValueError",
	"GeneratorExit": "BaseException", "StopAsyncIteration": "Exception", "ReferenceError": "Exception",
	"RuntimeWarning": "Warning", "FutureWarning": "Warning", "SyntaxWarning": "Warning", "ImportWarning": "Warning",
	"UnicodeTranslateError": "UnicodeError", "IndentationError": "SyntaxError", "TabError": "SyntaxError",
	"IsADirectoryError": "OSError", "NotADirectoryError": "OSError", "InterruptedError": "OSError",
	"BlockingIOError": "OSError", "ChildProcessError": "OSError", "ProcessLookupError": "OSError",
	"BrokenPipeError": "ConnectionError", "ConnectionResetError": "ConnectionError",
	"ConnectionAbortedError": "ConnectionError", "ConnectionRefusedError": "ConnectionError",
	"ExceptionGroup": "Exception", "BaseExceptionGroup": "BaseException",
}

func isBuiltinException(name string) bool {
	return types.IsException(name) || !dotted(name) && libraryExceptions[name] != "" || exceptionNames[name] != ""
}

// exception is the name of the exception class that e means, or makes, in s.
func (n *names) exception(s *scope, e syntax.Expr) (string, bool) {
	if call, ok := e.(*syntax.Call); ok {
		e = call.Func
	}
	if c := n.classOf(s, e); c != nil {
		return c.name, true
	}
	path, ok := n.path(s, e)
	if !ok {
		return "", false
	}
	if same := exceptionNames[path]; same != "" {
		path = same
	}
	if !dotted(path) && !isBuiltinException(path) {
		return "", false
	}
	return path, true
}

// isSubclass reports whether an exception class is surely super or derives from it.
func (n *names) isSubclass(sub, super string) bool {
	if same := exceptionNames[super]; same != "" {
		super = same
	}
	if sub == super || super == "BaseException" {
		return true
	}
	if own := n.byName[sub]; len(own) > 0 {
		for _, c := range own {
			if !n.derives(c, super) {
				return false
			}
		}
		return true
	}
	if types.IsSubclass(sub, super) {
		return true
	}
	if base := libraryExceptions[sub]; base != "" {
		return n.isSubclass(base, super)
	}
	return false
}

// derives reports whether a class of the module has super among its bases.
func (n *names) derives(c *class, super string) bool {
	all, _ := c.family()
	for i, member := range all {
		if i > 0 && member.name == super {
			return true
		}
		for _, base := range member.foreign {
			if base != "?" && n.byName[base] == nil && n.isSubclass(base, super) {
				return true
			}
		}
	}
	return false
}
