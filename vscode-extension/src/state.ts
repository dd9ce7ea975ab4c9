/** What the status item shows for what is known of the server. Knows nothing of VS Code. */

import type { Status } from './protocol';
import type { Server } from './server';

/** The server as the client knows it. */
export type State =
  | { kind: 'starting' }
  | { kind: 'running'; server: Server; status: Status | undefined }
  | { kind: 'recovering'; reason: string }
  | { kind: 'failed'; reason: string };

/** What to show of a state. */
export interface View {
  text: string;
  /** There is something among the problems that the user should see. */
  problems: boolean;
  detail: string;
  severity: 'information' | 'warning' | 'error';
  busy: boolean;
}

/** How a state looks. */
export function viewOf(state: State): View {
  switch (state.kind) {
    case 'starting':
      return { text: 'Portalis', problems: false, detail: 'starting', severity: 'information', busy: true };
    case 'recovering':
      return { text: 'Portalis', problems: false, detail: `${state.reason} It is started again.`, severity: 'warning', busy: true };
    case 'failed':
      return { text: 'Portalis', problems: false, detail: state.reason, severity: 'error', busy: false };
    case 'running':
      return running(state.server, state.status);
  }
}

function running(server: Server, status: Status | undefined): View {
  const details = [`server ${server.version}`];
  if (status?.toolchain) details.push(status.toolchain);
  if (status?.python) details.push(`Python ${status.python}`);
  if (status?.message) details.push(status.message);
  const health = status?.health ?? 'ok';
  const busy = status?.quiescent === false;
  const mismatches = status?.mismatches ?? 0;
  const told: string[] = [];
  if (busy && status.activity !== undefined) told.push(status.activity);
  if (mismatches > 0) told.push(mismatches === 1 ? '1 mismatch' : `${mismatches} mismatches`);
  return {
    text: told.length === 0 ? 'Portalis' : `Portalis: ${told.join(', ')}`,
    problems: mismatches > 0,
    detail: details.join(' · '),
    severity: health === 'ok' ? 'information' : health, // a mismatch has its own, among the problems
    busy,
  };
}
