// Invented, but the way it looks after some months. The same every time: no chance in it.

const now = Date.now();
const hour = 3_600_000;
const day = 24 * hour;
export const ago = (ms) => new Date(now - ms).toISOString();
export const ahead = (ms) => new Date(now + ms).toISOString();
export { day, hour };

let seed = 7;
const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
const pick = (list) => list[Math.floor(chance() * list.length)];
const hex = (length) => Array.from({ length }, () => pick('0123456789abcdef')).join('');
const id = (prefix, n) => `${prefix}_${String(n).padStart(4, '0')}${hex(22)}`;
const cents = (n) => (n / 100).toFixed(2);

export const account = {
  account_id: 'acc_01hv5m2r9x3k8q7w6t4y2n1b0c',
  username: 'mira_writes',
  email: 'mira@example.org',
  email_verified: true,
  pending_email: null,
  totp_enabled: false,
  telegram_linked: true,
  created_at: ago(140 * day),
  last_login_at: ago(2 * hour),
};

function channel(n, open, closed, prices, more) {
  const code = ['aB3dE5fG7hJ9', 'kL2mN4pQ6rS8'][n];
  return {
    channel_id: id('chn', n),
    link_code: code,
    open_channel_id: `-100${1234567890 + n}`,
    closed_channel_id: `-100${2234567890 + n}`,
    open_title: open,
    closed_title: closed,
    open_description: null,
    closed_description: null,
    donation_text: null,
    tiers: prices.map(([price_usd, days], i) => ({
      tier_no: i + 1,
      price_usd,
      days,
      link: `https://t.me/paygateprime_bot?start=s_${code}_${i + 1}`,
    })),
    donation_link: `https://t.me/paygateprime_bot?start=d_${code}`,
    public_url: `/c/${code}`,
    payout_strategy: 'instant',
    payout_threshold_usd: null,
    payout_coin: 'usdt@trx',
    payout_address: 'TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE',
    payout_extra_id: null,
    trial_days: 0,
    grace_days: 3,
    tolerance_bps: 200,
    muted_events: [],
    is_selling: true,
    version: 4,
    created_at: ago((130 - n * 40) * day),
    held_wallet: null,
    ...more,
  };
}

export const channels = [
  channel(
    0,
    'Quiet Markets',
    'Quiet Markets: the desk',
    [
      ['9.99', 30],
      ['24.99', 90],
      ['79.00', 365],
    ],
    {
      open_description:
        'A calm daily read on markets. Three paragraphs, no noise, before breakfast.',
      trial_days: 3,
      payout_strategy: 'threshold',
      payout_threshold_usd: '250',
    },
  ),
  channel(1, 'Sourdough & Co <daily>', 'Bakers’ room', [['4.99', 30]], {
    payout_coin: 'xrp@xrp',
    payout_address: 'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh',
    payout_extra_id: '104512',
  }),
];

const states = [
  'paid',
  'paid',
  'paid',
  'paid',
  'paid',
  'paid',
  'waiting',
  'expired',
  'partially_paid',
  'confirming',
  'quarantined',
];
const coins = [
  ['ltc@ltc', 92],
  ['btc@btc', 97000],
  ['usdt@trx', 1],
  ['eth@eth', 3400],
  ['xmr@xmr', 165],
];

export const payments = Array.from({ length: 68 }, (_, n) => {
  const chan = channels[chance() < 0.7 ? 0 : 1];
  const isDonation = chance() < 0.12;
  const tier = pick(chan.tiers);
  const price = isDonation ? pick(['5.00', '15.00', '1250.50']) : tier.price_usd;
  const state = pick(n < 3 ? ['paid', 'confirming', 'paid'] : states);
  const [coin, rate] = pick(coins);
  const at = ago(n * 11 * hour + Math.floor(chance() * 9 * hour));
  const isPaid = state === 'paid';
  const gross = Number(price) * 100;
  const fee = Math.round(gross * 0.03);
  return {
    payment_id: id('pay', n),
    order_id: id('ord', n),
    channel_id: chan.channel_id,
    channel_title: chan.closed_title,
    kind: isDonation ? 'donation' : 'subscription',
    tier_no: isDonation ? null : tier.tier_no,
    user_id: isDonation ? null : 5_000_000_000 + Math.floor(chance() * 60) * 7919,
    state,
    reason: state === 'quarantined' ? 'amount_differs' : null,
    price_usd: price,
    pay:
      state === 'expired'
        ? null
        : { coin, amount: (Number(price) / rate).toFixed(12).replace(/0+$/, '') },
    received_usd: isPaid ? price : state === 'partially_paid' ? cents(gross / 2) : null,
    outcome: isPaid ? { coin: 'eth@eth', amount: (Number(price) / 3412.77).toFixed(18) } : null,
    fee: isPaid ? { coin: 'usd@fiat', amount: cents(fee) } : null,
    net: isPaid ? { coin: 'usd@fiat', amount: cents(gross - fee) } : null,
    created_at: at,
    paid_at: isPaid ? at : null,
  };
});

export const subscribers = Array.from({ length: 41 }, (_, n) => {
  const chan = channels[chance() < 0.7 ? 0 : 1];
  const state = pick([
    'active',
    'active',
    'active',
    'active',
    'trial',
    'grace',
    'expired',
    'refunded',
  ]);
  const tier = pick(chan.tiers);
  const paid = 1 + Math.floor(chance() * 5);
  return {
    subscription_id: id('sub', n),
    channel_id: chan.channel_id,
    channel_title: chan.closed_title,
    user_id: 5_000_000_000 + n * 7919,
    state,
    tier_no: state === 'trial' ? null : tier.tier_no,
    paid_until: state === 'expired' ? ago(n * day) : ahead(1 + n * day),
    created_at: ago((10 + n * 2) * day),
    total_paid_usd: state === 'trial' ? '0' : cents(Number(tier.price_usd) * 100 * paid),
    payments_count: state === 'trial' ? 0 : paid,
  };
});

export const payouts = Array.from({ length: 19 }, (_, n) => {
  const chan = channels[n % 3 === 0 ? 0 : 1];
  const isBatch = chan === channels[0];
  const state = n === 0 ? 'exchanging' : n === 4 ? 'returned' : 'completed';
  const usd = isBatch ? 251.37 + n * 3.11 : 4.84;
  return {
    payout_id: id('pyo', n),
    channel_id: chan.channel_id,
    channel_title: chan.closed_title,
    cause: isBatch ? 'batch' : 'payment',
    state,
    reason: state === 'returned' ? 'exchange_refunded' : null,
    source: isBatch
      ? { coin: 'usdt@eth', amount: usd.toFixed(6) }
      : { coin: 'eth@eth', amount: (usd / 3412.77).toFixed(18) },
    target: {
      coin: chan.payout_coin,
      amount:
        state === 'completed' ? (isBatch ? (usd - 1.4).toFixed(6) : (usd / 2.31).toFixed(6)) : null,
    },
    address: chan.payout_address,
    extra_id: chan.payout_extra_id,
    value_usd: usd.toFixed(2),
    tx_hash: state === 'completed' ? `0x${hex(64)}` : null,
    created_at: ago(n * 29 * hour + hour),
    completed_at: state === 'completed' ? ago(n * 29 * hour) : null,
  };
});

export function timelineOf(item, titles) {
  const start = new Date(item.created_at).getTime();
  return titles.map(([kind, title, detail, tx], i) => ({
    at: new Date(start + i * 47_000).toISOString(),
    kind,
    title,
    detail: detail ?? null,
    tx_hash: tx ?? null,
    url: tx ? `https://etherscan.io/tx/${tx}` : null,
  }));
}

export function overview(from, to) {
  const days = [];
  for (let t = Date.parse(from); t <= Date.parse(to); t += day) {
    const n = Math.floor(t / day);
    const weekday = n % 7;
    const payments = [3, 5, 4, 7, 2, 9, 6][weekday] - (n % 3);
    const gross = payments * 1399 + (n % 5 === 0 ? 4900 : 0);
    const fee = Math.round(gross * 0.03);
    days.push({
      day: new Date(t).toISOString().slice(0, 10),
      gross_usd: cents(gross),
      fee_usd: cents(fee),
      net_usd: cents(gross - fee),
      donations_usd: cents(n % 5 === 0 ? 4900 : 0),
      payments,
    });
  }

  const sum = (name) =>
    cents(days.reduce((all, one) => all + Math.round(Number(one[name]) * 100), 0));
  return {
    definitions_version: '1',
    earnings: days,
    totals: {
      gross_usd: sum('gross_usd'),
      fee_usd: sum('fee_usd'),
      net_usd: sum('net_usd'),
      donations_usd: sum('donations_usd'),
      payments: days.reduce((all, one) => all + one.payments, 0),
    },
    mrr: {
      now_usd: '1284.62',
      movement: [
        {
          month: '2026-09',
          opening: '870.10',
          new: '212.30',
          expansion: '15.00',
          contraction: '0',
          churn: '61.40',
          reactivation: '9.99',
          closing: '1045.99',
        },
        {
          month: '2026-10',
          opening: '1045.99',
          new: '188.80',
          expansion: '0',
          contraction: '8.33',
          churn: '74.93',
          reactivation: '0',
          closing: '1151.53',
        },
        {
          month: '2026-11',
          opening: '1151.53',
          new: '201.77',
          expansion: '16.66',
          contraction: '8.33',
          churn: '97.00',
          reactivation: '19.99',
          closing: '1284.62',
        },
      ],
    },
    subscribers: {
      active: 131,
      trial: 12,
      grace: 4,
      expiring_7_days: 17,
      new_30_days: 38,
      churned_30_days: 9,
    },
    churn: { monthly_rate_percent: '6.4' },
    lifetime_value_usd: '153.20',
    funnel: [
      { step: 'ordered', count: 512 },
      { step: 'invoiced', count: 401 },
      { step: 'paid', count: 287 },
      { step: 'joined', count: 281 },
    ],
    per_tier: [
      {
        channel_id: channels[0].channel_id,
        tier_no: 1,
        price_usd: '9.99',
        active: 84,
        revenue_usd: '839.16',
      },
      {
        channel_id: channels[0].channel_id,
        tier_no: 2,
        price_usd: '24.99',
        active: 35,
        revenue_usd: '874.65',
      },
      {
        channel_id: channels[0].channel_id,
        tier_no: 3,
        price_usd: '79.00',
        active: 12,
        revenue_usd: '948.00',
      },
    ],
    last_payments: payments.slice(0, 5),
  };
}

const check = (code, message, cure = null) => ({ code, is_ok: cure === null, message, cure });

export const health = [
  [
    check('open_rights', 'The bot has the rights that it needs in the open channel.'),
    check('open_post', 'The standing post of the open channel is made as planned.'),
    check('closed_rights', 'The bot has the rights that it needs in the private channel.'),
    check('closed_post', 'The standing post of the private channel is made as planned.'),
  ],
  [
    check('open_rights', 'The bot has the rights that it needs in the open channel.'),
    check(
      'open_post',
      'The standing post of the open channel failed too often and is off.',
      'Give the bot its rights back, then send the posts again.',
    ),
    check(
      'closed_rights',
      'The bot lacks rights in the private channel.',
      'In Telegram open the channel, choose Administrators, then the bot, and allow: ban.',
    ),
    check('closed_post', 'The standing post of the private channel is made as planned.'),
  ],
];

export const mapping = {
  networks: [
    { network: 'btc', name: 'Bitcoin', memo: 'none', currencies: ['btc'] },
    {
      network: 'eth',
      name: 'Ethereum',
      memo: 'none',
      currencies: ['eth', 'usdt', 'usdc', 'dai'],
    },
    { network: 'trx', name: 'TRON', memo: 'none', currencies: ['trx', 'usdt'] },
    { network: 'ton', name: 'Toncoin', memo: 'optional', currencies: ['ton', 'usdt'] },
    { network: 'xrp', name: 'Ripple', memo: 'optional', currencies: ['xrp'] },
    { network: 'ltc', name: 'Litecoin', memo: 'none', currencies: ['ltc'] },
  ],
  currencies: [
    { currency: 'btc', name: 'Bitcoin', networks: ['btc'] },
    { currency: 'dai', name: 'Dai', networks: ['eth'] },
    { currency: 'eth', name: 'Ether', networks: ['eth'] },
    { currency: 'ltc', name: 'Litecoin', networks: ['ltc'] },
    { currency: 'ton', name: 'Toncoin', networks: ['ton'] },
    { currency: 'trx', name: 'TRON', networks: ['trx'] },
    { currency: 'usdc', name: 'USD Coin', networks: ['eth'] },
    { currency: 'usdt', name: 'Tether USD', networks: ['eth', 'trx', 'ton'] },
    { currency: 'xrp', name: 'XRP', networks: ['xrp'] },
  ],
};

export const chats = [
  {
    chat_id: '-1001234567890',
    title: 'Quiet Markets',
    kind: 'channel',
    can_post: true,
    can_invite: true,
    can_ban: true,
    is_used: true,
  },
  {
    chat_id: '-1003234567892',
    title: 'Chess endings',
    kind: 'channel',
    can_post: true,
    can_invite: true,
    can_ban: true,
    is_used: false,
  },
  {
    chat_id: '-1004234567893',
    title: 'Chess endings: the study',
    kind: 'channel',
    can_post: true,
    can_invite: true,
    can_ban: false,
    is_used: false,
  },
];

export const announcements = [
  [
    'done',
    'active',
    'The desk is closed on Friday. Your time is longer by a day.\nHave a calm weekend.',
    {
      total: 131,
      waiting: 0,
      sent: 126,
      unreachable: 4,
      failed: 0,
      uncertain: 1,
      cancelled: 0,
    },
  ],
  [
    'sending',
    'expiring',
    'Your time ends this week. Renew before it does, and the price of last year stays yours.',
    {
      total: 1700,
      waiting: 920,
      sent: 771,
      unreachable: 9,
      failed: 0,
      uncertain: 0,
      cancelled: 0,
    },
  ],
  [
    'draft',
    'past',
    'We have changed a lot since you were here. Come and look for three days, free.',
    { total: 212, waiting: 0, sent: 0, unreachable: 0, failed: 0, uncertain: 0, cancelled: 0 },
  ],
].map(([state, segment, body, people], n) => ({
  announcement_id: id('ann', n),
  channel_id: channels[0].channel_id,
  segment,
  tier_no: null,
  body,
  button_text: n === 1 ? 'Renew' : null,
  button_url: n === 1 ? 'https://t.me/paygateprime_bot' : null,
  state,
  created_at: ago((n + 1) * 20 * hour),
  due_at: state === 'draft' ? null : ago(n * 20 * hour),
  started_at: state === 'draft' ? null : ago(n * 20 * hour),
  ended_at: state === 'done' ? ago(0) : null,
  people,
}));

export const webhooks = [
  {
    endpoint_id: 'whk_01hv5m2r9x3k8q7w6t4y2n1b0c',
    url: 'https://api.example.org/hooks/paygateprime',
    event_types: ['payment.paid', 'payout.completed'],
    is_enabled: true,
    description: 'Bookkeeping',
    disabled_reason: null,
    failing_since: null,
    previous_secret_valid_until: null,
    created_at: ago(60 * day),
    updated_at: ago(60 * day),
  },
];

const delivery = (n, state, attempts, last_status, last_error) => ({
  delivery_id: id('dlv', n),
  event_id: id('evt', n),
  event_type: n % 2 === 0 ? 'payment.paid' : 'payout.completed',
  channel_id: channels[0].channel_id,
  object: n % 2 === 0 ? payments[n].payment_id : payouts[1].payout_id,
  happened_at: ago(n * 7 * hour),
  state,
  attempts,
  next_attempt_at: state === 'pending' ? ahead(20 * 60_000) : null,
  last_status,
  last_error,
  last_duration_ms: attempts === 0 ? null : 120 + n,
  ended_at: state === 'pending' ? null : ago(n * 7 * hour - 1000),
});

export const deliveries = [
  delivery(0, 'pending', 3, null, 'timeout'),
  delivery(1, 'delivered', 1, 200, null),
  delivery(2, 'failed', 14, 500, 'status'),
  delivery(3, 'delivered', 2, 204, null),
  delivery(4, 'discarded', 0, null, 'off'),
];

export function deliveryOf(one) {
  return {
    delivery: one,
    payload: {
      type: one.event_type,
      timestamp: one.happened_at,
      api_version: '2026-11-01',
      data: {
        payment_id: payments[0].payment_id,
        user_id: 412345678,
        price_usd: '9.99',
        net: { coin: 'eth@eth', amount: '0.003298' },
      },
    },
    attempt_log: Array.from({ length: one.attempts }, (_, n) => ({
      attempt: one.attempts - n,
      at: ago((one.attempts + n) * hour),
      status: n === 0 ? one.last_status : 500,
      error: n === 0 ? one.last_error : 'status',
      duration_ms: n === 0 && one.last_error === 'timeout' ? 15_000 : 118 + n,
    })),
  };
}

export const eventTypes = [
  'payment.paid',
  'payment.refunded',
  'donation.paid',
  'subscription.started',
  'subscription.renewed',
  'subscription.expired',
  'payout.started',
  'payout.completed',
  'payout.in_review',
  'wallet.changed',
].map((name) => ({ name, description: `Sent for ${name}.` }));

export const audit = [
  [
    'account',
    'mira_writes',
    'wallet.change_held',
    channels[0].channel_id,
    {
      payout_coin: 'usdt@eth',
      payout_address: '0x52908400098527886E0F7030069857D2E4169EE7',
      payout_extra_id: null,
    },
    {
      payout_coin: 'usdt@trx',
      payout_address: 'TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE',
      payout_extra_id: null,
    },
  ],
  [
    'bot',
    '412345678',
    'tier.set',
    channels[0].channel_id,
    { tier_no: 1, price_usd: '8.990000', days: 30 },
    { tier_no: 1, price_usd: '9.990000', days: 30 },
  ],
  [
    'account',
    'mira_writes',
    'channel.changed',
    channels[0].channel_id,
    { donation_text: null },
    { donation_text: 'Keep the lamp lit.' },
  ],
  [
    'api_key',
    'bookkeeping',
    'webhook.created',
    'whk_01hv5m2r9x3k8q7w6t4y2n1b0c',
    null,
    {
      url: 'https://api.example.org/hooks/paygateprime',
      event_types: 'payment.paid payout.completed',
      description: null,
    },
  ],
  ['account', 'mira_writes', 'password.changed', 'acc_01hv5m2r9x3k8q7w6t4y2n1b0c', null, null],
].map(([kind, name, action, object, before, after], n) => ({
  audit_id: id('aud', n),
  at: ago(n * 31 * hour + hour),
  actor: { kind, name },
  action,
  object,
  before,
  after,
}));

export const movements = payments
  .filter((one) => one.state === 'paid')
  .slice(0, 14)
  .map((one, n) => ({
    at: one.paid_at,
    kind: n % 7 === 6 ? 'payout_created' : 'payment_settled',
    reference: n % 7 === 6 ? payouts[1].payout_id : one.payment_id,
    coin: 'eth@eth',
    amount: n % 7 === 6 ? '-0.0041' : one.outcome.amount,
    gross: n % 7 === 6 ? null : one.outcome.amount,
    fee: n % 7 === 6 ? null : '0.000087114',
    gas_eth: n % 7 === 6 ? '0.000041' : null,
    swap_cost_usdt: null,
    paid_coin: n % 7 === 6 ? 'usdt@trx' : null,
    paid_amount: n % 7 === 6 ? '13.91' : null,
    tx_hash: n % 7 === 6 ? `0x${hex(64)}` : null,
  }));
