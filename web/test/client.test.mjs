import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { browser, load } from './load.mjs';

browser();
// One module graph, so that the client and the test share the session.
const { client, session, Intention, Problem } = await load('../test/client-parts.ts');

const person = { account_id: 'acc_1' };
const json = (status, body) =>
  new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

let asked = [];
let answers = {};

beforeEach(() => {
  session.end(false);
  client.setStepUp(() => Promise.resolve(false));
  asked = [];
  answers = {
    'auth/refresh': () =>
      json(200, { access_token: `t${asked.length}`, expires_in: 900, account: person }),
  };
});

globalThis.fetch = (url, options) => {
  const path = url.replace('/webapi/api/', '');
  const headers = new Headers(options.headers);
  asked.push({
    path,
    token: headers.get('authorization'),
    key: headers.get('idempotency-key'),
  });
  return Promise.resolve(answers[path](options));
};

const paths = () => asked.map((one) => one.path);

test('Requests that start together share one refresh', async () => {
  answers.a = () => json(200, 'A');
  answers.b = () => json(200, 'B');
  assert.deepEqual(await Promise.all([client.get('/a'), client.get('/b')]), ['A', 'B']);
  assert.deepEqual(paths(), ['auth/refresh', 'a', 'b']);
});

test('Requests whose token is refused together share one refresh and are repeated', async () => {
  const answer = ({ headers }) =>
    new Headers(headers).get('authorization') === 'Bearer t1' ? json(401, {}) : json(200, 'ok');
  answers.a = answer;
  answers.b = answer;
  assert.deepEqual(await Promise.all([client.get('/a'), client.get('/b')]), ['ok', 'ok']);
  assert.deepEqual(paths(), ['auth/refresh', 'a', 'b', 'auth/refresh', 'a', 'b']);
});

test('A wrong password at the login is an answer and no end of the session', async () => {
  let ends = 0;
  session.onSessionEnd(() => (ends += 1));
  answers['auth/login'] = () => json(401, { code: 'invalid_credentials', title: 'Wrong.' });
  await assert.rejects(client.post('/auth/login', {}, { isPublic: true }), {
    status: 401,
    code: 'invalid_credentials',
  });
  assert.deepEqual(paths(), ['auth/login']);
  assert.equal(ends, 0);
});

test('The end of the session empties what was read', async () => {
  let ends = 0;
  session.onSessionEnd(() => (ends += 1));
  answers['auth/refresh'] = () => json(401, { code: 'session_over' });
  await assert.rejects(client.get('/a'), { code: 'session_over' });
  assert.equal(ends, 1);
  assert.equal(session.account.value, null);
});

test('Another person in another tab empties what was read, too', () => {
  let ends = 0;
  session.begin({ access_token: 'x', expires_in: 900, account: person });
  session.onSessionEnd(() => (ends += 1));
  session.begin({ access_token: 'y', expires_in: 900, account: { account_id: 'acc_2' } });
  assert.equal(ends, 1);
});

test('A network that is down is not the end of the session', async () => {
  let ends = 0;
  session.onSessionEnd(() => (ends += 1));
  answers['auth/refresh'] = () => Promise.reject(new TypeError('down'));
  await assert.rejects(client.get('/a'), { status: 0, code: 'unreachable' });
  assert.equal(ends, 0);
});

const keysOf = (path) => asked.filter((one) => one.path === path).map((one) => one.key);

test('After the step-up the same request is made again, with the same key', async () => {
  let isSteppedUp = false;
  client.setStepUp(() => {
    isSteppedUp = true;
    return Promise.resolve(true);
  });
  answers.pay = () => (isSteppedUp ? json(202, 'held') : json(403, { code: 'step_up_required' }));
  assert.equal(await client.post('/pay', { a: 1 }, { intention: new Intention() }), 'held');
  const [first, second] = keysOf('pay');
  assert.equal(second, first);
});

for (const [how, answer] of [
  ['an answer that was lost', () => Promise.reject(new TypeError('lost'))],
  ['a server that failed', () => json(503, { code: 'http_503' })],
  ['a first try that is still at work', () => json(409, { code: 'idempotency_in_flight' })],
]) {
  test(`After ${how} the next try carries the same key`, async () => {
    const intention = new Intention();
    answers.pay = answer;
    await assert.rejects(client.post('/pay', { a: 1 }, { intention }));
    answers.pay = () => json(202, 'held');
    await client.post('/pay', { a: 1 }, { intention });
    const [first, second] = keysOf('pay');
    assert.equal(second, first);
  });
}

for (const [how, answer] of [
  ['success', () => json(202, 'held')],
  ['a refusal', () => json(422, { code: 'validation_failed' })],
]) {
  test(`After ${how} the same wish carries a new key`, async () => {
    const intention = new Intention();
    answers.pay = answer;
    await client.post('/pay', { a: 1 }, { intention }).catch(() => undefined);
    await client.post('/pay', { a: 1 }, { intention }).catch(() => undefined);
    const [first, second] = keysOf('pay');
    assert.notEqual(second, first);
  });
}

test('Another wish carries another key, also while the first is not settled', async () => {
  const intention = new Intention();
  answers.pay = () => Promise.reject(new TypeError('lost'));
  await assert.rejects(client.post('/pay', { a: 1 }, { intention }));
  await assert.rejects(client.post('/pay', { a: 2 }, { intention }));
  const [first, second] = keysOf('pay');
  assert.notEqual(second, first);
});

test('Who does not step up hears why it was refused', async () => {
  answers.pay = () => json(403, { code: 'step_up_required' });
  await assert.rejects(client.post('/pay'), { code: 'step_up_required' });
  assert.equal(asked.filter((one) => one.path === 'pay').length, 1);
});

test('A page of a proxy is a problem without details', async () => {
  answers.a = () => new Response('<h1>502</h1>', { status: 502 });
  await assert.rejects(client.get('/a'), (problem) => {
    assert.ok(problem instanceof Problem);
    assert.equal(problem.code, 'http_502');
    return true;
  });
});
