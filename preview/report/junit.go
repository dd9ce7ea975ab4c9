package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/portalis-dev/portalis/preview/parity"
)

// The elements of JUnit's XML, as far as CI servers read them. A file is a suite
// and a function a test: it fails if it does something else than Python, and is
// skipped if nothing is proven of it.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitOutcome `xml:"failure"`
		Error   *junitOutcome `xml:"error"`
		Skipped *junitOutcome `xml:"skipped"`
	}
	junitOutcome struct {
		Type    string `xml:"type,attr,omitempty"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// WriteJUnit writes the report for CI servers.
func (r *Report) WriteJUnit(w io.Writer) error {
	all := junitSuites{Name: "portalis parity"}
	for _, f := range r.Files {
		suite := junitSuite{Name: f.File}
		for _, d := range f.Definitions() {
			suite.add(junitTest(f.File, d))
		}
		all.add(suite)
	}
	for _, p := range r.Problems {
		suite := junitSuite{Name: p.Path}
		suite.add(junitCase{Name: p.Path, Class: className(p.Path), File: p.Path, Error: &junitOutcome{Message: p.Message}})
		all.add(suite)
	}
	if len(r.Regressions) > 0 {
		suite := junitSuite{Name: "regressions"}
		for _, g := range r.Regressions {
			suite.add(junitCase{
				Name: strings.TrimSpace(string(g.Kind) + " " + g.Function), Class: className(g.File), File: g.File,
				Failure: &junitOutcome{Type: string(g.Kind), Message: g.String()},
			})
		}
		all.add(suite)
	}
	text, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return fmt.Errorf("writing JUnit: %w", err)
	}
	_, err = io.WriteString(w, xml.Header+string(text)+"\n")
	return err
}

func (s *junitSuites) add(suite junitSuite) {
	s.Tests += suite.Tests
	s.Failures += suite.Failures
	s.Errors += suite.Errors
	s.Skipped += suite.Skipped
	s.Suites = append(s.Suites, suite)
}

func (s *junitSuite) add(c junitCase) {
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
	s.Cases = append(s.Cases, c)
}

func junitTest(file string, f parity.Function) junitCase {
	c := junitCase{Name: f.Name, Class: className(file), File: file, Line: f.Line}
	var lines []string
	for _, call := range f.Failures {
		lines = append(lines, f.Explain(call))
	}
	outcome := &junitOutcome{Type: string(f.Verdict), Message: f.Reason, Text: strings.Join(lines, "\n")}
	if outcome.Message == "" && len(lines) > 0 {
		outcome.Message = lines[0]
	}
	switch f.Verdict {
	case parity.Identical, parity.Equal:
	case parity.Wrong:
		c.Failure = outcome
	default:
		c.Skipped = outcome
	}
	return c
}

// className is a path as CI servers group by: "shop/cart.py" is "shop.cart".
func className(path string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(path, "./"), ".py"), "/", ".")
}
