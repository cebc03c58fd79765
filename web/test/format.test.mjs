import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, load } from './load.mjs';

browser();
const format = await load('ui/format.ts');
const { minus, plain } = await load('ui/decimal.ts');

test('Money is shown to the last digit, however long it is', () => {
  assert.equal(format.usd('1234567890123456789.05'), '$1,234,567,890,123,456,789.05');
  assert.equal(format.usd('0.1234567'), '$0.1234567');
  assert.equal(format.coin('0.100000000000000001', 'eth@eth', true), '0.100000000000000001 ETH');
});

test('Dollars have two decimals at least', () => {
  assert.equal(format.usd('5'), '$5.00');
  assert.equal(format.usd('5.5'), '$5.50');
  assert.equal(format.usd('-61.4'), '−$61.40');
});

test('A list cuts a coin after eight decimals and does not round it up', () => {
  assert.equal(format.coin('0.999999999', 'btc@btc'), '0.99999999 BTC');
  assert.equal(format.coin('12.50', 'usdt@trx'), '12.5 USDT');
});

test('Dollars among coins look like dollars', () => {
  assert.equal(format.coin('24.24', 'usd@fiat'), '$24.24');
});

test('What is no number is shown as it came', () => {
  assert.equal(format.decimal('1e21'), '1e21');
});

test('A month is named whatever the time zone', () => {
  assert.equal(format.month('2026-11'), 'November 2026');
  assert.equal(format.day('2026-11-01'), 'Nov 1');
});

test('Time is told in the largest unit that fits', () => {
  const now = Date.parse('2026-11-30T12:00:00Z');
  assert.equal(format.relative('2026-11-30T09:00:00Z', now), '3 hours ago');
  assert.equal(format.relative('2026-12-01T12:00:00Z', now), 'tomorrow');
  assert.equal(format.relative('2026-12-01T11:59:50Z', now), 'in 24 hours');
});

test('A difference is exact and may be negative', () => {
  assert.equal(minus('250', '184.20'), '65.80');
  assert.equal(minus('0.3', '0.1'), '0.2');
  assert.equal(minus('0.1', '0.3'), '-0.2');
  assert.equal(minus('100000000000000000.01', '0.02'), '99999999999999999.99');
  assert.equal(minus('20', '20'), '0');
});

test('A price is put into its field the way people write it', () => {
  assert.deepEqual(['9.990000', '50.000000', '9.5', '10', ''].map(plain), [
    '9.99',
    '50',
    '9.50',
    '10',
    '',
  ]);
});
