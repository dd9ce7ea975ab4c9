"""Prints the public names of what the table of the library is about, a line each."""
import builtins
import importlib

MODULES = (
    "math re collections itertools functools heapq bisect string random copy operator "
    "statistics sys time typing dataclasses enum builtins"
).split()
CLASSES = (str, bytes, list, dict, set, frozenset, tuple, int, float)

for name in MODULES:
    module = importlib.import_module(name)
    public = getattr(module, "__all__", None) or [n for n in dir(module) if not n.startswith("_")]
    for attribute in sorted(public):
        value = getattr(module, attribute)
        kind = "exception" if isinstance(value, type) and issubclass(value, BaseException) else "name"
        print(name, attribute, kind)
for cls in CLASSES:
    for attribute in sorted(n for n in dir(cls) if not n.startswith("_")):
        print(cls.__name__, attribute, "method")
