// What the programming interface says and takes; names are those of the wire.

/** A decimal number as text; never turned into a floating point number to be shown. */
export type Decimal = string;

/** RFC 3339, UTC. */
export type Timestamp = string;

export interface CoinAmount {
  coin: string;
  amount: Decimal;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export interface FieldError {
  field: string;
  code: string;
  message: string;
}

export interface Account {
  account_id: string;
  username: string;
  email: string;
  email_verified: boolean;
  pending_email: string | null;
  totp_enabled: boolean;
  telegram_linked: boolean;
  created_at: Timestamp;
  last_login_at: Timestamp | null;
}

export interface SessionAnswer {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  refresh_token: string | null;
  account: Account;
}

export interface VerificationStatus {
  email: string;
  email_verified: boolean;
  can_resend_at?: Timestamp | null;
}

export interface SessionItem {
  session_id: string;
  created_at: Timestamp;
  last_used_at: Timestamp;
  user_agent: string | null;
  is_current: boolean;
}

export interface ApiKey {
  key_id: string;
  name: string;
  prefix: string;
  scopes: string[];
  created_at: Timestamp;
  expires_at: Timestamp | null;
  last_used_at: Timestamp | null;
  allowed_addresses: string[];
}

export interface Totp {
  secret: string;
  uri: string;
  qr_svg: string;
}

export interface Mapping {
  networks: {
    network: string;
    name: string;
    memo: 'none' | 'optional';
    currencies: string[];
  }[];
  currencies: { currency: string; name: string; networks: string[] }[];
}

export interface AddressCheck {
  is_valid: boolean;
  errors: FieldError[];
  networks: string[];
  is_proven: boolean;
  looks_like_secret: boolean;
}

export interface Chat {
  chat_id: string | number;
  title: string;
  kind: string;
  can_post: boolean;
  can_invite: boolean;
  can_ban: boolean;
  is_used: boolean;
}

export interface Chats {
  items: Chat[];
  bot_username?: string;
}

export interface Tier {
  tier_no: number;
  price_usd: Decimal;
  days: number;
  link: string;
}

export interface Wallet {
  payout_coin: string;
  payout_address: string;
  payout_extra_id: string | null;
}

export interface WalletChange {
  change_id: string;
  state: 'held' | 'applied' | 'cancelled' | 'overtaken';
  before: Wallet;
  after: Wallet;
  requested_at: Timestamp;
  hold_until: Timestamp;
  ended_at: Timestamp | null;
}

export type Strategy = 'instant' | 'threshold';

export interface Channel extends Wallet {
  channel_id: string;
  link_code: string;
  open_channel_id: string | number;
  closed_channel_id: string | number;
  open_title: string;
  closed_title: string;
  open_description: string | null;
  closed_description: string | null;
  donation_text: string | null;
  tiers: Tier[];
  donation_link: string;
  public_url: string;
  payout_strategy: Strategy;
  payout_threshold_usd: Decimal | null;
  trial_days: number;
  grace_days: number;
  tolerance_bps: number;
  muted_events: string[];
  version: number;
  created_at: Timestamp;
  held_wallet: WalletChange | null;
}

export interface Channels {
  items: Channel[];
  count: number;
  max_channels: number;
}

export interface WalletPage {
  current: Wallet;
  held: WalletChange | null;
  history: WalletChange[];
}

export interface HealthCheck {
  code: string;
  is_ok: boolean;
  message: string;
  cure: string | null;
}

export interface Coupon {
  coupon_id: string;
  code: string;
  percent_off: number | null;
  amount_off_usd: Decimal | null;
  periods: number | null;
  uses_max: number | null;
  people: number;
  expires_at: Timestamp | null;
}

export interface Moment {
  at: Timestamp;
  kind: string;
  title: string;
  detail: string | null;
  tx_hash: string | null;
  url: string | null;
}

export interface Payment {
  payment_id: string;
  order_id: string;
  channel_id: string;
  channel_title: string;
  kind: 'subscription' | 'donation' | 'gift';
  tier_no: number | null;

  /** Null where a donor wishes to stay unknown. */
  user_id: number | null;
  state: string;
  reason: string | null;
  price_usd: Decimal;
  pay: CoinAmount | null;
  received_usd: Decimal | null;
  outcome: CoinAmount | null;
  fee: CoinAmount | null;
  net: CoinAmount | null;
  created_at: Timestamp;
  paid_at: Timestamp | null;
}

export interface LedgerEntry {
  account: string;
  coin: string;
  amount: Decimal;
  at: Timestamp;
  fact: string;
}

export interface PaymentDetail extends Payment {
  timeline: Moment[];
  payout_id: string | null;
  ledger: LedgerEntry[];
}

export interface Subscriber {
  subscription_id: string;
  channel_id: string;
  channel_title: string;
  user_id: number;
  state: 'trial' | 'active' | 'grace' | 'expired' | 'refunded';
  tier_no: number | null;
  paid_until: Timestamp;
  created_at: Timestamp;
  total_paid_usd: Decimal;
  payments_count: number;
}

export interface SubscriberDetail extends Subscriber {
  events: {
    at: Timestamp;
    kind: string;
    state: string;
    days: number | null;
    tier_no: number | null;
    valid_until: Timestamp | null;
    payment_id: string | null;
  }[];
}

export interface Payout {
  payout_id: string;
  channel_id: string;
  channel_title: string;
  cause: 'payment' | 'batch';
  state: string;
  reason: string | null;
  source: CoinAmount;
  target: { coin: string; amount: Decimal | null };
  address: string;
  extra_id: string | null;
  value_usd: Decimal | null;
  tx_hash: string | null;
  created_at: Timestamp;
  completed_at: Timestamp | null;
}

export interface PayoutDetail extends Payout {
  timeline: Moment[];
  payments: string[];
}

export interface ChannelBalance {
  channel_id: string;
  title: string;
  strategy: Strategy;
  payable: CoinAmount | null;
  pending_usd: Decimal;
  in_flight: CoinAmount[];
  returned: CoinAmount[];
  threshold_usd: Decimal | null;
  progress_percent: number | null;
  last_payout: { amount: CoinAmount; tx_hash: string | null; at: Timestamp } | null;
}

export interface EarningsDay {
  day: string;
  gross_usd: Decimal;
  fee_usd: Decimal;
  net_usd: Decimal;
  donations_usd: Decimal;
  payments: number;
}

export interface MrrMonth {
  month: string;
  opening: Decimal;
  new: Decimal;
  expansion: Decimal;
  contraction: Decimal;
  churn: Decimal;
  reactivation: Decimal;
  closing: Decimal;
}

export interface Overview {
  definitions_version: string;
  earnings: EarningsDay[];
  totals: Omit<EarningsDay, 'day'>;
  mrr: { now_usd: Decimal; movement: MrrMonth[] };
  subscribers: {
    active: number;
    trial: number;
    grace: number;
    expiring_7_days: number;
    new_30_days: number;
    churned_30_days: number;
  };
  churn: { monthly_rate_percent: Decimal | null };
  lifetime_value_usd: Decimal | null;
  funnel: { step: 'ordered' | 'invoiced' | 'paid' | 'joined'; count: number }[];
  per_tier: {
    channel_id: string;
    tier_no: number;
    price_usd: Decimal | null;
    active: number;
    revenue_usd: Decimal;
  }[];
  last_payments: Payment[];
}

export interface AuditItem {
  audit_id: string;
  at: Timestamp;
  actor: { kind: 'account' | 'api_key' | 'bot' | 'operator' | 'system'; name: string };
  action: string;
  object: string;
  before: unknown;
  after: unknown;
}

export interface People {
  total: number;
  waiting: number;
  sent: number;
  unreachable: number;
  failed: number;
  uncertain: number;
  cancelled: number;
}

export interface Announcement {
  announcement_id: string;
  channel_id: string;
  segment: 'active' | 'expiring' | 'past' | 'tier';
  tier_no: number | null;
  body: string;
  button_text: string | null;
  button_url: string | null;
  state: 'draft' | 'scheduled' | 'sending' | 'done' | 'cancelled';
  created_at: Timestamp;
  due_at: Timestamp | null;
  started_at: Timestamp | null;
  ended_at: Timestamp | null;
  people: People | null;
}

export interface Webhook {
  endpoint_id: string;
  url: string;
  event_types: string[];
  description: string | null;
  is_enabled: boolean;
  disabled_reason: 'owner' | 'gone' | 'failing' | null;
  failing_since: Timestamp | null;
  previous_secret_valid_until: Timestamp | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface WebhookDelivery {
  delivery_id: string;
  event_id: string;
  event_type: string;
  channel_id: string | null;
  object: string;
  happened_at: Timestamp;
  state: 'pending' | 'delivered' | 'failed' | 'discarded';
  attempts: number;
  next_attempt_at: Timestamp | null;
  last_status: number | null;
  last_error: string | null;
  last_duration_ms: number | null;
  ended_at: Timestamp | null;
}

export interface Statement {
  channel_id: string;
  month: string;
  opening: Record<string, Decimal>;
  movements: Movement[];
  closing: Record<string, Decimal>;
  on_the_way: Record<string, Decimal>;
}

export interface Movement {
  at: Timestamp;
  kind: string;
  reference: string;
  coin: string;
  amount: Decimal;
  gross: Decimal | null;
  fee: Decimal | null;
  gas_eth: Decimal | null;
  swap_cost_usdt: Decimal | null;
  paid_coin: string | null;
  paid_amount: Decimal | null;
  tx_hash: string | null;
}

export interface PublicChannel {
  title: string;
  description: string | null;
  tiers: Tier[];
  donation_link: string | null;
  trial_days: number;
}
