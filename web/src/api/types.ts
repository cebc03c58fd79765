import type { components } from './schema';

// What the programming interface gives, by shorter names. Where its document says "text" and means
// one of some words, the words are named here, so that a text for each of them is asked for.

type Schemas = components['schemas'];

/** Every member is sent, if only as null; the document says so of some of them only. */
type Whole<T> = { [K in keyof T]-?: T[K] };

/** The same with words in the place of texts. */
type With<T, W> = Omit<T, keyof W> & W;

/** A decimal number as text; never turned into a floating point number to be shown. */
export type Decimal = string;

/** RFC 3339, UTC. */
export type Timestamp = string;

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export type FieldError = Schemas['FieldError'];
export type CoinAmount = Schemas['CoinView'];

export type Account = Schemas['AccountView'];
export type SessionAnswer = Schemas['SessionView'];
export type SessionItem = Schemas['SessionItem'];
export type ApiKey = Schemas['KeyView'];
export type NewApiKey = Schemas['NewKeyView'];
export type Totp = Schemas['TotpOffer'];
export type RecoveryCodes = Schemas['RecoveryCodesView'];
export type TelegramLink = Schemas['TelegramLinkView'];

export type Mapping = Schemas['MappingsView'];
export type AddressCheck = Schemas['AddressView'];

export type Chat = Schemas['ChatView'];
export type Chats = Schemas['ChatsView'];
export type Tier = Schemas['TierView'];
export type Wallet = Schemas['WalletFields'];
export type WalletChange = Schemas['WalletChangeView'];
export type WalletPage = Schemas['WalletView'];
export type HealthCheck = Schemas['HealthCheckView'];
export type Health = Schemas['HealthView'];
export type Coupon = Schemas['CouponView'];
export type Coupons = Schemas['CouponsView'];
export type PublicChannel = Schemas['PublicChannelView'];

export type Strategy = 'instant' | 'threshold';
export type Channel = With<Schemas['ChannelView'], { payout_strategy: Strategy }>;
export type Channels = With<Schemas['ChannelsView'], { items: Channel[] }>;

export type Moment = Schemas['TimelineEntry'];
export type LedgerEntry = Schemas['LedgerLine'];

export type Payment = Whole<Schemas['PaymentView']>;
export type PaymentDetail = Payment & {
  timeline: Moment[];
  payout_id: string | null;
  ledger: LedgerEntry[];
};

export type Subscriber = Whole<Schemas['SubscriberView']>;
export type SubscriberDetail = Subscriber & { events: Schemas['SubscriberEvent'][] };

export type Payout = Whole<Schemas['PayoutView']>;
export type PayoutDetail = Payout & { timeline: Moment[]; payments: string[] };

export type ChannelBalance = Schemas['BalanceView'];
export type Balance = Schemas['BalanceAnswer'];
export type StatementMonths = Schemas['StatementMonths'];

export type EarningsDay = Schemas['EarningsDay'];
export type MrrMonth = Schemas['MovementView'];
export type FunnelStep = With<
  Schemas['FunnelStep'],
  { step: 'ordered' | 'invoiced' | 'paid' | 'joined' }
>;
export type Overview = With<
  Schemas['OverviewView'],
  { funnel: FunnelStep[]; last_payments: Payment[] }
>;

export type AuditItem = Schemas['AuditItem'];

export type People = Schemas['AnnouncementPeople'];
export type Announcement = With<
  Schemas['AnnouncementView'],
  {
    segment: 'active' | 'expiring' | 'past' | 'tier';
    state: 'draft' | 'scheduled' | 'sending' | 'done' | 'cancelled';
  }
>;
export type Announcements = With<Schemas['AnnouncementsView'], { announcements: Announcement[] }>;

export type Webhook = With<
  Schemas['WebhookView'],
  { disabled_reason: 'owner' | 'gone' | 'failing' | null }
>;
export type Webhooks = With<Schemas['WebhooksView'], { items: Webhook[] }>;
export type NewWebhook = Schemas['NewWebhookView'];
export type NewWebhookSecret = Schemas['NewSecretView'];
export type EventTypes = Schemas['EventTypesView'];
export type WebhookDelivery = Schemas['DeliveryView'];
export type WebhookAttempt = Schemas['AttemptView'];
export type WebhookDeliveryDetail = Schemas['DeliveryDetailView'];

export type Statement = Schemas['StatementReport'];
export type Movement = Schemas['StatementLine'];
