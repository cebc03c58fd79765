import { tt, tw, wordsFor } from '../../texts/texts';
import { dateTime, network, percent, ticker, usd } from '../../ui/format';
import { sentence } from '../parts/sentence';

// The record of changes holds what the tables hold: names of columns and stored values. People know
// them by other names.

/** `tier.set` → `Tier set`. */
export function actionOf(action: string): string {
  return wordsFor(tw.actions, action) ?? sentence(action);
}

/** `Price: $8.99; Days: 30`. */
export function describe(side: Record<string, unknown>): string {
  return Object.entries(side)
    .map(([name, value]) => `${wordsFor(tw.parts, name) ?? sentence(name)}: ${shown(name, value)}`)
    .join('; ');
}

function shown(name: string, value: unknown): string {
  if (value === null || value === '') {
    return tw.empty;
  }

  if (typeof value === 'boolean') {
    return value ? tt.webhooks.enabled : tt.webhooks.disabled;
  }

  if (typeof value === 'object') {
    return Object.values(value)
      .map((part) => shown('', part))
      .join(', ');
  }

  const text = String(value);
  return wordsFor(known, name)?.(text) ?? text;
}

const known: Record<string, (text: string) => string> = {
  price_usd: (text) => usd(text, true),
  payout_threshold_usd: (text) => usd(text, true),
  tolerance_bps: (text) => percent(Number(text) / 100),
  payout_coin: (text) => `${ticker(text)} ${network(text)}`,
  payout_strategy: (text) => wordsFor(tw.strategies, text) ?? text,
  event: (text) => wordsFor(tt.notify.events, text) ?? text,
  event_types: (text) => text.replaceAll(' ', ', '),
  scopes: (text) =>
    text
      .split(' ')
      .map((scope) => wordsFor(tw.scopes, scope) ?? scope)
      .join(', '),
  from: dateTime,
  to: dateTime,
};
