package types

// refusedBuiltins has the code for each builtin that is not translated.
var refusedBuiltins = map[string]string{
	"__import__": "PT516", "aiter": "PT504", "anext": "PT504",
	"BaseExceptionGroup": "PT402", "Ellipsis": "PT402", "ExceptionGroup": "PT402",
	"breakpoint": "PT402", "bytearray": "PT512", "callable": "PT402",
	"classmethod": "PT501", "compile": "PT516", "complex": "PT512", "delattr": "PT516",
	"dir": "PT516", "eval": "PT516", "exec": "PT516", "exit": "PT402",
	"getattr": "PT516", "globals": "PT516", "hasattr": "PT516",
	"hash": "PT402", "help": "PT402", "id": "PT402",
	"issubclass": "PT402", "locals": "PT516", "memoryview": "PT512",
	"object": "PT402", "open": "PT402", "property": "PT501",
	"quit": "PT402", "setattr": "PT516", "slice": "PT402",
	"staticmethod": "PT501", "super": "PT501", "type": "PT402", "vars": "PT516",
}

// isBuiltin reports whether Python itself defines the name.
func isBuiltin(name string) bool {
	if _, ok := refusedBuiltins[name]; ok {
		return true
	}
	return specialBuiltins[name] != nil || simpleBuiltins[name] != nil || exceptions[name] != ""
}

// knownMethods are methods that Python has and we do not translate.
var knownMethods = map[string]bool{
	"int.conjugate": true, "float.conjugate": true, "float.fromhex": true,
	"int.is_integer": true,
	"dict.fromkeys":  true, "bytes.maketrans": true, "bytes.fromhex": true,
	"bool.bit_length": true, "bool.bit_count": true,
	"iterator.send": true, "iterator.throw": true, "iterator.close": true, "iterator.__next__": true, "iterator.__iter__": true,
	"iterator.isdisjoint": true, "iterator.mapping": true, "iterator.__reversed__": true, // of views
}
