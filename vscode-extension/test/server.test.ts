import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { expand, isOlder, parseVersion, resolveServer, ServerNotFound, type Machine } from '../src/server';

/** A machine whose programs are the keys, and print the values when asked for their version; an Error is thrown. */
function machine(programs: Record<string, string | Error>, path = '/usr/local/bin:/usr/bin'): Machine {
  return {
    env: { PATH: path },
    platform: 'linux',
    home: '/home/ada',
    isProgram: (file) => Promise.resolve(file in programs),
    output: (file, args) => {
      assert.deepEqual(args, ['version']);
      const said = programs[file];
      return said instanceof Error ? Promise.reject(said) : Promise.resolve(said ?? '');
    },
  };
}

const places = { setting: '', workspaceFolder: '/work space', extensionFolder: '/ext' };

describe('resolveServer', () => {
  const found: [string, string, Record<string, string | Error>, { origin: string; path: string; version: string }][] = [
    ['the setting comes first', '/opt/p', { '/opt/p': 'portalis 0.3.0\n', '/usr/bin/portalis': 'portalis 0.2.0' }, { origin: 'setting', path: '/opt/p', version: '0.3.0' }],
    ['then PATH, in its order', '', { '/usr/bin/portalis': 'portalis 0.2.0', '/usr/local/bin/portalis': 'portalis 0.2.1' }, { origin: 'PATH', path: '/usr/local/bin/portalis', version: '0.2.1' }],
    ['PATH comes before the bundled one', '', { '/usr/bin/portalis': 'portalis 0.2.0', '/ext/bin/portalis': 'portalis 0.1.0' }, { origin: 'PATH', path: '/usr/bin/portalis', version: '0.2.0' }],
    ['then the bundled one', '', { '/ext/bin/portalis': 'portalis 0.1.0' }, { origin: 'bundled', path: '/ext/bin/portalis', version: '0.1.0' }],
    ['one in PATH that is too old is passed over', '', { '/usr/bin/portalis': 'portalis 0.0.9', '/ext/bin/portalis': 'portalis 0.1.0' }, { origin: 'bundled', path: '/ext/bin/portalis', version: '0.1.0' }],
    ['so is one that fails', '', { '/usr/bin/portalis': new Error('exec format error'), '/ext/bin/portalis': 'portalis 0.1.0' }, { origin: 'bundled', path: '/ext/bin/portalis', version: '0.1.0' }],
    ['so is another program of that name', '', { '/usr/bin/portalis': 'Portal game 2.1.0', '/ext/bin/portalis': 'portalis 0.1.0' }, { origin: 'bundled', path: '/ext/bin/portalis', version: '0.1.0' }],
  ];
  for (const [name, setting, programs, want] of found) {
    it(name, async () => {
      assert.deepEqual(await resolveServer({ ...places, setting }, machine(programs)), want);
    });
  }

  const failing: [string, string, Record<string, string | Error>, RegExp][] = [
    ['a setting that names nothing is not passed over', '/opt/p', { '/usr/bin/portalis': 'portalis 0.2.0' }, /"portalis.path" names \/opt\/p, but there is no program there/],
    ['a setting that names another program', '/opt/p', { '/opt/p': 'Python 3.11.7' }, /does not seem to be Portalis .*Python 3\.11\.7/],
    ['a setting that names an old one', '/opt/p', { '/opt/p': 'portalis 0.0.1' }, /version 0\.0\.1, and this extension needs 0\.1\.0/],
    ['nothing anywhere', '', {}, /not in PATH.*"portalis.path"/],
    ['what was tried is told', '', { '/usr/bin/portalis': new Error('exec format error') }, /Tried and not usable: \/usr\/bin\/portalis: exec format error/],
  ];
  for (const [name, setting, programs, want] of failing) {
    it(name, async () => {
      await assert.rejects(resolveServer({ ...places, setting }, machine(programs)), (e: unknown) => {
        assert.ok(e instanceof ServerNotFound);
        assert.match(e.message, want);
        return true;
      });
    });
  }

  it('never looks in the working directory, whatever PATH says', async () => {
    await assert.rejects(resolveServer(places, machine({ portalis: 'portalis 0.1.0', './portalis': 'portalis 0.1.0' }, ':.:')), ServerNotFound);
  });
});

describe('expand', () => {
  const cases: [string, string][] = [
    ['/abs/portalis', '/abs/portalis'],
    ['~/bin/portalis', '/home/ada/bin/portalis'],
    ['~other/portalis', '/work space/~other/portalis'],
    ['${workspaceFolder}/bin/portalis', '/work space/bin/portalis'],
    ['bin/portalis', '/work space/bin/portalis'],
  ];
  for (const [setting, want] of cases) {
    it(setting, () => {
      assert.equal(expand(setting, places, { home: '/home/ada' }), want);
    });
  }
});

describe('parseVersion', () => {
  const cases: [string, string | undefined][] = [
    ['portalis 0.1.0', '0.1.0'],
    ['portalis version 0.1.0', '0.1.0'],
    ['portalis v1.2.3-rc.1 (abc)', '1.2.3-rc.1'],
    ['portalis (devel)', '(devel)'],
    ['portalis devel', 'devel'],
    ['Python 3.11.7', undefined],
    ['portalis', undefined],
    ['', undefined],
  ];
  for (const [said, want] of cases) {
    it(JSON.stringify(said), () => {
      assert.equal(parseVersion(said), want);
    });
  }
});

describe('isOlder', () => {
  const cases: [string, string, boolean][] = [
    ['0.1.0', '0.1.0', false],
    ['0.0.9', '0.1.0', true],
    ['0.10.0', '0.9.0', false],
    ['0.9.0', '0.10.0', true],
    ['1.0.0', '0.9.9', false],
    ['(devel)', '0.1.0', false],
  ];
  for (const [a, b, want] of cases) {
    it(`${a} ${b}`, () => {
      assert.equal(isOlder(a, b), want);
    });
  }
});
