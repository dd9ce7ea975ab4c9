import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { addressOf, subjectFrom, subjectOf, type Subject } from '../src/address';

describe('addressOf', () => {
  const cases: [string, Subject, string][] = [
    ['a file', { uri: 'file:///home/ada/shop.py' }, '/home/ada/shop.rs'],
    ['a function', { uri: 'file:///home/ada/shop.py', function: 'total' }, '/home/ada/shop.total.rs'],
    ['a name with spaces and beyond ASCII', { uri: 'file:///d%20r/caf%C3%A9.py', function: 'prix' }, '/d r/café.prix.rs'],
    ['an untitled document', { uri: 'untitled:Untitled-1' }, '/Untitled-1.rs'],
    ['a drive letter', { uri: 'file:///c%3A/x/a.py' }, '/c:/x/a.rs'],
    ['a stub', { uri: 'file:///a/b.pyi' }, '/a/b.rs'],
    ['dots in the name', { uri: 'file:///a/b.c.py' }, '/a/b.c.rs'],
  ];
  for (const [name, subject, path] of cases) {
    it(name, () => {
      const address = addressOf(subject);
      assert.equal(address.path, path);
      assert.deepEqual(subjectOf(address), subject, 'and back');
    });
  }

  it('tells apart a function and its file', () => {
    assert.notDeepEqual(addressOf({ uri: 'file:///a.py', function: 'f' }), addressOf({ uri: 'file:///a.py' }));
  });
});

describe('subjectOf', () => {
  const none: [string, { scheme: string; path: string; query: string }][] = [
    ['another scheme', { scheme: 'file', path: '/a.rs', query: '["file:///a.py"]' }],
    ['no query', { scheme: 'portalis-rust', path: '/a.rs', query: '' }],
    ['a query that is not JSON', { scheme: 'portalis-rust', path: '/a.rs', query: 'x=1' }],
    ['a query of another shape', { scheme: 'portalis-rust', path: '/a.rs', query: '{"uri":"file:///a.py"}' }],
    ['an empty list', { scheme: 'portalis-rust', path: '/a.rs', query: '[]' }],
  ];
  for (const [name, address] of none) {
    it(name, () => {
      assert.equal(subjectOf(address), undefined);
    });
  }
});

describe('subjectOf an address of the server', () => {
  const address = (query: string) => subjectOf({ scheme: 'portalis-rust', path: '/a.rs', query });
  it('reads the document and the function', () => {
    assert.deepEqual(address('function=f&source=file%3A%2F%2F%2Fa%20b.py'), { uri: 'file:///a b.py', function: 'f' });
  });
  it('reads the document alone', () => {
    assert.deepEqual(address('source=file%3A%2F%2F%2Fa.py'), { uri: 'file:///a.py' });
  });
});

describe('subjectFrom', () => {
  const cases: [unknown[], Subject | undefined][] = [
    [['file:///a.py'], { uri: 'file:///a.py' }],
    [['file:///a.py', 'f'], { uri: 'file:///a.py', function: 'f' }],
    [['file:///a.py', ''], { uri: 'file:///a.py' }],
    [['file:///a.py', null], { uri: 'file:///a.py' }],
    [[], undefined],
    [[''], undefined],
    [[{ uri: 'file:///a.py' }], undefined],
  ];
  for (const [args, want] of cases) {
    it(JSON.stringify(args), () => {
      assert.deepEqual(subjectFrom(args), want);
    });
  }
});
