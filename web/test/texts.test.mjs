import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('../src/texts/', import.meta.url);
const files = readdirSync(folder, { recursive: true }).filter((name) => /\/\w+\.ts$/.test(name));

// U+2011 looks the same; in a narrow column a plain hyphen lets the word fall apart.
test('E\u2011mail is written with the hyphen that does not break', () => {
  const broken = files.filter((name) =>
    /\be-mail/i.test(readFileSync(new URL(name, folder), 'utf8')),
  );
  assert.ok(files.length >= 16);
  assert.deepEqual(broken, []);
});
