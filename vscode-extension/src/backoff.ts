/** When to start a server again that ended by itself. Knows nothing of VS Code. */

/** How long to wait after the first end; twice as long after each that follows. */
export const firstDelay = 250;

/** How many ends within the time are mended by starting again. */
export const most = 5;

/** How long an end counts, in milliseconds. */
export const memory = 5 * 60_000;

/** The ends of a server that nobody asked for. */
export class Crashes {
  private times: number[] = [];

  /** Takes note of one, and says how long to wait before the next start; undefined: give up. */
  note(now: number): number | undefined {
    this.times = this.times.filter((time) => now - time < memory);
    this.times.push(now);
    const count = this.times.length;
    return count > most ? undefined : firstDelay * 2 ** (count - 1);
  }

  /** Begins anew, as when the user restarts the server. */
  forget(): void {
    this.times = [];
  }
}
