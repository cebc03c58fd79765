import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, load } from './load.mjs';

browser({ languages: ['fr', 'ru-RU', 'en'] });
const format = await load('ui/format.ts');
const language = await load('texts/language.ts');

test('The first language of the browser that the site speaks is taken', () => {
  assert.equal(language.language(), 'ru');
});

test('Groups and the decimal sign are those of the language', () => {
  assert.equal(format.usd('1234567.5').replaceAll(/\s/g, ' '), '1 234 567,50 $');
});

test('A noun follows its number', () => {
  const forms = { one: 'день', few: 'дня', other: 'дней' };
  assert.deepEqual(
    [1, 2, 5, 11, 21, 22].map((number) => language.plural(number, forms)),
    ['день', 'дня', 'дней', 'дней', 'день', 'дня'],
  );
});
