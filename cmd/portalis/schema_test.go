package main

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
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

// covers is the script command "covers SCHEMA FILE...": it checks that every member
// that a schema describes, and every value of a list of words, is somewhere in the
// files.
func covers(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: covers SCHEMA FILE...")
	}
	text, err := os.ReadFile(ts.Getenv("SCHEMAS") + "/" + args[0])
	ts.Check(err)
	var schema map[string]any
	ts.Check(json.Unmarshal(text, &schema))
	c := coverage{root: schema, seen: map[string]bool{}}
	for _, file := range args[1:] {
		var v any
		ts.Check(json.Unmarshal([]byte(ts.ReadFile(file)), &v))
		c.visit("#", schema, v)
	}
	if open := c.open(); len(open) > 0 {
		ts.Fatalf("nothing has these of %s:\n%s", args[0], strings.Join(open, "\n"))
	}
}

// A coverage notes which members of a schema are in use.
type coverage struct {
	root map[string]any
	seen map[string]bool
}

func (c *coverage) visit(at string, schema map[string]any, v any) {
	if ref, ok := schema["$ref"].(string); ok {
		name := strings.TrimPrefix(ref, "#/$defs/")
		c.visit(ref, c.root["$defs"].(map[string]any)[name].(map[string]any), v)
		return
	}
	switch v := v.(type) {
	case map[string]any:
		properties, _ := schema["properties"].(map[string]any)
		for name, member := range v {
			if of, ok := properties[name].(map[string]any); ok {
				c.seen[at+"/properties/"+name] = true
				c.visit(at+"/properties/"+name, of, member)
			}
		}
	case []any:
		if of, ok := schema["items"].(map[string]any); ok {
			for _, member := range v {
				c.visit(at+"/items", of, member)
			}
		}
	case string:
		c.seen[at+"/enum/"+v] = true
	}
}

// open are the members and words that nothing has, in order.
func (c *coverage) open() []string {
	var open []string
	var find func(at string, v any)
	find = func(at string, v any) {
		schema, ok := v.(map[string]any)
		if !ok {
			return
		}
		if properties, ok := schema["properties"].(map[string]any); ok {
			for name, member := range properties {
				if at := at + "/properties/" + name; !c.seen[at] {
					open = append(open, at)
				} else {
					find(at, member)
				}
			}
		}
		if words, ok := schema["enum"].([]any); ok {
			for _, word := range words {
				if word, ok := word.(string); ok && !c.seen[at+"/enum/"+word] {
					open = append(open, at+"/enum/"+word)
				}
			}
		}
		find(at+"/items", schema["items"])
	}
	find("#", c.root)
	for name, def := range c.root["$defs"].(map[string]any) {
		find("#/$defs/"+name, def)
	}
	slices.Sort(open)
	return open
}
