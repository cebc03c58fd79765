import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { browser, load } from './load.mjs';

browser();
const { default: texts } = await load('texts/en/site.ts');
const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const pages = ['landing.html', 'channel.html', '404.html'];

for (const page of pages) {
  test(`The English words of ${page} are those of the texts`, () => {
    const marked = [...read(page).matchAll(/data-t="(\w+)"[^>]*>([^<]*)</g)];
    assert.ok(marked.length > 0);
    for (const [, key, words] of marked) {
      assert.equal(words.replace(/\s+/g, ' ').trim(), texts[key], key);
    }
  });
}

test('No page has a script or a style inside', () => {
  for (const page of [...pages, 'auth.html', 'app.html']) {
    const html = read(page);
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)/, page);
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=/, page);
  }
});

test('Every path of the site is answered by one page', () => {
  const table = JSON.parse(read('pages.json'));
  const paths = Object.values(table).flat();
  assert.deepEqual(paths, [...new Set(paths)]);
});
