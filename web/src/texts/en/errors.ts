/** A text, or one that repeats the limits that the server names; the upper one comes first. */
export type ErrorText = string | ((max: string, min?: string) => string);

// What the server refuses, by its codes. Null: its own sentence is shown, which is English and
// knows more, such as whose address it is. Other languages have a text for each code.

const between = (what: string) => (max: string, min?: string) =>
  min === undefined ? `At most ${max}${what}.` : `From ${min} to ${max}${what}.`;

const fields = {
  above_limit: (max) => `At most $${max}: nobody could pay more.`,
  bad_checksum: null,
  before_from: 'The end has to come after the beginning.',
  bot_outside: null,
  characters: null,
  chat_unknown: null,
  control_characters: 'Write it in one line.',
  count: between(''),
  has_balance: null,
  has_credentials: null,
  has_fragment: null,
  has_members: null,
  in_the_past: null,
  last_tier: null,
  length: between(' characters'),
  looks_like_secret: null,
  malformed: 'This cannot be read.',
  memo_malformed: null,
  memo_not_expected: null,
  not_a_channel_id: null,
  not_a_chat_id: null,
  not_a_day: 'Choose a day.',
  not_a_moment: 'Choose a day.',
  not_a_network: 'Write IP addresses or networks such as 203.0.113.0/24.',
  not_a_price: (max, min) => `From $${min} to $${max}, with two decimals at most.`,
  not_administrator: null,
  not_after_from: 'The end has to come after the beginning.',
  not_an_address: null,
  not_an_amount: 'Write an amount such as 5.00.',
  not_an_id: 'There is no such thing.',
  not_expected: 'Leave this empty.',
  not_https: null,
  one_of_two: null,
  out_of_range: between(''),
  private_address: null,
  required: 'Please fill this in.',
  rights_missing: null,
  same: null,
  same_channel: null,
  taken: null,
  test_network: null,
  too_long: between(''),
  too_simple: null,
  unknown: 'Choose one of what is offered.',
  unknown_pair: null,
  unknown_strategy: 'Choose one of what is offered.',
  unsupported_form: null,
  wrong: null,
  wrong_network: null,
  zero_address: null,

  // Where one code means different things.
  'code:characters': null,
  'code:required': null,
  'code:taken': null,
  'code:wrong': null,
  'description:length': between(' characters, in one line'),
  'payout_address:malformed': null,
  'payout_coin:malformed': null,
  'tolerance_bps:out_of_range': (max) => `From 0 to ${Number(max) / 100} percent.`,
  'url:not_an_address': null,
  'username:taken': null,
  'new_email:same': null,

  // Announcements have one code for all that may be wrong with a field.
  'at:validation_failed': null,
  'body:validation_failed': null,
  'button_text:validation_failed': null,
  'button_url:validation_failed': null,
  'segment:validation_failed': null,
  'tier_no:validation_failed': null,
} satisfies Record<string, ErrorText | null>;

const problems = {
  broadcast_silent:
    'The part that sends messages does not answer. Nothing was sent; try again in a minute.',
  channel_exists: null,
  channel_in_use: null,
  coupon_exists: null,
  email_taken: null,
  email_verified_already: null,
  preview_unsent: null,
  replay_too_large: null,
  step_up_required: null,
  telegram_linked_already: null,
  telegram_not_linked: null,
  telegram_silent: 'Telegram does not answer. Nothing was changed; try again in a minute.',
  too_large: 'This is too much at once.',
  too_many_channels: null,
  too_many_keys: null,
  too_many_webhooks: null,
  totp_enabled_already: null,
  totp_not_enabled: null,
  totp_required: null,
  username_taken: null,
  wallet_change_waits: null,
  webhook_disabled: null,
  wrong_state: null,
} satisfies Record<string, string | null>;

export interface ErrorTexts {
  errors: {
    fields: Record<keyof typeof fields, ErrorText>;
    problems: Record<keyof typeof problems, string>;
  };
}

export default { errors: { fields, problems } };
