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
	ExportRun     = "portalis_run"     // () makes the calls prepared, and forgets their results
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
// the calls to those that ExportRun will make.
func Harness(m *translate.Module) string {
	var b strings.Builder
	b.WriteString(harnessHead)
	writeMatch(&b, "fn call(function: u32, input: &mut Input, out: &mut Vec<u8>) -> Result<(), &'static str>", m, writeCall)
	writeMatch(&b, "fn prepare(function: u32, input: &mut Input) -> Result<Prepared, &'static str>", m, writePrepare)
	return b.String()
}

func writeMatch(b *strings.Builder, signature string, m *translate.Module, arm func(*strings.Builder, *translate.Function)) {
	fmt.Fprintf(b, "\n%s {\n    match function {\n", signature)
	for i, f := range m.Functions {
		if f.Translated() {
			fmt.Fprintf(b, "        %d => {\n", i)
			arm(b, f)
			b.WriteString("        }\n")
		}
	}
	b.WriteString("        _ => Err(\"\"),\n    }\n}\n")
}

// writeArgs writes a let for each argument and returns the call.
func writeArgs(b *strings.Builder, f *translate.Function) (call string) {
	prefix := map[translate.Mode]string{translate.ByRef: "&", translate.ByMut: "&mut "}
	args := make([]string, len(f.Params))
	for i, p := range f.Params {
		mut := ""
		if p.Mode == translate.ByMut {
			mut = "mut "
		}
		fmt.Fprintf(b, "            let %sa%d: %s = input.take(%q)?;\n", mut, i, p.Owned, p.Name)
		args[i] = fmt.Sprintf("%sa%d", prefix[p.Mode], i)
	}
	return fmt.Sprintf("super::%s(%s)", f.RustName, strings.Join(args, ", "))
}

func writeCall(b *strings.Builder, f *translate.Function) {
	call := writeArgs(b, f)
	var after []string
	for i, p := range f.Params {
		if p.Mode == translate.ByMut {
			after = append(after, fmt.Sprintf("(%d, &a%d as &dyn Write)", i, i))
		}
	}
	form := "returned"
	if f.Fallible {
		form = "finished"
	}
	fmt.Fprintf(b, "            let result = %s;\n", call)
	fmt.Fprintf(b, "            %s(out, result, &[%s]);\n", form, strings.Join(after, ", "))
	b.WriteString("            Ok(())\n")
}

func writePrepare(b *strings.Builder, f *translate.Function) {
	call := writeArgs(b, f)
	fmt.Fprintf(b, "            Ok(Box::new(move || drop(black_box(%s))))\n", call)
}
