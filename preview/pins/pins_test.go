package pins

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalis-dev/portalis/preview/value"
)

func TestAddAndRead(t *testing.T) {
	root := t.TempDir()
	path, err := Path(root, filepath.Join(root, "shop", "cart.py"))
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(root, ".portalis", "cases", "shop.cart.toml"); path != want {
		t.Fatalf("the path is %s, want %s", path, want)
	}
	if none, err := Read(path); err != nil || none != nil {
		t.Fatalf("before: %v, %v", none, err)
	}
	args := []value.Value{
		value.OfInt(-7), value.OfFloat(math.Inf(-1)), value.OfFloat(math.Copysign(0, -1)), value.OfStr("\"'\n\u00e9\x00"),
		value.OfTuple(value.OfList(value.OfFloat(math.NaN()))), value.OfDict(value.OfStr("a"), value.OfNone()),
		{Kind: value.Set}, {Kind: value.Frozenset, Elems: []value.Value{value.OfBool(true)}}, value.OfBytes("\xff\\"),
	}
	pin, ok := Of("total", args, "found by hand")
	if !ok {
		t.Fatal("these have no expression")
	}
	other, _ := Of("empty", nil, "")
	if n, err := Add(path, pin, other); n != 2 || err != nil {
		t.Fatalf("added %d, %v", n, err)
	}
	// What somebody wrote stays, and nothing is there twice.
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(string(before), "\n[[case]]", "\n# mine\n[[case]]", 1)
	edited = strings.TrimSuffix(edited, "\n")
	if err := os.WriteFile(path, []byte(edited), 0o666); err != nil {
		t.Fatal(err)
	}
	third, _ := Of("total", args[:1], "")
	if n, err := Add(path, pin, third, third); n != 1 || err != nil {
		t.Fatalf("added %d, %v", n, err)
	}
	after, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(after), edited) {
		t.Errorf("what was there is changed (%v):\n%s", err, after)
	}
	read, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Pin{pin, other, third}, read); diff != "" {
		t.Error(diff)
	}
	for i, v := range read[0].Values() {
		if !value.Equal(v, args[i]) {
			t.Errorf("argument %d is %s, want %s", i, value.Repr(v), value.Repr(args[i]))
		}
	}
}

func TestMistakesAreToldWithTheirPlace(t *testing.T) {
	for text, want := range map[string]string{
		"[[case]]\nfunction = \"f\"\nargs = [\"g()\"]\n": "case 1: g() is not a constant of Python",
		"[[case]]\nfunktion = \"f\"\n":                   `line 2: there is no setting "case.funktion"`,
		"[[case]]\nargs = [1]\n":                         "line 2",
		"[[case\n":                                       "line 1",
	} {
		path := filepath.Join(t.TempDir(), "a.toml")
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
		if _, err := Add(path, Pin{Function: "f"}); err == nil {
			t.Errorf("%q: something was added to a file that cannot be read", text)
		}
	}
}

func TestOutsideOfTheProject(t *testing.T) {
	if path, err := Path(t.TempDir(), filepath.Join(t.TempDir(), "a.py")); err == nil {
		t.Errorf("the path is %s", path)
	}
}

func TestObjectsCannotBePinned(t *testing.T) {
	for _, v := range []value.Value{{Kind: value.Opaque, Text: "<object>"}, value.OfList(value.Value{Kind: value.Opaque, Text: "3"})} {
		if pin, ok := Of("f", []value.Value{v}, ""); ok {
			t.Errorf("%s was pinned as %s", value.Repr(v), pin)
		}
	}
}
