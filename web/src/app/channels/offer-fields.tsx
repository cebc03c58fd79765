import { tt } from '../../texts/texts';
import { Check, Input } from '../../ui/fields';
import { missing, wholeNumbers, type Form } from '../../ui/form';
import type { Strategy } from '../../api/types';

export interface TierValues {
  /** The number it has; a new one has none yet. */
  tier_no: number | null;
  price_usd: string;
  days: string;
}

export interface OfferValues {
  tiers: TierValues[];
}

export interface PayoutValues {
  payout_strategy: Strategy | '';
  payout_threshold_usd: string;
}

const tiersMax = 3;

/** The tiers with their numbers; a new one takes the lowest that is free. */
export function numbered(tiers: TierValues[]): [number: number, tier: TierValues][] {
  const taken = new Set(tiers.map((tier) => tier.tier_no));
  const free = [1, 2, 3].filter((number) => !taken.has(number));
  return tiers.map((tier) => [tier.tier_no ?? free.shift() ?? 0, tier]);
}

/**
 * One to three prices. The server names a wrong one by its place in a list, `tiers[0].price_usd`,
 * or by its number, `tiers.1.price_usd`.
 */
export function TierFields<V extends OfferValues>({ form }: { form: Form<V> }) {
  const { tiers } = form.values;
  const set = (next: TierValues[]) => form.set({ tiers: next } as Partial<V>);
  const numbers = numbered(tiers).map(([number]) => number);
  const names = (i: number, field: string) => [
    `tiers[${i}].${field}`,
    `tiers.${numbers[i] ?? 0}.${field}`,
  ];
  const errorOf = (i: number, field: string) =>
    names(i, field)
      .map((name) => form.error(name))
      .find((error) => error !== undefined);
  const change = (index: number, changes: Partial<TierValues>) => {
    set(tiers.map((tier, i) => (i === index ? { ...tier, ...changes } : tier)));
    for (const name of Object.keys(changes).flatMap((field) => names(index, field))) {
      form.setError(name, null);
    }
  };

  return (
    <div class="stack">
      {tiers.map((tier, i) => (
        <div class="tier-row" key={i} role="group" aria-label={tt.tier(i + 1)}>
          <Input
            label={tt.connect.price}
            name={`price_${i}`}
            inputMode="decimal"
            placeholder="9.99"
            value={tier.price_usd}
            onValue={(price_usd) => change(i, { price_usd })}
            error={errorOf(i, 'price_usd')}
          />
          <Input
            label={tt.connect.daysLabel}
            name={`days_${i}`}
            inputMode="numeric"
            placeholder="30"
            value={tier.days}
            onValue={(days) => change(i, { days })}
            error={errorOf(i, 'days')}
          />
          <button
            type="button"
            class="button icon"
            aria-label={tt.connect.removeTier(i + 1)}
            title={tt.connect.removeTier(i + 1)}
            disabled={tiers.length === 1}
            onClick={() => set(tiers.filter((_, other) => other !== i))}
          >
            <span class="sign cross" aria-hidden="true" />
          </button>
        </div>
      ))}
      {form.error('tiers') === undefined ? null : <p class="error">{form.error('tiers')}</p>}
      {tiers.length < tiersMax ? (
        <div>
          <button
            type="button"
            class="button slim"
            onClick={() => set([...tiers, { tier_no: null, price_usd: '', days: '' }])}
          >
            + {tt.connect.addTier}
          </button>
        </div>
      ) : null}
    </div>
  );
}

export function checkTiers(tiers: TierValues[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [i, tier] of tiers.entries()) {
    const wrong = { ...wholeNumbers(tier, 'days'), ...missing(tier, 'price_usd', 'days') };
    for (const [field, message] of Object.entries(wrong)) {
      found[`tiers[${i}].${field}`] = message;
    }
  }

  return found;
}

/** The way the server wants a tier; a comma counts as a point. */
export function tierBody(tier: TierValues) {
  return { price_usd: tier.price_usd.trim().replace(',', '.'), days: Number(tier.days) };
}

export function PayoutFields<V extends PayoutValues>({ form }: { form: Form<V> }) {
  const { payout_strategy: strategy, payout_threshold_usd: threshold } = form.values;
  const set = (changes: Partial<PayoutValues>) => form.set(changes as Partial<V>);
  const option = (value: Strategy, text: string, hint: string) => (
    <Check
      type="radio"
      name="payout_strategy"
      value={value}
      checked={strategy === value}
      invalid={form.error('payout_strategy') !== undefined}
      onChecked={() => set({ payout_strategy: value })}
    >
      {text}
      <br />
      <span class="hint">{hint}</span>
    </Check>
  );

  return (
    <div class="stack">
      <fieldset>
        <legend>{tt.payout.strategy}</legend>
        {option('instant', tt.payout.instant, tt.payout.instantHint)}
        {option('threshold', tt.payout.threshold, tt.payout.thresholdHint)}
        {form.error('payout_strategy') === undefined ? null : (
          <p class="error">{form.error('payout_strategy')}</p>
        )}
      </fieldset>
      {strategy === 'threshold' ? (
        <Input
          label={tt.payout.thresholdLabel}
          hint={tt.payout.thresholdRange}
          name="payout_threshold_usd"
          inputMode="decimal"
          placeholder="100"
          value={threshold}
          onValue={(payout_threshold_usd) => set({ payout_threshold_usd })}
          error={form.error('payout_threshold_usd')}
        />
      ) : null}
    </div>
  );
}

export function checkPayout(values: PayoutValues): Record<string, string> {
  return {
    ...missing(values, 'payout_strategy'),
    ...(values.payout_strategy === 'threshold' ? missing(values, 'payout_threshold_usd') : {}),
  };
}

export function payoutBody(values: PayoutValues) {
  return {
    payout_strategy: values.payout_strategy,
    payout_threshold_usd:
      values.payout_strategy === 'threshold'
        ? values.payout_threshold_usd.trim().replace(',', '.')
        : null,
  };
}
