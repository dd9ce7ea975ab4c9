import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';

const root = process.cwd();
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'portalis-package-'));
after(() => {
  fs.rmSync(scratch, { recursive: true, force: true });
  fs.rmSync(path.join(root, 'bin'), { recursive: true, force: true }); // where the made-up servers were
});

/** The head of a program for a machine, as its kind of file begins. */
function program(target: string): string {
  const head = Buffer.alloc(4096);
  const [system, machine] = target.split('-') as [string, string];
  if (system === 'linux') {
    head.writeUInt32BE(0x7f454c46, 0);
    head.writeUInt16LE(machine === 'x64' ? 62 : 183, 18);
  } else if (system === 'darwin') {
    head.writeUInt32LE(0xfeedfacf, 0);
    head.writeUInt32LE(machine === 'x64' ? 0x01000007 : 0x0100000c, 4);
  } else {
    head.write('MZ', 0);
    head.writeUInt32LE(128, 60);
    head.write('PE\0\0', 128);
    head.writeUInt16LE(machine === 'x64' ? 0x8664 : 0xaa64, 132);
  }
  const file = path.join(scratch, target);
  fs.writeFileSync(file, head);
  return file;
}

function makePackage(...args: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts', 'package.mjs'), ...args], { encoding: 'utf8', cwd: root });
  return { status, stderr };
}

/** The names in a package, and what its manifest says. */
function lookInto(vsix: string): { names: string[]; manifest: string } {
  const script = 'import json, sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nprint(json.dumps({"names": z.namelist(), "manifest": z.read("extension.vsixmanifest").decode()}))';
  return JSON.parse(execFileSync('python3', ['-c', script, vsix], { encoding: 'utf8' })) as { names: string[]; manifest: string };
}

describe('a package', () => {
  for (const target of ['linux-arm64', 'win32-x64']) {
    it(`for ${target} has the program for it, and nothing that is not needed`, () => {
      const out = path.join(scratch, `${target}.vsix`);
      const made = makePackage('--target', target, '--server', program(target), '--out', out);
      assert.equal(made.status, 0, made.stderr);
      const { names, manifest } = lookInto(out);
      assert.ok(manifest.includes(`TargetPlatform="${target}"`), manifest);
      const server = target.startsWith('win32') ? 'portalis.exe' : 'portalis';
      const inside = names.filter((name) => name.startsWith('extension/')).map((name) => name.slice('extension/'.length).toLowerCase());
      const images = ['icon.png', 'walkthrough-check.md', 'walkthrough-convert.md', 'walkthrough-parity.md'].map((name) => `images/${name}`);
      assert.deepEqual(inside.sort(), [`bin/${server}`, 'changelog.md', 'dist/extension.js', 'license.txt', 'package.json', 'readme.md', ...images].sort());
    });
  }

  it('is refused with a program for another machine', () => {
    const made = makePackage('--target', 'darwin-arm64', '--server', program('darwin-x64'), '--out', path.join(scratch, 'wrong.vsix'));
    assert.equal(made.status, 1);
    assert.match(made.stderr, /the server is for darwin-x64, not for darwin-arm64/);
    assert.ok(!fs.existsSync(path.join(scratch, 'wrong.vsix')));
  });

  it('is refused for a machine that there is not', () => {
    const made = makePackage('--target', 'amiga-m68k', '--server', program('linux-x64'));
    assert.equal(made.status, 2);
    assert.match(made.stderr, /no target amiga-m68k; it can be linux-x64, /);
  });
});
