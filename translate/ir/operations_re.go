package ir

import "fmt"

// Module re. A function of the module is re.compile and then a method.
//
//	re.compile              (pattern) or (pattern, flags): one that is written out
//	re.compile:try          likewise, of a pattern that may be wrong
//	re.escape               re.ASCII IGNORECASE MULTILINE DOTALL UNICODE VERBOSE
//	pattern.search match fullmatch   (pattern, text) or with pos and endpos
//	pattern.findall finditer
//	pattern.findall:2…      of a pattern with so many groups
//	pattern.split           (pattern, text, maxsplit); split:groups with groups
//	pattern.sub subn        (pattern, template, text, count)
//	pattern.sub:with subn:with       the same with a function
//	pattern.pattern groups
//	match.found             (Option of a match, name of what is asked of it)
//	match.matched           group(0); match.part a group that every match has
//	match.group start end span expand groupdict groupdict:always lastindex
//	match.lastgroup re
var reOperations = concat([]*Operation{
	fn("re.compile", "rt::re::compile", patternT, ref(Str)),
	fn("re.compile", "rt::re::compile_with", patternT, ref(Str), val(Int)),
	fn("re.compile:try", "rt::re::compile", patternT, ref(Str)).raises("re.error", "OverflowError", "ValueError"),
	fn("re.compile:try", "rt::re::compile_with", patternT, ref(Str), val(Int)).raises("re.error", "OverflowError", "ValueError"),
	fn("re.escape", "rt::re::escape", Str, ref(Str)),
	call("re.ASCII", "rt::re::ASCII", Int),
	call("re.IGNORECASE", "rt::re::IGNORECASE", Int),
	call("re.MULTILINE", "rt::re::MULTILINE", Int),
	call("re.DOTALL", "rt::re::DOTALL", Int),
	call("re.UNICODE", "rt::re::UNICODE", Int),
	call("re.VERBOSE", "rt::re::VERBOSE", Int),

	method("pattern.findall", "findall", List{Str}, recv(patternT), ref(Str)),
	method("pattern.finditer", "finditer", List{matchT}, recv(patternT), ref(Str)),
	method("pattern.split", "split", List{Str}, recv(patternT), ref(Str), val(Int)),
	method("pattern.split:groups", "split_groups", List{Option{Str}}, recv(patternT), ref(Str), val(Int)),
	method("pattern.sub", "sub", Str, recv(patternT), ref(Str), ref(Str), val(Int)).raises("re.error", "IndexError"),
	method("pattern.subn", "subn", Tuple{[]Type{Str, Int}}, recv(patternT), ref(Str), ref(Str), val(Int)).raises("re.error", "IndexError"),
	method("pattern.sub:with", "sub_with", Str, recv(patternT), val(replacer), ref(Str), val(Int)),
	method("pattern.subn:with", "subn_with", Tuple{[]Type{Str, Int}}, recv(patternT), val(replacer), ref(Str), val(Int)),
	method("re.Pattern.pattern", "pattern", Str, recv(patternT)).view(),
	method("re.Pattern.groups", "groups", Int, recv(patternT)),

	fn("match.found", "rt::re::found", matchT, ref(Option{matchT}), ref(Str)).raises("AttributeError").view(),
	method("match.matched", "matched", Str, recv(matchT)).view(),
	method("match.part", "part", Str, recv(matchT), val(Int)).view(),
	method("match.part", "named_part", Str, recv(matchT), ref(Str)).view(),
	method("match.group", "group", Option{Str}, recv(matchT), val(Int)).raises("IndexError"),
	method("match.group", "named", Option{Str}, recv(matchT), ref(Str)).raises("IndexError"),
	method("match.groupdict", "groupdict", Dict{Key: Str, Value: Option{Str}}, recv(matchT)),
	method("match.groupdict:always", "groupdict_parts", Dict{Key: Str, Value: Str}, recv(matchT)),
	method("match.expand", "expand", Str, recv(matchT), ref(Str)).raises("re.error", "IndexError"),
	method("re.Match.lastindex", "lastindex", Option{Int}, recv(matchT)),
	method("re.Match.lastgroup", "lastgroup", Option{Str}, recv(matchT)),
	method("re.Match.re", "re", patternT, recv(matchT)),
}, attempts("search", "search"), attempts("match", "match_start"), attempts("fullmatch", "fullmatch"),
	findall(), spans("start", Int), spans("end", Int), spans("span", Tuple{[]Type{Int, Int}}))

var (
	patternT = Object{"re.Pattern"}
	matchT   = Object{"re.Match"}
	replacer = Fn{[]Type{matchT}, Str}
)

// attempts has the rows of a method that looks for one match.
func attempts(name, rust string) []*Operation {
	return []*Operation{
		method("pattern."+name, rust, Option{matchT}, recv(patternT), ref(Str)),
		method("pattern."+name, rust+"_in", Option{matchT}, recv(patternT), ref(Str), val(Int), val(Int)),
	}
}

// maxGroups is the greatest number of groups whose texts make a tuple.
const maxGroups = 12

// findall has the rows for patterns with several groups.
func findall() []*Operation {
	var rows []*Operation
	for n := 2; n <= maxGroups; n++ {
		elems := make([]Type, n)
		for i := range elems {
			elems[i] = Str
		}
		tuple := Tuple{elems}
		rows = append(rows, method(fmt.Sprint("pattern.findall:", n), fmt.Sprint("findall_", n), List{tuple}, recv(patternT), ref(Str)))
	}
	return rows
}

// spans has the rows of start, end or span: of the match, or of a group.
func spans(name string, result Type) []*Operation {
	return []*Operation{
		method("match."+name, name, result, recv(matchT)),
		method("match."+name, name+"_of", result, recv(matchT), val(Int)).raises("IndexError"),
		method("match."+name, name+"_named", result, recv(matchT), ref(Str)).raises("IndexError"),
	}
}
