import { randomBytes } from 'node:crypto';
import * as data from './data.mjs';

// What may be asked, and what is answered. PGP_MOCK=new is a person who has just signed up,
// PGP_MOCK=slow a server that takes its time, PGP_MOCK=down one that fails.

const mode = process.env.PGP_MOCK ?? '';
const delayMs = mode === 'slow' ? 2500 : 30;
const account = { ...data.account };
const channels = mode === 'new' ? [] : [...data.channels];
if (mode === 'new') {
  Object.assign(account, { email_verified: false, telegram_linked: false });
}

const keys = [];
const coupons = [
  {
    coupon_id: 'cpn_1',
    code: 'SPRING',
    percent_off: 20,
    amount_off_usd: null,
    periods: 1,
    uses_max: 100,
    people: 31,
    expires_at: data.ahead(40 * data.day),
  },
];
const wallets = new Map(channels.map((one) => [one.channel_id, { held: null, history: [] }]));
let isSteppedUp = false;
let isSignedIn = true;

class Refusal {
  constructor(status, code, title, errors, headers) {
    Object.assign(this, { status, code, title, errors, headers });
  }
}

const refuse = (...args) => {
  throw new Refusal(...args);
};
const missing = () => refuse(404, 'not_found', 'There is no such thing.');
const session = () => ({
  access_token: 'mock',
  token_type: 'Bearer',
  expires_in: 900,
  refresh_token: null,
  account,
});

function stepUp() {
  if (!isSteppedUp) {
    refuse(403, 'step_up_required', 'Confirm that it is you.');
  }
}

function channelOf(id) {
  return channels.find((one) => one.channel_id === id) ?? missing();
}

function page(items, query, ...fields) {
  const fits = (item) =>
    fields.every((field) => !query.get(field) || String(item[field]) === query.get(field)) &&
    (!query.get('q') || JSON.stringify(item).includes(query.get('q'))) &&
    (!query.get('from') || item.created_at >= query.get('from')) &&
    (!query.get('to') || item.created_at <= `${query.get('to')}T23:59:59Z`);
  const start = Number(query.get('cursor') ?? 0);
  const found = items.filter(fits);
  return {
    items: found.slice(start, start + 25),
    next_cursor: found.length > start + 25 ? String(start + 25) : null,
  };
}

function csv(items) {
  const names = Object.keys(items[0] ?? {});
  return [names, ...items.map((item) => names.map((name) => JSON.stringify(item[name] ?? '')))]
    .map((row) => row.join(','))
    .join('\r\n');
}

function checkAddress(body) {
  const text = body.payout_address ?? '';
  const network = body.payout_coin?.split('@')[1];
  const networks = /^0x[0-9a-f]{40}$/i.test(text)
    ? ['eth']
    : /^T\w{33}$/.test(text)
      ? ['trx']
      : /^r\w{24,34}$/.test(text)
        ? ['xrp']
        : [];
  const isValid = network === undefined ? false : networks.includes(network);
  return {
    is_valid: isValid,
    errors:
      isValid || network === undefined
        ? []
        : [
            {
              field: 'payout_address',
              code: 'wrong_network',
              message: 'This is no address of the chosen network.',
            },
          ],
    networks,
    looks_like_secret: false,
  };
}

function register(body) {
  const errors = body.tiers.flatMap((tier, i) =>
    Number(tier.price_usd) >= 4.99
      ? []
      : [
          {
            field: `tiers[${i}].price_usd`,
            code: 'out_of_range',
            message: 'A price is at least 4.99.',
          },
        ],
  );
  if (errors.length > 0) {
    refuse(422, 'validation_failed', 'Some fields are not right.', errors);
  }

  const made = {
    ...data.channels[1],
    channel_id: `chn_${randomBytes(8).toString('hex')}`,
    ...body,
    open_title: 'Chess endings',
    closed_title: 'Chess endings: the study',
  };
  made.tiers = body.tiers.map((tier, i) => ({
    ...tier,
    tier_no: i + 1,
    link: 'https://t.me/paygateprime_bot',
  }));
  channels.push(made);
  wallets.set(made.channel_id, { held: null, history: [] });
  return [201, made];
}

function patch(channel, body, request) {
  const wanted = request.headers['if-match'];
  if (wanted === undefined) {
    refuse(428, 'precondition_required', 'Say which version you change.');
  }

  if (wanted !== `"${channel.version}"`) {
    refuse(412, 'version_changed', 'There is a newer version.');
  }

  const { tiers, ...rest } = body;
  if (rest.grace_days > 7) {
    refuse(422, 'validation_failed', 'Some fields are not right.', [
      {
        field: 'grace_days',
        code: 'out_of_range',
        message: 'The grace period is 0 to 7 days.',
      },
    ]);
  }

  for (const [no, tier] of Object.entries(tiers ?? {})) {
    channel.tiers = channel.tiers.filter((one) => one.tier_no !== Number(no));
    if (tier !== null) {
      channel.tiers.push({
        tier_no: Number(no),
        link: 'https://t.me/paygateprime_bot',
        ...tier,
      });
    }
  }

  channel.tiers.sort((a, b) => a.tier_no - b.tier_no);
  Object.assign(channel, rest, { version: channel.version + 1 });
  return [200, channel];
}

const qr =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 25 25">' +
  Array.from({ length: 625 }, (_, i) =>
    (i * 7919) % 13 < 6
      ? `<rect x="${i % 25}" y="${Math.floor(i / 25)}" width="1" height="1"/>`
      : '',
  ).join('') +
  '</svg>';

// [method, pattern, whether it is open to everybody, what it does]
const routes = [
  [
    'POST',
    'auth/login',
    true,
    ({ body }) => {
      if (body.password !== 'Correct-1') {
        refuse(401, 'invalid_credentials', 'The name or the password is wrong.');
      }
      if (account.totp_enabled && body.code === undefined) {
        refuse(401, 'totp_required', 'Enter the code.');
      }
      isSignedIn = true;
      return [200, session()];
    },
  ],
  [
    'POST',
    'auth/signup',
    true,
    ({ body }) => {
      if (body.username === 'taken') {
        refuse(422, 'validation_failed', 'Some fields are not right.', [
          { field: 'username', code: 'taken', message: 'This name is in use.' },
          { field: 'password', code: 'too_simple', message: 'The password needs a digit.' },
        ]);
      }
      isSignedIn = true;
      return [201, session()];
    },
  ],
  [
    'POST',
    'auth/refresh',
    true,
    () => (isSignedIn ? [200, session()] : refuse(401, 'no_session', 'Log in.')),
  ],
  ['POST', 'auth/logout', false, () => ((isSignedIn = false), [204])],
  ['GET', 'auth/me', false, () => [200, account]],
  [
    'POST',
    'auth/verify-email',
    true,
    ({ body }) =>
      body.token === 'old'
        ? refuse(400, 'token_invalid', 'Too old.')
        : ((account.email_verified = true), [200, {}]),
  ],
  ['POST', 'auth/account/confirm-email-change', true, () => [200, {}]],
  ['POST', 'auth/resend-verification', true, () => [200, {}]],
  ['POST', 'auth/forgot-password', true, () => [200, {}]],
  ['POST', 'auth/reset-password', true, () => [200, {}]],
  [
    'GET',
    'auth/verification/status',
    false,
    () => [200, { email: account.email, email_verified: account.email_verified }],
  ],
  ['POST', 'auth/verification/resend', false, () => [200, {}]],
  [
    'POST',
    'auth/account/change-email',
    false,
    ({ body }) => (stepUp(), (account.pending_email = body.new_email), [200, {}]),
  ],
  [
    'POST',
    'auth/account/cancel-email-change',
    false,
    () => ((account.pending_email = null), [200, {}]),
  ],
  [
    'POST',
    'auth/account/change-password',
    false,
    ({ body }) =>
      body.current_password === 'Correct-1'
        ? [200, {}]
        : refuse(422, 'validation_failed', '', [
            {
              field: 'current_password',
              code: 'wrong',
              message: 'This is not your password.',
            },
          ]),
  ],
  [
    'POST',
    'auth/step-up',
    false,
    ({ body }) => {
      if (body.password !== 'Correct-1' && body.code !== '123456') {
        refuse(401, 'invalid_credentials', 'The password is wrong.');
      }
      isSteppedUp = true;
      return [200, {}];
    },
  ],
  [
    'GET',
    'auth/sessions',
    false,
    () => [
      200,
      {
        items: [
          {
            session_id: 'ses_1',
            created_at: data.ago(3 * data.day),
            last_used_at: data.ago(60_000),
            user_agent:
              'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36',
            is_current: true,
          },
          {
            session_id: 'ses_2',
            created_at: data.ago(30 * data.day),
            last_used_at: data.ago(2 * data.day),
            user_agent:
              'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1',
            is_current: false,
          },
          {
            session_id: 'ses_3',
            created_at: data.ago(50 * data.day),
            last_used_at: data.ago(9 * data.day),
            user_agent: null,
            is_current: false,
          },
        ],
      },
    ],
  ],
  ['DELETE', 'auth/sessions', false, () => [204]],
  ['DELETE', 'auth/sessions/:id', false, () => [204]],
  [
    'POST',
    'auth/totp',
    false,
    () => (
      stepUp(),
      [200, { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri: 'otpauth://totp/x', qr_svg: qr }]
    ),
  ],
  [
    'POST',
    'auth/totp/confirm',
    false,
    ({ body }) => {
      if (body.code !== '123456') {
        refuse(422, 'validation_failed', '', [
          { field: 'code', code: 'invalid_code', message: 'Wrong code.' },
        ]);
      }
      account.totp_enabled = true;
      return [
        200,
        {
          recovery_codes: Array.from({ length: 10 }, () => randomBytes(5).toString('hex')),
        },
      ];
    },
  ],
  [
    'POST',
    'auth/totp/recovery-codes',
    false,
    () => (
      stepUp(),
      [
        200,
        {
          recovery_codes: Array.from({ length: 10 }, () => randomBytes(5).toString('hex')),
        },
      ]
    ),
  ],
  ['DELETE', 'auth/totp', false, () => (stepUp(), (account.totp_enabled = false), [204])],
  ['GET', 'auth/keys', false, () => [200, { items: keys }]],
  [
    'POST',
    'auth/keys',
    false,
    ({ body }) => {
      stepUp();
      const key = {
        key_id: `key_${keys.length}`,
        prefix: 'pgp_live_8f2K',
        created_at: data.ago(0),
        last_used_at: null,
        ...body,
      };
      keys.push(key);
      return [201, { key, secret: `pgp_live_${randomBytes(24).toString('base64url')}` }];
    },
  ],
  [
    'DELETE',
    'auth/keys/:id',
    false,
    ({ params }) => (
      keys.splice(
        keys.findIndex((key) => key.key_id === params[0]),
        1,
      ),
      [204]
    ),
  ],
  [
    'POST',
    'auth/telegram',
    false,
    () => {
      setTimeout(() => (account.telegram_linked = true), 6000);
      return [
        200,
        {
          url: 'https://t.me/paygateprime_bot?start=link_x',
          expires_at: data.ahead(900_000),
        },
      ];
    },
  ],
  ['GET', 'mappings/currency-network', true, () => [200, data.mapping]],
  ['POST', 'mappings/check-address', true, ({ body }) => [200, checkAddress(body)]],
  [
    'GET',
    'chats',
    false,
    () => [200, { items: mode === 'new' ? [] : data.chats, bot_username: 'paygateprime_bot' }],
  ],
  ['POST', 'channels/register', false, ({ body }) => register(body)],
  [
    'GET',
    'channels',
    false,
    () => [200, { items: channels, count: channels.length, max_channels: 10 }],
  ],
  [
    'GET',
    'channels/:id',
    false,
    ({ params }) => {
      const channel = channelOf(params[0]);
      return [200, channel, { etag: `"${channel.version}"` }];
    },
  ],
  [
    'PATCH',
    'channels/:id',
    false,
    ({ params, body, request }) => patch(channelOf(params[0]), body, request),
  ],
  [
    'DELETE',
    'channels/:id',
    false,
    ({ params }) => {
      const channel = channelOf(params[0]);
      if (channel.payout_strategy === 'threshold') {
        refuse(409, 'channel_in_use', 'This channel cannot be deleted yet.', [
          { field: 'subscribers', code: 'has_members', message: '84 people have access.' },
          {
            field: 'balance',
            code: 'has_balance',
            message: 'Money of this channel is not paid out yet.',
          },
        ]);
      }
      channels.splice(channels.indexOf(channel), 1);
      return [204];
    },
  ],
  [
    'GET',
    'channels/:id/wallet',
    false,
    ({ params }) => {
      const { payout_coin, payout_address, payout_extra_id } = channelOf(params[0]);
      return [
        200,
        {
          current: { payout_coin, payout_address, payout_extra_id },
          ...wallets.get(params[0]),
        },
      ];
    },
  ],
  [
    'PUT',
    'channels/:id/wallet',
    false,
    ({ params, body }) => {
      stepUp();
      const { payout_coin, payout_address, payout_extra_id } = channelOf(params[0]);
      const check = checkAddress(body);
      if (!check.is_valid) {
        refuse(422, 'validation_failed', '', check.errors);
      }
      const change = {
        change_id: `wch_${randomBytes(6).toString('hex')}`,
        state: 'held',
        before: { payout_coin, payout_address, payout_extra_id },
        after: body,
        requested_at: data.ago(0),
        hold_until: data.ahead(data.day),
        ended_at: null,
      };
      const wallet = wallets.get(params[0]);
      wallet.held = change;
      wallet.history.unshift(change);
      channelOf(params[0]).held_wallet = change;
      return [202, change];
    },
  ],
  [
    'DELETE',
    'channels/:id/wallet/:change',
    false,
    ({ params }) => {
      const wallet = wallets.get(params[0]);
      Object.assign(wallet.held, { state: 'cancelled', ended_at: data.ago(0) });
      wallet.held = null;
      channelOf(params[0]).held_wallet = null;
      return [204];
    },
  ],
  [
    'GET',
    'channels/:id/health',
    false,
    ({ params }) => [
      200,
      {
        checks:
          data.health[
            Math.max(
              0,
              channels.findIndex((one) => one.channel_id === params[0]),
            )
          ] ?? data.health[0],
      },
    ],
  ],
  ['POST', 'channels/:id/posts/resend', false, () => [202, {}]],
  ['GET', 'channels/:id/coupons', false, () => [200, { items: coupons }]],
  [
    'POST',
    'channels/:id/coupons',
    false,
    ({ body }) => (
      coupons.push({
        percent_off: null,
        amount_off_usd: null,
        people: 0,
        coupon_id: `cpn_${coupons.length + 1}`,
        ...body,
      }),
      [201, body]
    ),
  ],
  [
    'DELETE',
    'channels/:id/coupons/:coupon',
    false,
    ({ params }) => (
      coupons.splice(
        coupons.findIndex((one) => one.coupon_id === params[1]),
        1,
      ),
      [204]
    ),
  ],
  [
    'GET',
    'payments',
    false,
    ({ query }) => [
      200,
      page(mode === 'new' ? [] : data.payments, query, 'channel_id', 'state', 'kind'),
    ],
  ],
  [
    'GET',
    'payments/export',
    false,
    () => [200, csv(data.payments), { 'content-type': 'text/csv' }],
  ],
  [
    'GET',
    'payments/:id',
    false,
    ({ params }) => {
      const payment = data.payments.find((one) => one.payment_id === params[0]) ?? missing();
      const isPaid = payment.state === 'paid';
      const all = [
        ['order_placed', 'Order placed', 'subscription for 9.99 usd'],
        ['invoice_made', 'Invoice made'],
        ['payment_seen', 'Payment begun'],
        ['provider_status', 'News from the provider', 'confirming'],
        ['payment_settled', 'Payment settled'],
        ['fee_taken', 'Fee taken', `${payment.fee?.amount} eth@eth`],
        ['invite_sent', 'Invite sent'],
        ['transfer_sent', 'Transaction sent', null, `0x${'8f2c'.repeat(16)}`],
      ];
      return [
        200,
        {
          ...payment,
          payout_id: isPaid ? data.payouts[1].payout_id : null,
          timeline: data.timelineOf(payment, isPaid ? all : all.slice(0, 3)),
          ledger: isPaid
            ? [
                {
                  account: 'wallet:host',
                  coin: 'eth@eth',
                  amount: payment.outcome.amount,
                  at: payment.paid_at,
                  fact: `paid:${payment.payment_id}`,
                },
                {
                  account: `owner:${payment.channel_id}:payable`,
                  coin: 'eth@eth',
                  amount: `-${payment.outcome.amount}`,
                  at: payment.paid_at,
                  fact: `paid:${payment.payment_id}`,
                },
              ]
            : [],
        },
      ];
    },
  ],
  [
    'GET',
    'subscribers',
    false,
    ({ query }) => [
      200,
      page(mode === 'new' ? [] : data.subscribers, query, 'channel_id', 'state'),
    ],
  ],
  [
    'GET',
    'subscribers/export',
    false,
    () => [200, csv(data.subscribers), { 'content-type': 'text/csv' }],
  ],
  [
    'GET',
    'subscribers/:id',
    false,
    ({ params }) => {
      const one = data.subscribers.find((sub) => sub.subscription_id === params[0]) ?? missing();
      return [
        200,
        {
          ...one,
          events: [
            {
              at: one.created_at,
              kind: 'purchased',
              days: 30,
              state: 'active',
              tier_no: 1,
              valid_until: data.ahead(20 * data.day),
              payment_id: data.payments[0].payment_id,
            },
            {
              at: data.ago(3 * data.day),
              kind: 'renewed',
              days: 30,
              state: 'active',
              tier_no: 1,
              valid_until: data.ahead(20 * data.day),
              payment_id: data.payments[1].payment_id,
            },
          ],
        },
      ];
    },
  ],
  [
    'GET',
    'payouts',
    false,
    ({ query }) => [200, page(mode === 'new' ? [] : data.payouts, query, 'channel_id', 'state')],
  ],
  ['GET', 'payouts/export', false, () => [200, csv(data.payouts), { 'content-type': 'text/csv' }]],
  [
    'GET',
    'payouts/:id',
    false,
    ({ params }) => {
      const payout = data.payouts.find((one) => one.payout_id === params[0]) ?? missing();
      return [
        200,
        {
          ...payout,
          payments: data.payments
            .filter((one) => one.state === 'paid')
            .slice(0, 3)
            .map((one) => one.payment_id),
          timeline: data.timelineOf(payout, [
            ['batch_reserved', 'Collected shares set aside', '184.20 usdt@eth, 4 payments'],
            ['payout_created', 'Payout begun'],
            ['transfer_sent', 'Transaction sent', null, payout.tx_hash],
            ['payout_completed', 'Payout arrived', null, payout.tx_hash],
          ]),
        },
      ];
    },
  ],
  [
    'GET',
    'balance',
    false,
    () => [
      200,
      {
        channels: channels.map((one, n) => ({
          channel_id: one.channel_id,
          title: one.closed_title,
          strategy: one.payout_strategy,
          payable: n === 0 ? { coin: 'usdt@eth', amount: '171.304412' } : null,
          pending_usd: n === 0 ? '12.90' : '0',
          returned: [],
          in_flight: n === 0 ? [] : [{ coin: 'eth@eth', amount: '0.001418' }],
          threshold_usd: one.payout_threshold_usd,
          progress_percent: n === 0 ? 68 : null,
          last_payout: {
            amount: { coin: one.payout_coin, amount: '249.97' },
            tx_hash: null,
            at: data.ago(29 * data.hour),
          },
        })),
      },
    ],
  ],
  [
    'GET',
    'statements',
    false,
    () => [200, { items: [{ month: '2026-10' }, { month: '2026-09' }, { month: '2026-08' }] }],
  ],
  [
    'GET',
    'statements/:channel/:month',
    false,
    ({ params, query }) =>
      query.get('format') === 'csv'
        ? [200, 'day,gross\r\n', { 'content-type': 'text/csv' }]
        : [
            200,
            {
              channel_id: params[0],
              month: params[1],
              opening: { 'usdt@eth': '41.204412' },
              movements: data.movements,
              closing: { 'usdt@eth': '171.304412' },
              on_the_way: { 'eth@eth': '0.003201' },
            },
          ],
  ],
  [
    'GET',
    'analytics/overview',
    false,
    ({ query }) => [200, data.overview(query.get('from'), query.get('to'))],
  ],
  ['GET', 'audit', false, () => [200, { items: data.audit, next_cursor: null }]],
  [
    'GET',
    'announcements',
    false,
    () => [
      200,
      {
        announcements: data.announcements.map((one) => ({ ...one, people: null })),
      },
    ],
  ],
  [
    'POST',
    'announcements',
    false,
    ({ body }) => {
      const made = {
        ...data.announcements[2],
        ...body,
        announcement_id: `ann_${randomBytes(6).toString('hex')}`,
      };
      data.announcements.unshift(made);
      return [201, made];
    },
  ],
  [
    'GET',
    'announcements/:id',
    false,
    ({ params }) => [
      200,
      data.announcements.find((one) => one.announcement_id === params[0]) ?? missing(),
    ],
  ],
  [
    'POST',
    'announcements/:id/:wish',
    false,
    ({ params, body }) => {
      const one =
        data.announcements.find((found) => found.announcement_id === params[0]) ?? missing();
      if (params[1] === 'schedule') {
        Object.assign(one, {
          state: body.at ? 'scheduled' : 'sending',
          due_at: body.at ?? data.ago(0),
          started_at: data.ago(0),
        });
        one.people.waiting = one.people.total;
      } else if (params[1] === 'cancel') {
        one.people.cancelled = one.people.waiting;
        one.people.waiting = 0;
        one.state = 'cancelled';
      }
      return [200, one];
    },
  ],
  ['GET', 'webhooks', false, () => [200, { items: data.webhooks }]],
  [
    'POST',
    'webhooks',
    false,
    ({ body }) => {
      if (!body.url.startsWith('https://')) {
        refuse(422, 'validation_failed', '', [
          {
            field: 'url',
            code: 'not_https',
            message: 'The address begins with https://.',
          },
        ]);
      }
      const made = {
        endpoint_id: `whk_${randomBytes(6).toString('hex')}`,
        is_enabled: true,
        disabled_reason: null,
        created_at: data.ago(0),
        ...body,
      };
      data.webhooks.push(made);
      return [201, { endpoint: made, secret: `whsec_${randomBytes(24).toString('base64')}` }];
    },
  ],
  ['GET', 'webhooks/event-types', false, () => [200, { items: data.eventTypes }]],
  [
    'GET',
    'webhooks/:id',
    false,
    ({ params }) => [200, data.webhooks.find((one) => one.endpoint_id === params[0]) ?? missing()],
  ],
  [
    'PATCH',
    'webhooks/:id',
    false,
    ({ params, body }) => [
      200,
      Object.assign(
        data.webhooks.find((one) => one.endpoint_id === params[0]),
        body,
      ),
    ],
  ],
  [
    'DELETE',
    'webhooks/:id',
    false,
    ({ params }) => (
      data.webhooks.splice(
        data.webhooks.findIndex((one) => one.endpoint_id === params[0]),
        1,
      ),
      [204]
    ),
  ],
  [
    'POST',
    'webhooks/:id/rotate-secret',
    false,
    () => (
      stepUp(),
      [
        200,
        {
          secret: `whsec_${randomBytes(24).toString('base64')}`,
          previous_valid_until: data.ahead(data.day),
        },
      ]
    ),
  ],
  ['POST', 'webhooks/:id/test', false, () => [202, { delivery_id: 'dlv_test' }]],
  ['POST', 'webhooks/:id/replay', false, () => [202, { count: 12 }]],
  [
    'GET',
    'webhooks/:id/deliveries',
    false,
    () => [200, { items: data.deliveries, next_cursor: null }],
  ],
  [
    'GET',
    'webhooks/:id/deliveries/:delivery',
    false,
    ({ params }) => [
      200,
      data.deliveryOf(data.deliveries.find((one) => one.delivery_id === params[1]) ?? missing()),
    ],
  ],
  ['POST', 'webhooks/:id/deliveries/:delivery/retry', false, () => [202, {}]],
  [
    'GET',
    'public/channels/:code',
    true,
    ({ params }) => {
      const one = data.channels.find((channel) => channel.link_code === params[0]) ?? missing();
      return [
        200,
        {
          title: one.closed_title,
          description: one.open_description,
          is_selling: one.is_selling,
          tiers: one.tiers,
          donation_link: one.donation_link,
          trial_days: one.trial_days,
        },
      ];
    },
  ],
];

export async function answer(request, response, url) {
  await new Promise((done) => setTimeout(done, delayMs));
  const path = url.pathname.slice('/webapi/api/'.length);
  const send = (status, body, headers = {}) => {
    const isText = typeof body === 'string';
    response.writeHead(status, {
      'content-type': status >= 400 ? 'application/problem+json' : 'application/json',
      'cache-control': 'no-store',
      ...headers,
    });
    response.end(body === undefined ? '' : isText ? body : JSON.stringify(body));
  };
  try {
    if (mode === 'down' && !path.startsWith('auth/')) {
      refuse(503, 'unavailable', 'Not now.');
    }

    const body = await read(request);
    for (const [method, pattern, isPublic, act] of routes) {
      const params = match(pattern, path);
      if (method === request.method && params !== null) {
        if (!isPublic && !isSignedIn) {
          refuse(401, 'unauthorized', 'Log in.');
        }

        send(...act({ params, body, query: url.searchParams, request }));
        return;
      }
    }

    missing();
  } catch (cause) {
    if (!(cause instanceof Refusal)) {
      console.error(cause);
      send(500, { code: 'internal', status: 500, title: 'Broken mock.' });
      return;
    }

    const { status, code, title, errors = [], headers } = cause;
    send(status, { type: `urn:pgp:${code}`, title, status, code, errors }, headers);
  }
}

function match(pattern, path) {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  if (wanted.length !== parts.length) {
    return null;
  }

  const params = [];
  for (const [i, part] of wanted.entries()) {
    if (part.startsWith(':')) {
      params.push(decodeURIComponent(parts[i]));
    } else if (part !== parts[i]) {
      return null;
    }
  }

  return params;
}

async function read(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }

  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : JSON.parse(text);
}
