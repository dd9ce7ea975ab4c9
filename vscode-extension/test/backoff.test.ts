import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Crashes, firstDelay, memory, most } from '../src/backoff';

describe('Crashes', () => {
  it('waits twice as long each time, then gives up', () => {
    const crashes = new Crashes();
    for (let i = 0; i < most; i++) assert.equal(crashes.note(i), firstDelay * 2 ** i);
    assert.equal(crashes.note(most), undefined);
    assert.equal(crashes.note(most + 1), undefined);
  });

  it('does not count those of long ago', () => {
    const crashes = new Crashes();
    for (let i = 0; i < most; i++) crashes.note(0);
    assert.equal(crashes.note(memory), firstDelay);
    assert.equal(crashes.note(memory + 1), 2 * firstDelay);
  });

  it('begins anew when told', () => {
    const crashes = new Crashes();
    for (let i = 0; i <= most; i++) crashes.note(0);
    crashes.forget();
    assert.equal(crashes.note(0), firstDelay);
  });
});
