/** Which lines of Rust belong to which lines of Python. */

import type { Link, Range } from './protocol';

/** One of the two sides of a link. */
export type Side = 'python' | 'rust';

/** The other side. */
export function otherSide(side: Side): Side {
  return side === 'python' ? 'rust' : 'python';
}

/**
 * What on the other side belongs to a line of this one: the partners of the
 * links that begin and end nearest around it, so that a statement is preferred
 * to the function it stands in.
 */
export function partners(links: readonly Link[], from: Side, line: number): Range[] {
  const around = links.filter((link) => link[from].start.line <= line && line <= lastLine(link[from]));
  const least = Math.min(...around.map((link) => height(link[from])));
  return around.filter((link) => height(link[from]) === least).map((link) => link[otherSide(from)]);
}

/** The last line that a range has text on: one that ends at a line's start does not reach it. */
export function lastLine(range: Range): number {
  const { start, end } = range;
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}

function height(range: Range): number {
  return lastLine(range) - range.start.line;
}
