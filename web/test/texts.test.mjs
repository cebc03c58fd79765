import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { browser, load } from './load.mjs';

const folder = new URL('../src/texts/', import.meta.url);
const files = readdirSync(folder, { recursive: true }).filter((name) => /\/\w+\.ts$/.test(name));

// In a narrow column the word falls apart at its hyphen. The hyphen that does not break, U+2011, is
// missing in some fonts; a word joiner behind the plain one is drawn by none.
test('E-mail does not break', () => {
  const broken = files.filter((name) =>
    /\be-mail/i.test(readFileSync(new URL(name, folder), 'utf8')),
  );
  assert.ok(files.length >= 16);
  assert.deepEqual(broken, []);
});

test('Texts that come later replace none that are there', async () => {
  browser();
  const keysOf = async (name) => Object.keys((await load(`texts/en/${name}.ts`)).default);
  const keys = (await Promise.all(['app', 'words', 'errors'].map(keysOf))).flat();
  assert.deepEqual(
    keys.filter((key, i) => keys.indexOf(key) !== i),
    [],
  );
});
