package inference

// pending has the cases that inference does not pass yet, and what they wait for.
var pending = map[string]string{
	"annotations/callable":                "more forms of annotations",
	"exceptions/contextmanager_decorator": "decorators",
	"exceptions/own_decorator":            "decorators",
	"functions/builtin_as_argument":       "functions as values",
	"functions/curried_lambda":            "functions as values",
	"functions/function_as_argument":      "functions as values",
	"functions/functions_in_a_dict":       "functions as values",
	"functions/immediately_called_lambda": "functions as values",
	"functions/lambda_as_argument":        "functions as values",
	"functions/lambda_in_a_variable":      "functions as values",
	"functions/returned_closure":          "nested functions",
	"scopes/class_scope":                  "classes",
	"scopes/conditional_definition":       "more types",
	"specialisation/higher_order":         "specialisation of a function per types of arguments",
	"stdlib/cmp_to_key":                   "the module functools",
	"stdlib/partial":                      "the module functools",
}
