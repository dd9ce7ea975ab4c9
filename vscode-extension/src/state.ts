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
  detail: string;
  severity: 'information' | 'warning' | 'error';
  busy: boolean;
}

/** How a state looks. */
export function viewOf(state: State): View {
  switch (state.kind) {
    case 'starting':
      return { text: 'Portalis', detail: 'starting', severity: 'information', busy: true };
    case 'recovering':
      return { text: 'Portalis', detail: `${state.reason} It is started again.`, severity: 'warning', busy: true };
    case 'failed':
      return { text: 'Portalis', detail: state.reason, severity: 'error', busy: false };
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
  return {
    text: 'Portalis',
    detail: details.join(' · '),
    severity: health === 'ok' ? 'information' : health,
    busy: status?.quiescent === false,
  };
}
