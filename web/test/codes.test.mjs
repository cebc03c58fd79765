// The services name things by codes, and the site has words for them: here the two are compared.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { browser, load } from './load.mjs';

browser();
const { default: words } = await load('texts/en/words.ts');
const { errors } = (await load('texts/en/errors.ts')).default;
const { common } = await load('texts/en/common.ts');
const { default: app } = await load('texts/en/app.ts');

const root = new URL('../../src/', import.meta.url);
const api = 'services/1-people/Pgp.WebApi';
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const sourceOf = (folder) =>
  readdirSync(new URL(`${folder}/`, root), { recursive: true })
    .filter((name) => name.endsWith('.cs'))
    .map((name) => read(`${folder}/${name}`))
    .join('\n');
const found = (text, pattern) =>
  [...new Set([...text.matchAll(pattern)].map((match) => match[1]))].sort();
const service = `${sourceOf('Pgp.Channels')}\n${sourceOf(api)}`;

test('Every moment of a timeline has a title, and English says what the service says', () => {
  const titles = read(`${api}/Reading/TimelineTitles.cs`).matchAll(/\["(\w+)"\] = "([^"]+)"/g);
  assert.deepEqual(
    words.moments,
    Object.fromEntries([...titles].map(([, kind, title]) => [kind, title])),
  );
});

test('Every event that a webhook can hear of is described', () => {
  const types = read('Pgp.Contracts/Webhooks/WebhookEventType.cs');
  const described = types.matchAll(/new\("([a-z_.]+)", "([^"]+)"\)/g);
  assert.deepEqual(words.events, Object.fromEntries([...described].map(([, ...one]) => one)));
});

test('Every cause of a failed attempt has words', () => {
  const causes = read('services/1-people/Pgp.Notifications/Webhooks/Sending/Attempt.cs');
  assert.deepEqual(
    Object.keys(words.failures).sort(),
    found(causes, /public const string \w+ = "(\w+)"/g),
  );
});

test('Every check of a channel has a place in the texts', () => {
  const kinds = found(read(`${api}/Channels/HealthApi.cs`), /\$"\{place\}_(\w+)"/g);
  assert.deepEqual(
    Object.keys(app.checks).sort(),
    ['closed', 'open'].flatMap((place) => kinds.map((kind) => `${place}_${kind}`)),
  );
});

test('Every code of a field error has a place in the texts', () => {
  const given = /(?:new FieldError|\bAdd|Refuse|Problem\.Invalid)\([^,()]+,\s*"(\w+)"/g;
  const wallets = read('Pgp.Channels/Wallets/WalletCodes.cs');
  const codes = [...found(service, given), ...found(wallets, /const string \w+ = "(\w+)"/g)];
  assert.ok(codes.length > 40);
  assert.deepEqual(
    codes.filter((code) => !Object.hasOwn(errors.fields, code)),
    [],
  );
});

// What only programs hear, and what the site says by the status of the answer alone.
const byStatus = [
  'channel_not_found',
  'idempotency_in_flight',
  'idempotency_key_required',
  'idempotency_key_reused',
  'internal_error',
  'malformed_json',
  'malformed_request',
  'no_such_method',
  'no_such_route',
  'not_found',
  'not_json',
  'scope_missing',
  'session_over',
  'session_required',
  'too_many_attempts',
  'unauthorized',
  'validation_failed',
  'version_required',
];

test('Every refusal has a place in the texts, or is known by its status', () => {
  const codes = found(service, /\bOf\(\s*StatusCodes\.\w+,\s*"(\w+)"/g);
  const known = [...Object.keys(errors.problems), ...Object.keys(common.codes), ...byStatus];
  assert.ok(codes.length > 30);
  assert.deepEqual(
    codes.filter((code) => !known.includes(code)),
    [],
  );
});

test('Every action of the record has words', () => {
  const noun =
    'account|api_key|channel|coupon|email|notices|password|payout|session|telegram|tier|totp|wallet|webhook';
  const audited = service
    .split(/(?=\n {4}(?:public|private|internal) )/)
    .filter((method) => /Audit|WriteAsync/.test(method))
    .join('\n');
  const actions = found(audited, new RegExp(`"((?:${noun})\\.[a-z_]+)"`, 'g'));
  assert.ok(actions.length > 30);
  assert.deepEqual(
    actions.filter((action) => !Object.hasOwn(words.actions, action)),
    [],
  );
});
