import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { proposed, remembered, shownFrom, typed, type Memory } from '../src/place';

const nothing: Memory = { crates: {} };

describe('proposed', () => {
  it('is what the server says at first', () => {
    assert.equal(proposed(nothing, 'file:///w/a.py', '/w/a-rs'), '/w/a-rs');
  });
  it('is for the same file what it was', () => {
    assert.equal(proposed(remembered(nothing, 'file:///w/a.py', '/out/mine'), 'file:///w/a.py', '/w/a-rs'), '/out/mine');
  });
  it('is for another file beside the last', () => {
    const memory = remembered(remembered(nothing, 'file:///w/a.py', '/out/mine'), 'file:///w/b.py', '/rust/b');
    assert.equal(proposed(memory, 'file:///w/c.py', '/w/c-rs'), '/rust/c-rs');
    assert.equal(proposed(memory, 'file:///w/a.py', '/w/a-rs'), '/out/mine');
  });
  it('is nothing for what is no file', () => {
    assert.equal(proposed(remembered(nothing, 'file:///w/a.py', '/out/mine'), 'untitled:Untitled-1', ''), '');
  });
});

describe('shownFrom', () => {
  const cases: [string | undefined, string, string][] = [
    ['/w', '/w/a-rs', 'a-rs'],
    ['/w', '/w/sub/a-rs', 'sub/a-rs'],
    ['/w', '/elsewhere/a-rs', '/elsewhere/a-rs'],
    ['/w', '/w', '/w'],
    [undefined, '/w/a-rs', '/w/a-rs'],
    ['/w', '', ''],
  ];
  for (const [workspace, folder, want] of cases) {
    it(`${workspace ?? 'none'} ${folder}`, () => {
      assert.equal(shownFrom(workspace, folder), want);
    });
  }
});

describe('typed', () => {
  const cases: [string | undefined, string, ReturnType<typeof typed>][] = [
    ['/w', 'a-rs', { folder: '/w/a-rs' }],
    ['/w', ' rust/a ', { folder: '/w/rust/a' }],
    ['/w', '../a', { folder: '/a' }],
    ['/w', '/abs//a', { folder: '/abs/a' }],
    ['/w', '~/a', { folder: '/home/ada/a' }],
    [undefined, '/a', { folder: '/a' }],
    [undefined, 'a', { problem: 'Name the whole path: no folder is open.' }],
    ['/w', '  ', { problem: 'Name a folder.' }],
  ];
  for (const [workspace, text, want] of cases) {
    it(JSON.stringify(text), () => {
      assert.deepEqual(typed(workspace, '/home/ada', text), want);
    });
  }
});
