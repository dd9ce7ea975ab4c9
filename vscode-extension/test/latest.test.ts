import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { latest } from '../src/latest';

/** A task whose runs end when told, and that notices overlap. */
function controlled() {
  const running: { end: () => void; fail: (e: Error) => void }[] = [];
  let runs = 0;
  const task = () => {
    assert.equal(running.length, 0, 'two runs at once');
    runs++;
    return new Promise<void>((resolve, reject) => {
      const settle = (f: () => void) => () => {
        running.pop();
        f();
      };
      running.push({ end: settle(resolve), fail: (e) => { settle(() => { reject(e); })(); } });
    });
  };
  return { task, current: () => running[0], runs: () => runs };
}

describe('latest', () => {
  it('shares one waiting run among all who ask during a run', async () => {
    const c = controlled();
    const run = latest(c.task);
    const first = run();
    const waiting = [run(), run(), run()];
    assert.equal(c.runs(), 1);
    c.current()?.end();
    await first;
    const late = run(); // asked between two runs: the waiting one is as new
    while (c.current() === undefined) await Promise.resolve();
    assert.equal(c.runs(), 2);
    c.current()?.end();
    await Promise.all([...waiting, late]);
    assert.equal(c.runs(), 2);
  });

  it('runs again after a failure, which only its own callers see', async () => {
    const c = controlled();
    const run = latest(c.task);
    const first = run();
    const second = run();
    c.current()?.fail(new Error('first'));
    await assert.rejects(first, /first/);
    while (c.current() === undefined) await Promise.resolve();
    c.current()?.end();
    await second;
    const third = run();
    c.current()?.end();
    await third;
    assert.equal(c.runs(), 3);
  });
});
