import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { partners, type Side } from '../src/links';
import type { Link, Range } from '../src/protocol';

const range = (startLine: number, startCharacter: number, endLine: number, endCharacter: number): Range => ({
  start: { line: startLine, character: startCharacter },
  end: { line: endLine, character: endCharacter },
});

// A function on Python lines 2 to 6 and Rust lines 10 to 20, with two statements in it.
const whole: Link = { python: range(2, 0, 7, 0), rust: range(10, 0, 20, 1) };
const first: Link = { python: range(3, 4, 3, 20), rust: range(11, 4, 12, 9) };
const second: Link = { python: range(4, 4, 5, 9), rust: range(13, 4, 13, 30) };
const all = [whole, first, second];

describe('partners', () => {
  const cases: [string, Side, number, Range[]][] = [
    ['a statement', 'python', 3, [first.rust]],
    ['the second line of a statement', 'python', 5, [second.rust]],
    ['a line that only the function has', 'python', 6, [whole.rust]],
    ['the def', 'python', 2, [whole.rust]],
    ['a range that ends at the start of a line does not reach it', 'python', 7, []],
    ['outside', 'python', 0, []],
    ['from Rust', 'rust', 12, [first.python]],
    ['from Rust, on one line', 'rust', 13, [second.python]],
    ['from the closing brace', 'rust', 20, [whole.python]],
  ];
  for (const [name, side, line, want] of cases) {
    it(name, () => {
      assert.deepEqual(partners(all, side, line), want);
    });
  }

  it('has nothing without links', () => {
    assert.deepEqual(partners([], 'python', 0), []);
  });

  it('has each of several equally near', () => {
    const again: Link = { python: range(3, 8, 3, 12), rust: range(30, 0, 30, 5) };
    assert.deepEqual(partners([...all, again], 'python', 3), [first.rust, again.rust]);
  });
});
