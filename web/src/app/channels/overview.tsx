import { useState } from 'preact/hooks';
import { post, request } from '../../api/client';
import { useIntention } from '../../api/intention';
import { expire, invalidate, useQuery } from '../../api/query';
import type { Channel, HealthCheck } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { Dialog } from '../../ui/dialog';
import { FormProblem, Input, ProblemNote, Submit } from '../../ui/fields';
import { useForm } from '../../ui/form';
import { usd } from '../../ui/format';
import { Action } from '../parts/action';
import { CoinName, Copyable, Facts, Skeleton } from '../parts/show';
import { go, type PageProps } from '../router';
import { ChannelFrame } from './frame';
import { Health } from './health';

export default function ChannelOverview({ params }: PageProps) {
  return (
    <ChannelFrame id={params['id'] ?? ''}>
      {({ channel, etag }) => (
        <div class="columns">
          <div class="stack">
            <Links channel={channel} />
            <Selling channel={channel} etag={etag} />
            <Removal channel={channel} />
          </div>
          <div class="stack">
            <HealthCard id={channel.channel_id} />
            <Summary channel={channel} />
          </div>
        </div>
      )}
    </ChannelFrame>
  );
}

function Links({ channel }: { channel: Channel }) {
  return (
    <section class="card stack">
      <h2>{tt.channels.share}</h2>
      <div class="stack tight">
        <strong>{tt.channels.publicPage}</strong>
        <Copyable text={publicUrl(channel)} label={tt.channels.publicPage} />
        <span class="hint">{tt.channels.publicPageHint}</span>
      </div>
      {channel.tiers.map((tier) => (
        <div class="stack tight" key={tier.tier_no}>
          <strong class="number">{tt.perDays(usd(tier.price_usd), tier.days)}</strong>
          <Copyable text={tier.link} label={tt.tier(tier.tier_no)} />
        </div>
      ))}
      <div class="stack tight">
        <strong>{tt.channels.donationLink}</strong>
        <Copyable text={channel.donation_link} label={tt.channels.donationLink} />
      </div>
    </section>
  );
}

function publicUrl(channel: Channel): string {
  return new URL(channel.public_url, location.origin).href;
}

function HealthCard({ id }: { id: string }) {
  const path = `/channels/${id}/health`;
  const { data, problem, reload } = useQuery<{ checks: HealthCheck[] }>(path);
  const intention = useIntention();
  return (
    <section class="card stack">
      <h2>{tt.channels.health}</h2>
      <ProblemNote problem={problem} onRetry={reload} />
      {data === null ? (
        problem === null ? (
          <Skeleton lines={4} />
        ) : null
      ) : (
        <Health checks={data.checks} />
      )}
      <p class="hint">{tt.channels.resendHint}</p>
      <Action
        kind="slim"
        done={tt.channels.resent}
        act={async () => {
          await post(`/channels/${id}/posts/resend`, {}, { intention });
        }}
      >
        {tt.channels.resend}
      </Action>
    </section>
  );
}

function Summary({ channel }: { channel: Channel }) {
  return (
    <section class="card stack">
      <h2>{tt.channels.payout}</h2>
      <Facts
        facts={[
          [tt.wallet.currency, <CoinName name={channel.payout_coin} />],
          [
            tt.payout.strategy,
            channel.payout_strategy === 'instant'
              ? tt.channels.instant
              : tt.channels.threshold(usd(channel.payout_threshold_usd ?? '0')),
          ],
          [
            tt.wallet.address,
            <Copyable text={channel.payout_address} label={tt.wallet.address} isShort />,
          ],
          [tt.wallet.memo, channel.payout_extra_id],
        ]}
      />
    </section>
  );
}

function Selling({ channel, etag }: { channel: Channel; etag: string | null }) {
  const texts = tt.channels.selling;
  const isSelling = channel.is_selling;
  return (
    <section class="card stack">
      <h2>{texts.title}</h2>
      <p class={isSelling ? 'soft' : 'note warn'}>{isSelling ? texts.on : texts.off}</p>
      <Action
        key={`${isSelling}`}
        kind={isSelling ? 'danger' : 'main'}
        question={isSelling ? texts.ask : undefined}
        act={async () => {
          await request('PATCH', `/channels/${channel.channel_id}`, {
            body: { is_selling: !isSelling },
            ifMatch: etag,
          });
          announce(isSelling ? texts.stopped : texts.resumed);
          invalidate('/channels');
        }}
      >
        {isSelling ? texts.stop : texts.resume}
      </Action>
    </section>
  );
}

function Removal({ channel }: { channel: Channel }) {
  const [isOpen, setOpen] = useState(false);
  const word = channel.closed_title;
  const form = useForm({ word: '' }, async () => {
    await request('DELETE', `/channels/${channel.channel_id}`);
    expire('/channels');
    announce(tt.channels.removed);
    go('/channels', true);
  });

  return (
    <section class="card stack">
      <h2>{tt.channels.remove}</h2>
      <p class="soft">{tt.channels.removeText}</p>
      <div>
        <button type="button" class="button danger" onClick={() => setOpen(true)}>
          {tt.channels.remove}
        </button>
      </div>
      {isOpen ? (
        <Dialog title={tt.channels.remove} onClose={() => setOpen(false)}>
          <form class="stack" noValidate ref={form.ref} onSubmit={form.submit}>
            <FormProblem form={form} />
            <Input
              label={tt.channels.removeType(word)}
              name="word"
              autocomplete="off"
              value={form.values.word}
              onValue={(text) => form.set({ word: text })}
            />
            <div class="row">
              <Submit kind="danger" isBusy={form.isBusy || form.values.word.trim() !== word.trim()}>
                {tt.channels.remove}
              </Submit>
              <button type="button" class="button" onClick={() => setOpen(false)}>
                {tt.cancel}
              </button>
            </div>
          </form>
        </Dialog>
      ) : null}
    </section>
  );
}
