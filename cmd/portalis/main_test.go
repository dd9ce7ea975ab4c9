package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"portalis": main})
}

// TestScripts runs the command line as a user does. The scripts have besides the
// usual commands:
//
//	rc N command...      runs a command that must end with that exit code
//	big FILE SIZE TEXT   makes a file of that many bytes, of lines of the text
//	bytes FILE HEX       makes a file of those bytes
//	json FILE PATH TEXT  checks a value in a JSON file, such as parity.totals.calls
//	schema SCHEMA FILE   checks that a JSON file is as a schema in docs/schema says
//	covers SCHEMA FILE...  checks that JSON files have all that a schema describes
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			schemas, err := filepath.Abs("../../docs/schema")
			if err != nil {
				return err
			}
			env.Setenv("SCHEMAS", schemas)
			env.Setenv("HOME", os.Getenv("HOME")) // where the toolchains are
			cache, err := os.UserCacheDir()
			if err != nil {
				return err
			}
			env.Setenv("XDG_CACHE_HOME", cache) // where the compiled runtime is
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"rc": endsWith, "big": bigFile, "bytes": bytesFile, "json": jsonValue, "schema": conforms, "covers": covers,
			"step": actionStep, "hook": hookEntry,
		},
	})
}

func endsWith(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: rc N command...")
	}
	want := args[0]
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != want {
		ts.Fatalf("ended with %s, want %s", got, want)
	}
}

func bigFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: big FILE SIZE TEXT")
	}
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	line := args[2] + "\n"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(line, size/len(line)+1)[:size]), 0o666))
}

func bytesFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE HEX")
	}
	var content []byte
	_, err := fmt.Sscanf(args[1], "%x", &content)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), content, 0o666))
}

func jsonValue(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: json FILE PATH TEXT")
	}
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &v))
	for _, step := range strings.Split(args[1], ".") {
		switch at := v.(type) {
		case map[string]any:
			v = at[step]
		case []any:
			n, err := strconv.Atoi(step)
			ts.Check(err)
			if n >= len(at) {
				ts.Fatalf("%s: there are only %d elements", filepath.Base(args[0]), len(at))
			}
			v = at[n]
		default:
			ts.Fatalf("%s: nothing has a member %s", args[0], step)
		}
	}
	got, isText := v.(string)
	if !isText {
		encoded, err := json.Marshal(v)
		ts.Check(err)
		got = string(encoded)
	}
	if (got == args[2]) == neg {
		ts.Fatalf("%s is %s", args[1], got)
	}
}
