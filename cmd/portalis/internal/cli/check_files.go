package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/config"
	"github.com/portalis-dev/portalis/analysis/project"
)

// A selection is the files that a command was given, sorted into their projects.
type selection struct {
	files    []selected
	projects []*checkedProject
	problems []problemReport // what could not be read

	configs map[string]config.Config // by folder
	seen    map[string]bool          // absolute paths of the files
}

// A selected file is one to look at.
type selected struct {
	path    string // as it is shown
	module  project.Module
	project *checkedProject
	levels  compat.Levels
	named   bool // by itself, not found in a folder
}

// A checkedProject is a project that some of the files belong to.
type checkedProject struct {
	*project.Project
	root     string // absolute
	shown    string // root as it is shown; "" for the current folder
	config   string // the path of its configuration, absolute; "" if it has none
	outlines []project.Outline
}

// path shows a path in a project.
func (p *checkedProject) path(rel string) string {
	return filepath.Join(p.shown, filepath.FromSlash(rel))
}

// selectFiles finds the Python files that paths name, those in folders included.
func selectFiles(paths []string) (*selection, error) {
	s := &selection{configs: map[string]config.Config{}, seen: map[string]bool{}}
	for _, path := range paths {
		if err := s.add(path); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *selection) add(path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return s.addFile(path)
	}
	p, err := s.projectOf(path, path)
	if err != nil {
		return err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("finding %s: %w", path, err)
	}
	start, err := filepath.Rel(p.root, abs)
	if err != nil {
		return fmt.Errorf("finding %s: %w", path, err)
	}
	modules, problems := p.Files(filepath.ToSlash(start))
	for _, problem := range problems {
		s.problems = append(s.problems, problemReport{p.path(problem.Path), problem.Message})
	}
	for _, m := range modules {
		if err := s.take(p.path(m.Path), m, p, false); err != nil {
			return err
		}
	}
	return nil
}

// addFile adds a file that was named itself, whatever it is called.
func (s *selection) addFile(path string) error {
	if err := readable(path); err != nil {
		return err
	}
	p, err := s.projectOf(filepath.Dir(path), path)
	if err != nil {
		return err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("finding %s: %w", path, err)
	}
	rel, err := filepath.Rel(p.root, abs)
	if err != nil {
		return fmt.Errorf("finding %s: %w", path, err)
	}
	return s.take(path, p.Module(filepath.ToSlash(rel)), p, true)
}

// take adds a file once, however often it is named.
func (s *selection) take(path string, m project.Module, p *checkedProject, named bool) error {
	abs := filepath.Join(p.root, filepath.FromSlash(m.Path))
	if s.seen[abs] {
		return nil
	}
	s.seen[abs] = true
	c, err := s.configOf(filepath.Dir(abs))
	if err != nil {
		return err
	}
	s.files = append(s.files, selected{path, m, p, c.Severity, named})
	return nil
}

func (s *selection) configOf(folder string) (config.Config, error) {
	if c, ok := s.configs[folder]; ok {
		return c, nil
	}
	c, err := configOf(folder)
	s.configs[folder] = c
	return c, err
}

// configOf is the configuration for the files of a folder. A mistake in it ends
// the command: what it would have said is not known.
func configOf(folder string) (config.Config, error) {
	c, problems := config.Find(folder)
	if len(problems) == 0 {
		return c, nil
	}
	var lines []string
	for _, p := range problems {
		lines = append(lines, fmt.Sprintf("%s:%d:%d: %s", near(p.Path), p.Line, p.Column, p.Message))
	}
	return c, usage("%s", strings.Join(lines, "\nportalis: "))
}

// projectOf is the project that a folder is in; given is the path that led there.
func (s *selection) projectOf(folder, given string) (*checkedProject, error) {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("finding %s: %w", folder, err)
	}
	c, err := s.configOf(abs)
	if err != nil {
		return nil, err
	}
	root := c.Root(abs)
	if i := slices.IndexFunc(s.projects, func(p *checkedProject) bool { return p.root == root }); i >= 0 {
		return s.projects[i], nil
	}
	p := &checkedProject{
		Project: project.New(os.DirFS(root), project.Options{Exclude: c.Exclude, Src: c.Src}),
		root:    root, shown: root, config: c.Path,
	}
	if !filepath.IsAbs(given) {
		p.shown = near(root)
	}
	s.projects = append(s.projects, p)
	return p, nil
}

// near shows an absolute path as seen from the current folder.
func near(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(here, path)
	if err != nil {
		return path
	}
	return rel
}
