import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, load } from './load.mjs';

browser({ languages: ['ru'] });
globalThis.document = { documentElement: {} };
const { explain, texts } = await load('../test/explain-parts.ts');
const errors = await load('texts/ru/errors.ts');
const say = (field, code, message) => explain.explainField({ field, code, message });

test('Before the texts have come, the sentence of the server is shown', () => {
  assert.equal(say('code', 'taken', 'There was one.'), 'There was one.');
});

test('A field error is told in the language of the site', async () => {
  await texts.load({ ru: () => errors });
  assert.equal(say('payout_address', 'bad_checksum', 'A typo.'), 'В этом адресе опечатка.');
});

test('One code may mean something else at another field', () => {
  assert.equal(say('username', 'taken', ''), 'Это имя занято. Возьмите другое.');
  assert.equal(say('code', 'taken', ''), 'У канала есть или был такой купон.');
});

test('Limits are those that the server names', () => {
  const price = "A price is text like '9.99', from 4.99 to 9999.99.";
  assert.match(say('tiers[0].price_usd', 'not_a_price', price), /^От 4\.99 до 9999\.99 \$/);
  assert.equal(say('uses_max', 'out_of_range', '1 to 1000, or null.'), 'От 1 до 1000.');
  assert.equal(say('name', 'length', 'At most 200 characters.'), 'Не больше 200 знаков.');
  assert.equal(
    say('tolerance_bps', 'out_of_range', 'A whole number from 0 to 2000.'),
    'От 0 до 20 процентов.',
  );
});

test('A code that the site does not know leaves the word to the server', () => {
  assert.equal(say('lamp', 'too_bright', 'Too bright.'), 'Too bright.');
  assert.equal(say('lamp', 'constructor', 'Odd.'), 'Odd.');
  assert.equal(say('days', 'out_of_range', 'Nobody knows.'), 'Nobody knows.');
});
