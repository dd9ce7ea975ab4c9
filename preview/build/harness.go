package build

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/portalis-dev/portalis/translate"
)

// Names that a module built with a harness exports, beside its memory.
const (
	ExportInit    = "_initialize"      // () to be called once, first
	ExportAlloc   = "portalis_alloc"   // (size u32) -> address of that many bytes, which the next call takes back
	ExportOutcome = "portalis_outcome" // () -> address of two u32: address and length of the last outcome
	ExportCall    = "portalis_call"    // (function, address, size u32) one call
	ExportPrepare = "portalis_prepare" // (function, address, size, times u32) -> 1 when the arguments fit
	ExportRun     = "portalis_run"     // () makes the calls prepared, once
)

// harnessHead is the part of a harness that does not depend on the module.
//
//go:embed harness.rs
var harnessHead string

// Harness returns the Rust that makes the translated functions of m callable
// from the host. It becomes a child module of m's Rust, so it sees its names.
//
// The host asks ExportAlloc for memory, writes the arguments there as one
// encoded tuple (package value), and calls ExportCall with the index of the
// function among m.Functions. It then finds the outcome where ExportOutcome
// says: a tuple of
//
//	("value", value, {index: argument after…})
//	("raised", class, message, {index: argument after…})
//	("stopped", class or "", message)
//	("refused", name of a parameter)
//
// The first two mean that the function returned; the dict has the arguments
// that were lent to it to be changed. "stopped" is written by the panic hook
// before the module traps: by an exception, which then has a class, or by
// anything else, such as an integer overflow. "refused" means that an argument
// is not of the parameter's type or does not fit it. An outcome of length 0
// means that something outside Rust stopped the module: its stack or memory
// came to an end.
//
// For timing, ExportPrepare decodes the arguments, so many times over, and adds
// the calls to those that ExportRun will make. After a run the next ExportPrepare
// begins anew.
func Harness(m *translate.Module) string {
	var b strings.Builder
	b.WriteString(harnessHead)
	writeArms(&b, "", m)
	return b.String()
}

// What calls and prepares the functions of a module.
const (
	callSignature    = "fn call(function: u32, input: &mut Input, out: &mut Vec<u8>) -> Result<(), &'static str>"
	prepareSignature = "fn prepare(function: u32, input: &mut Input, times: u32) -> Result<Prepared, &'static str>"
)

func writeArms(b *strings.Builder, visibility string, m *translate.Module) {
	writeMatch(b, visibility+callSignature, m, writeCall)
	writeMatch(b, visibility+prepareSignature, m, writePrepare)
}

func writeMatch(b *strings.Builder, signature string, m *translate.Module, arm func(*strings.Builder, *translate.Function)) {
	fmt.Fprintf(b, "\n%s {\n    match function {\n", signature)
	for i, f := range m.Functions {
		if f.Runs() {
			fmt.Fprintf(b, "        %d => {\n", i)
			arm(b, f)
			b.WriteString("        }\n")
		}
	}
	b.WriteString("        _ => Err(\"\"),\n    }\n}\n")
}

func writeCall(b *strings.Builder, f *translate.Function) {
	args := make([]string, len(f.Params))
	var after []string
	for i, p := range f.Params {
		mut := ""
		if p.Mode == translate.ByMut {
			mut = "mut "
			after = append(after, fmt.Sprintf("(%d, &a%d as &dyn Write)", i, i))
		}
		fmt.Fprintf(b, "            let %sa%d: %s = input.take(%q)?;\n", mut, i, p.Owned, p.Name)
		args[i] = pass(p, fmt.Sprintf("a%d", i))
	}
	form := "returned"
	if f.Fallible {
		form = "finished"
	}
	fmt.Fprintf(b, "            let result = super::%s(%s);\n", f.RustName, strings.Join(args, ", "))
	fmt.Fprintf(b, "            %s(out, result, &[%s]);\n", form, strings.Join(after, ", "))
	b.WriteString("            Ok(())\n")
}

// writePrepare writes a loop over copies of the arguments. They stay alive until
// after the run, as they do in Python, so that freeing them takes no measured time.
func writePrepare(b *strings.Builder, f *translate.Function) {
	var types, reads, args []string
	for i, p := range f.Params {
		typ, read, arg := p.Owned, fmt.Sprintf("input.take(%q)?", p.Name), fmt.Sprintf("a.%d", i)
		if p.Mode != translate.ByValue {
			arg = pass(p, arg)
		} else if !isCopy(p.Owned) {
			typ, read, arg = "Option<"+typ+">", "Some("+read+")", arg+".take().unwrap()"
		}
		types, reads, args = append(types, typ+","), append(reads, read+","), append(args, arg)
	}
	fmt.Fprintf(b, "            let mut many = input.many(times, |input| -> Result<(%s), &'static str> { Ok((%s)) })?;\n",
		strings.Join(types, " "), strings.Join(reads, " "))
	b.WriteString("            Ok(Box::new(move || {\n                for a in &mut many {\n")
	fmt.Fprintf(b, "                    _ = black_box(super::%s(%s));\n", f.RustName, strings.Join(args, ", "))
	b.WriteString("                }\n            }))\n")
}

// pass writes the argument for a parameter, given the place of its value.
func pass(p translate.Param, place string) string {
	switch {
	case p.Mode == translate.ByMut:
		return "&mut " + place
	case p.Mode != translate.ByRef:
		return place
	case strings.HasPrefix(p.Rust, "Option<&str") || strings.HasPrefix(p.Rust, "Option<&["):
		return place + ".as_deref()"
	case strings.HasPrefix(p.Rust, "Option<&"):
		return place + ".as_ref()"
	}
	return "&" + place
}

// isCopy reports whether values of a Rust type are Copy, by its name: what holds
// no other types than these is.
func isCopy(rust string) bool {
	names := strings.FieldsFunc(rust, func(r rune) bool { return strings.ContainsRune("<>(), ", r) })
	for _, name := range names {
		switch name {
		case "i64", "usize", "f64", "bool", "char", "Option":
		default:
			return false
		}
	}
	return true
}
