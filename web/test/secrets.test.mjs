import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { looksLikeSecret } = await load('app/channels/secrets.ts');

test('Private keys and seeds are recognised, with spaces around them', () => {
  const secrets = [
    '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ',
    '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318',
    ' 0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318 ',
    'SAV76USXIJOBMEQXPANUOQM6F5LIOTLPDIDVRJBFFE2MDJXG24TAPUU7',
    'legal winner thank year wave sausage worth useful legal winner thank yellow',
  ];
  assert.deepEqual(
    secrets.filter((one) => !looksLikeSecret(one)),
    [],
  );
});

test('Addresses are let pass', () => {
  const addresses = [
    '0x52908400098527886E0F7030069857D2E4169EE7',
    'TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2',
    'LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1',
    'GA5ZSEJYB37JRC5AVCIA5MOP4RHTM335X2KGX3IHOJAPP5RE34K4KZVN',
    '7EqQdEULxWcraVx3mXKFjc84LhCkMGZCkRuDpvcMwJeK',
    '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A',
  ];
  assert.deepEqual(addresses.filter(looksLikeSecret), []);
});
