package rust

import "testing"

func TestMentionsPath(t *testing.T) {
	tests := []struct {
		code string
		want bool
	}{
		{"let x = rt::index(0, 1);", true},
		{"rt::len(s)", true},
		{"&rt::len(s)", true},
		{"/// see rt::index\nlet x = 1;", false},
		{"// rt::index\nlet x = rt::index(0, 1);", true},
		{`let x = "rt::index";`, false},
		{`let x = "a\"rt::index";`, false},
		{`let x = '"'; rt::f()`, true},
		{"sort::f()", false},
		{"a::rt::f()", false},
		{"fn f<'a>(x: &'a str) { rt::f(x) }", true},
	}
	for _, test := range tests {
		if got := mentionsPath(test.code, "rt::"); got != test.want {
			t.Errorf("mentionsPath(%q) = %v, want %v", test.code, got, test.want)
		}
	}
}
