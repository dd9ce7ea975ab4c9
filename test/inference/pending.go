package inference

// pending has the cases that inference does not pass yet, and what they wait for.
var pending = map[string]string{
	"exceptions/contextmanager_decorator": "decorators",
	"exceptions/own_decorator":            "decorators",
	"stdlib/cmp_to_key":                   "the module functools",
}
