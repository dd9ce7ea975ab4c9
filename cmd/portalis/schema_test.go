package main

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// conforms is the script command "schema SCHEMA FILE": it checks that a JSON file
// is as a schema in docs/schema says.
func conforms(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: schema SCHEMA FILE")
	}
	schema, err := jsonschema.NewCompiler().Compile(ts.Getenv("SCHEMAS") + "/" + args[0])
	ts.Check(err)
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(ts.ReadFile(args[1]))))
	ts.Check(err)
	switch err := schema.Validate(v); {
	case err != nil && !neg:
		ts.Fatalf("%s: %v", args[1], err)
	case err == nil && neg:
		ts.Fatalf("%s is as %s says", args[1], args[0])
	}
}

// Every object of the schema lists all its members, so that the test of the real
// output finds members that nobody described, and no member is described that is
// never there: each is required or known to be optional.
func TestSchemaIsStrict(t *testing.T) {
	for name, objects := range map[string]int{"check": 10, "parity": 8} {
		t.Run(name, func(t *testing.T) { strict(t, "../../docs/schema/"+name+".schema.json", objects) })
	}
}

// strict checks a schema that has at least so many objects.
func strict(t *testing.T, path string, least int) {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var schema any
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	objects := 0
	var visit func(at string, v any)
	visit = func(at string, v any) {
		switch v := v.(type) {
		case map[string]any:
			if v["type"] == "object" {
				objects++
				if v["additionalProperties"] != false {
					t.Errorf("%s lets in anything", at)
				}
			}
			for name, member := range v {
				visit(at+"/"+name, member)
			}
		case []any:
			for _, member := range v {
				visit(at, member)
			}
		}
	}
	visit("#", schema)
	if objects < least {
		t.Errorf("only %d objects", objects)
	}
}
