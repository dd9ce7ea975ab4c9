// The machines that a package can be for, and what programs of theirs look like.
import { Buffer } from 'node:buffer';
import fs from 'node:fs';

/** VS Code's names of them, with Go's. */
export const targets = {
  'linux-x64': { os: 'linux', arch: 'amd64' },
  'linux-arm64': { os: 'linux', arch: 'arm64' },
  'darwin-x64': { os: 'darwin', arch: 'amd64' },
  'darwin-arm64': { os: 'darwin', arch: 'arm64' },
  'win32-x64': { os: 'windows', arch: 'amd64' },
  'win32-arm64': { os: 'windows', arch: 'arm64' },
};

/** The name of the server's program on a target. */
export const programName = (/** @type {string} */ target) => (target.startsWith('win32-') ? 'portalis.exe' : 'portalis');

const elf = new Map([[62, 'linux-x64'], [183, 'linux-arm64']]);
const mach = new Map([[0x01000007, 'darwin-x64'], [0x0100000c, 'darwin-arm64']]);
const pe = new Map([[0x8664, 'win32-x64'], [0xaa64, 'win32-arm64']]);

/** The target that a program is for, or undefined if it is none of ours. */
export function targetOf(/** @type {string} */ file) {
  const head = Buffer.alloc(4096);
  const fd = fs.openSync(file, 'r');
  fs.readSync(fd, head, 0, head.length, 0);
  fs.closeSync(fd);
  if (head.readUInt32BE(0) === 0x7f454c46) return elf.get(head.readUInt16LE(18));
  if (head.readUInt32LE(0) === 0xfeedfacf) return mach.get(head.readUInt32LE(4));
  if (head.readUInt16BE(0) === 0x4d5a) {
    const at = head.readUInt32LE(60);
    if (at + 6 <= head.length && head.readUInt32BE(at) === 0x50450000) return pe.get(head.readUInt16LE(at + 4));
  }
  return undefined;
}
