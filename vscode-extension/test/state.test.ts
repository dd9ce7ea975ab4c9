import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Status } from '../src/protocol';
import type { Server } from '../src/server';
import { viewOf, type State, type View } from '../src/state';

const server: Server = { origin: 'bundled', path: '/ext/bin/portalis', version: '0.1.0' };
const running = (status?: Status): State => ({ kind: 'running', server, status });

describe('viewOf', () => {
  const cases: [string, State, Partial<View>][] = [
    ['starting', { kind: 'starting' }, { busy: true, severity: 'information' }],
    ['ended by itself', { kind: 'recovering', reason: 'It ended.' }, { busy: true, severity: 'warning', detail: 'It ended. It is started again.' }],
    ['failed, with the reason', { kind: 'failed', reason: 'no server' }, { severity: 'error', detail: 'no server' }],
    ['running, nothing told', running(), { severity: 'information', busy: false, detail: 'server 0.1.0' }],
    ['at work, as older servers say it', running({ health: 'ok', quiescent: false }), { busy: true, text: 'Portalis', detail: 'server 0.1.0' }],
    ['at work', running({ health: 'ok', quiescent: false, activity: 'building' }), { busy: true, text: 'Portalis: building', severity: 'information' }],
    ['a mismatch', running({ health: 'ok', quiescent: true, mismatches: 1 }), { busy: false, text: 'Portalis: 1 mismatch', severity: 'information', problems: true }],
    ['mismatches, and at work', running({ health: 'ok', quiescent: false, activity: 'comparing', mismatches: 2 }), { busy: true, text: 'Portalis: comparing, 2 mismatches', problems: true }],
    ['a mismatch, and an error', running({ health: 'error', mismatches: 1 }), { text: 'Portalis: 1 mismatch', severity: 'error', problems: true }],
    ['a warning', running({ health: 'warning', message: 'no rustc' }), { severity: 'warning', busy: false, detail: 'server 0.1.0 · no rustc' }],
    ['an error', running({ health: 'error', quiescent: true }), { severity: 'error', busy: false }],
    ['what it works with', running({ health: 'ok', toolchain: 'rustc 1.96.0', python: '3.11.7' }), { detail: 'server 0.1.0 · rustc 1.96.0 · Python 3.11.7' }],
  ];
  for (const [name, state, want] of cases) {
    it(name, () => {
      const view = viewOf(state);
      assert.deepEqual({ ...view, text: 'Portalis', problems: false, ...want }, view);
    });
  }
});
