package project

import "slices"

// A module's names may be set by other files. All files of a project are looked through
// for that once, and then those that change: not all at each key.

// outside are the names of a file that other files of the project set; l.mu is held.
func (l *Linker) outside(pass *linkPass, file string) []string {
	if pass.set == nil {
		pass.set = l.allSet()
	}
	return pass.set[file]
}

// allSet are the names that files have set by others.
func (l *Linker) allSet() map[string][]string {
	if l.opts.Still && l.set != nil {
		return l.set
	}
	files, anew := l.opts.List()
	if l.set != nil && !anew {
		return l.set
	}
	all := map[string][]string{}
	for _, by := range files {
		if IsTest(by) { // which puts things back
			continue
		}
		s := l.sources[by]
		if s == nil || anew {
			src, err := l.opts.Read(by)
			if err != nil {
				continue
			}
			s = l.source(by, src)
		}
		for _, set := range s.sets {
			if set.file != by {
				all[set.file] = append(all[set.file], set.name)
			}
		}
	}
	for file, names := range all {
		slices.Sort(names)
		all[file] = slices.Compact(names)
	}
	l.set = all
	return all
}

// resets lets go of what files set if one of them sets other names than before; l.mu is
// held.
func (l *Linker) resets(before, now *linkSource) {
	var were []setting
	if before != nil {
		were = before.sets
	}
	if !l.opts.Still && !slices.Equal(were, now.sets) {
		l.set = nil
	}
}

// Forget lets go of what was read of a file, which may hold something else now.
func (l *Linker) Forget(file string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.sources, file)
	l.set = nil
}
