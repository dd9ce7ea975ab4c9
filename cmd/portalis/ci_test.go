package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// root is the folder of the repository, seen from here.
var root, _ = filepath.Abs("../..")

// actionStep is the script command "step FILE NAME SCRIPT": it writes the shell
// script of a step of an action to a file.
func actionStep(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: step FILE NAME SCRIPT")
	}
	_, rest, ok := strings.Cut(read(ts, args[0]), "- name: "+args[1]+"\n")
	_, rest, ok2 := strings.Cut(rest, "run: |\n")
	if !ok || !ok2 {
		ts.Fatalf("%s has no step %s with a script", args[0], args[1])
	}
	var script strings.Builder
	indent := len(rest) - len(strings.TrimLeft(rest, " "))
	for line := range strings.Lines(rest) {
		if !strings.HasPrefix(line, strings.Repeat(" ", indent)) {
			break
		}
		script.WriteString(line[indent:])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(script.String()), 0o644))
}

// hookEntry is the script command "hook FILE ID SCRIPT": it writes the entry of a
// hook of pre-commit, which gets the names of files after it, to a file.
func hookEntry(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: hook FILE ID SCRIPT")
	}
	_, rest, ok := strings.Cut(read(ts, args[0]), "- id: "+args[1]+"\n")
	_, rest, ok2 := strings.Cut(rest, "entry: ")
	entry, _, _ := strings.Cut(rest, "\n")
	if !ok || !ok2 {
		ts.Fatalf("%s has no hook %s with an entry", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(entry+" \"$@\"\n"), 0o644))
}

// read reads a file of the repository.
func read(ts *testscript.TestScript, name string) string {
	text, err := os.ReadFile(filepath.Join(root, name))
	ts.Check(err)
	return string(text)
}
