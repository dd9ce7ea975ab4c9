// A terminal that a program runs in, by tmux.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * Runs a command in a terminal. Returns `screen(...flags)`, what is shown, or
 * undefined once the command has ended; `keys(...keys)`, which types; and `end()`.
 */
export function startTerminal(command, env, folder, { columns, rows }) {
  const socket = path.join(folder, 'tmux');
  const tmux = (...args) => spawnSync('tmux', ['-f', '/dev/null', '-S', socket, ...args], { env, encoding: 'utf8' });
  const end = () => void tmux('kill-server');
  process.once('exit', end);
  const started = tmux('new-session', '-d', '-x', String(columns), '-y', String(rows), ...command, ';', 'set-option', '-g', 'status', 'off');
  if (started.status !== 0) throw new Error(`tmux: ${started.error ?? started.stderr}`);
  const screen = (...flags) => {
    const shown = tmux('capture-pane', '-p', ...flags, '-t', '0');
    return shown.status === 0 ? shown.stdout : undefined;
  };
  return { screen, keys: (...keys) => void tmux('send-keys', '-t', '0', ...keys), end };
}
