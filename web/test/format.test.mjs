import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, load } from './load.mjs';

browser();
const format = await load('ui/format.ts');
const { minus, plain } = await load('ui/decimal.ts');

test('The exact amount is shown to the last digit, however long it is', () => {
  assert.equal(format.usd('1234567890123456789.05'), '$1,234,567,890,123,456,789.05');
  assert.equal(format.usd('0.1234567', true), '$0.1234567');
  assert.equal(format.coin('12.345678', 'usdt@trx', true), '12.345678 USDT');
  assert.equal(format.coin('0.100000000000000001', 'eth@eth', true), '0.100000000000000001 ETH');
});

test('Dollars have two decimals; what is behind them is cut, not rounded', () => {
  assert.equal(format.usd('5'), '$5.00');
  assert.equal(format.usd('5.5'), '$5.50');
  assert.equal(format.usd('9.990000'), '$9.99');
  assert.equal(format.usd('8.555'), '$8.55');
  assert.equal(format.usd('0.999999'), '$0.99');
  assert.equal(format.usd('-61.409'), '−$61.40');
  assert.equal(format.usd('0'), '$0.00');
});

test('Exactly, dollars still have two decimals at least', () => {
  assert.equal(format.usd('9.990000', true), '$9.99');
  assert.equal(format.usd('5', true), '$5.00');
  assert.equal(format.coin('13.9', 'usdt@eth', true), '13.90 USDT');
});

test('Coins that stand for a dollar are shown as dollars are', () => {
  assert.equal(format.coin('24.242999', 'usd@fiat'), '$24.24');
  assert.equal(format.coin('12.5', 'usdt@trx'), '12.50 USDT');
  assert.equal(format.coin('8.553210', 'usdc@sol'), '8.55 USDC');
  assert.equal(format.coin('8.553210', 'dai@eth'), '8.55 DAI');
  assert.equal(format.coin('8.553210', 'usde@ton'), '8.55 USDE');
});

test('Other coins are cut after eight decimals', () => {
  assert.equal(format.coin('0.999999999', 'btc@btc'), '0.99999999 BTC');
  assert.equal(format.coin('12.50', 'ltc@ltc'), '12.5 LTC');
});

test('An amount that would look like nothing is shown whole', () => {
  assert.equal(format.usd('0.004200'), '$0.0042');
  assert.equal(format.coin('-0.000001', 'usdt@eth'), '−0.000001 USDT');
  assert.equal(format.coin('0.000000000041', 'eth@eth'), '0.000000000041 ETH');
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
