// Named steps that print one line each, which run.sh counts.

const began = Date.now();

/** Runs one step of a test; a failure ends the test. */
export async function step(name, run) {
  try {
    const result = await run();
    console.log(`ok ${name} (${((Date.now() - began) / 1000).toFixed(1)}s)`);
    return result;
  } catch (error) {
    console.log(`not ok ${name}`);
    throw error;
  }
}

/** Polls until probe() gives something truthy, and returns it. */
export async function until(what, probe, timeout = 60_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const result = await probe();
    if (result) return result;
    if (Date.now() > end) throw new Error(`timed out after ${timeout / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
