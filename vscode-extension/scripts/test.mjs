// Bundles each test on its own and runs them all with node's test runner.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

const root = path.dirname(import.meta.dirname);
const out = path.join(root, 'dist', 'test');
const tests = fs.readdirSync(path.join(root, 'test')).filter((name) => name.endsWith('.test.ts'));
fs.rmSync(out, { recursive: true, force: true });
buildSync({
  entryPoints: tests.map((name) => path.join(root, 'test', name)),
  outdir: out,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: 'inline',
  logLevel: 'warning',
});
const files = tests.map((name) => path.join(out, name.replace(/\.ts$/, '.js')));
process.exit(spawnSync(process.execPath, ['--enable-source-maps', '--test', ...files], { stdio: 'inherit' }).status ?? 1);
