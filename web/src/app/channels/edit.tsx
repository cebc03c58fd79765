import { useState } from 'preact/hooks';
import { request } from '../../api/client';
import { invalidate } from '../../api/query';
import type { Channel } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { FormProblem, Input, Submit, TextArea } from '../../ui/fields';
import { plain } from '../../ui/decimal';
import { missing, useForm, wholeNumbers } from '../../ui/form';
import type { PageProps } from '../router';
import { ChannelFrame, type LoadedChannel } from './frame';
import {
  checkPayout,
  checkTiers,
  numbered,
  PayoutFields,
  payoutBody,
  tierBody,
  TierFields,
  type OfferValues,
  type PayoutValues,
} from './offer-fields';

export default function ChannelEdit({ params }: PageProps) {
  // Stays while the form is exchanged for that of the new version.
  const [isSaved, setSaved] = useState(false);
  return (
    <ChannelFrame id={params['id'] ?? ''}>
      {({ channel, etag, reload }) => (
        // A newer version is another form: what was typed into the old one is not carried over.
        <Edit
          key={channel.version}
          channel={channel}
          etag={etag}
          reload={reload}
          isSaved={isSaved}
          setSaved={setSaved}
        />
      )}
    </ChannelFrame>
  );
}

interface Values extends OfferValues, PayoutValues {
  open_description: string;
  closed_description: string;
  donation_text: string;
  trial_days: string;
  grace_days: string;
  tolerance: string;
}

function Edit(props: LoadedChannel & { isSaved: boolean; setSaved: (isSaved: boolean) => void }) {
  const { channel, isSaved, setSaved } = props;
  const form = useForm<Values>(
    valuesOf(channel),
    async (values) => {
      setSaved(false);
      await request('PATCH', `/channels/${channel.channel_id}`, {
        body: changes(channel, values),
        ifMatch: props.etag,
      });
      setSaved(true);
      announce(tt.edit.saved);
      invalidate('/channels');
    },
    (values) => ({
      ...checkTiers(values.tiers),
      ...checkPayout(values),
      ...wholeNumbers(values, 'trial_days', 'grace_days'),
      ...missing(values, 'trial_days', 'grace_days'),
      ...(basisPoints(values.tolerance) === null ? { tolerance_bps: tt.number } : {}),
    }),
  );
  const isConflict = form.problem?.status === 412;
  const text = (name: keyof Values & string, label: string, hint: string, maxLength: number) => (
    <TextArea
      label={label}
      hint={hint}
      name={name}
      maxLength={maxLength}
      value={String(form.values[name])}
      onValue={(value) => form.set({ [name]: value })}
      error={form.error(name)}
    />
  );
  const number = (name: keyof Values & string, field: string, label: string, hint: string) => (
    <Input
      label={label}
      hint={hint}
      name={name}
      inputMode="decimal"
      value={String(form.values[name])}
      onValue={(value) => {
        form.set({ [name]: value });
        form.setError(field, null);
      }}
      error={form.error(field)}
    />
  );

  return (
    <form class="stack form" noValidate ref={form.ref} onSubmit={form.submit}>
      <section class="card stack">
        <h2>{tt.edit.offer}</h2>
        <p class="soft">{tt.edit.offerHint}</p>
        <TierFields form={form} />
      </section>
      <section class="card stack">
        <h2>{tt.edit.texts}</h2>
        {text('open_description', tt.edit.openDescription, tt.edit.openDescriptionHint, 500)}
        {text('closed_description', tt.edit.closedDescription, tt.edit.closedDescriptionHint, 500)}
        {text('donation_text', tt.edit.donation, tt.edit.donationHint, 1000)}
      </section>
      <section class="card stack">
        <h2>{tt.edit.rules}</h2>
        <div class="fields">
          {number('trial_days', 'trial_days', tt.edit.trial, tt.edit.trialHint)}
          {number('grace_days', 'grace_days', tt.edit.grace, tt.edit.graceHint)}
          {number('tolerance', 'tolerance_bps', tt.edit.tolerance, tt.edit.toleranceHint)}
        </div>
      </section>
      <section class="card stack">
        <h2>{tt.edit.payout}</h2>
        <PayoutFields form={form} />
      </section>
      <FormProblem form={form} />
      <div class="row">
        {isConflict ? (
          <button type="button" class="button main" onClick={props.reload}>
            {tt.channels.conflict}
          </button>
        ) : (
          <Submit isBusy={form.isBusy}>{tt.save}</Submit>
        )}
        {isSaved ? <span class="said">{tt.edit.saved}</span> : null}
      </div>
    </form>
  );
}

function valuesOf(channel: Channel): Values {
  return {
    open_description: channel.open_description ?? '',
    closed_description: channel.closed_description ?? '',
    donation_text: channel.donation_text ?? '',
    trial_days: String(channel.trial_days),
    grace_days: String(channel.grace_days),
    tolerance: percentOf(channel.tolerance_bps),
    tiers: channel.tiers.map((tier) => ({
      tier_no: tier.tier_no,
      price_usd: plain(tier.price_usd),
      days: String(tier.days),
    })),
    payout_strategy: channel.payout_strategy,
    payout_threshold_usd: plain(channel.payout_threshold_usd ?? ''),
  };
}

/** What is sent: only what differs, so that two people who edit different things both succeed. */
function changes(channel: Channel, values: Values): Record<string, unknown> {
  const before = bodyOf(channel, valuesOf(channel));
  const after = bodyOf(channel, values);
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
    ),
  );
}

function bodyOf(channel: Channel, values: Values): Record<string, unknown> {
  return {
    open_description: values.open_description.trim() || null,
    closed_description: values.closed_description.trim() || null,
    donation_text: values.donation_text.trim() || null,
    trial_days: Number(values.trial_days),
    grace_days: Number(values.grace_days),
    tolerance_bps: basisPoints(values.tolerance),
    tiers: tiersBody(channel, values),
    ...payoutBody(values),
  };
}

/** Tiers by their number: a new one takes the lowest that is free, one that is gone is null. */
function tiersBody(channel: Channel, values: Values): Record<string, unknown> {
  const body: Record<string, unknown> = Object.fromEntries(
    channel.tiers.map((tier) => [tier.tier_no, null]),
  );
  for (const [number, tier] of numbered(values.tiers)) {
    body[String(number)] = tierBody(tier);
  }

  return body;
}

/** `2.5` percent → 250; null if it is no such number. */
function basisPoints(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  return match === null ? null : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

function percentOf(points: number): string {
  const hundredths = String(points % 100).padStart(2, '0');
  return `${Math.trunc(points / 100)}.${hundredths}`.replace(/\.?0+$/, '') || '0';
}
