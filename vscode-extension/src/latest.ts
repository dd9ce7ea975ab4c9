/** Runs of a task that never overlap, where only the newest request waits. */

/**
 * A function that runs task. Called during a run, it asks for one more run
 * afterwards; calls beyond that share the one that waits.
 */
export function latest(task: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = () => {
    current = task().finally(() => {
      current = undefined;
    });
    return current;
  };
  return () => {
    if (next !== undefined) return next;
    if (current === undefined) return start();
    next = current
      .catch(() => undefined) // the earlier caller hears of it
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}
