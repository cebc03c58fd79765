import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, load } from './load.mjs';

browser();
globalThis.document = { documentElement: {} };
// One module graph, so that the texts are there for what reads them.
const { changes, texts } = await load('../test/texts-parts.ts');
const app = await load('texts/en/app.ts');
const words = await load('texts/en/words.ts');
await texts.load({ en: () => app });
await texts.load({ en: () => words });

test('What is absent is said in words', () => {
  const text = changes.describe({ description: null, donation_text: '' });
  assert.equal(text, 'What it is for: empty; Invitation to donate: empty');
});

test('Fields and values have the names that people know', () => {
  assert.equal(
    changes.describe({ tier_no: 1, price_usd: '8.990000', days: 30 }),
    'Tier: 1; Price: $8.99; Days: 30',
  );
  assert.equal(
    changes.describe({ payout_strategy: 'threshold', payout_threshold_usd: '100.000000' }),
    'Payout: from a threshold on; Threshold: $100.00',
  );
  assert.equal(changes.describe({ payout_coin: 'usdt@trx' }), 'Coin: USDT TRX');
  assert.equal(changes.describe({ tolerance_bps: '150' }), 'Tolerance: 1.5 %');
  assert.equal(changes.describe({ is_enabled: false }), 'State: off');
  assert.equal(changes.describe({ scopes: 'read write' }), 'May: read, change');
  assert.equal(changes.describe({ event: 'PayoutCompleted' }), 'Notification: A payout arrived');
});

test('What a newer server records is shown as it is called', () => {
  assert.equal(changes.actionOf('tier.set'), 'Tier set');
  assert.equal(changes.actionOf('lamp.lit_again'), 'Lamp lit again');
  assert.equal(changes.describe({ lamp_colour: ['red', null] }), 'Lamp colour: red, empty');
  assert.equal(changes.describe({ constructor: 1 }), 'Constructor: 1');
});
