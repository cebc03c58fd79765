import { post } from '../../api/client';
import { useIntention } from '../../api/intention';
import { invalidate, useQuery } from '../../api/query';
import type { Announcement, Channel, Channels } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { FormProblem, Input, ProblemNote, Select, Submit, TextArea } from '../../ui/fields';
import { missing, useForm } from '../../ui/form';
import { usd } from '../../ui/format';
import { Skeleton } from '../parts/show';
import { Title } from '../parts/title';
import { go, usePlace } from '../router';
import { Preview } from './preview';

const bodyMax = 3800;

export default function Compose() {
  const { query } = usePlace();
  const channels = useQuery<Channels>('/channels');
  const all = channels.data?.items ?? [];
  const channel = all.find((one) => one.channel_id === query.get('channel_id')) ?? all[0];
  return (
    <>
      <Title text={tt.broadcasts.new} back={{ to: '/broadcasts', text: tt.broadcasts.title }} />
      <ProblemNote problem={channels.problem} onRetry={channels.reload} />
      {channel !== undefined ? (
        <ComposeForm channel={channel} />
      ) : channels.data === null ? (
        <Skeleton lines={1} kind="card-size" />
      ) : (
        <p class="note">{tt.broadcasts.chooseChannel}</p>
      )}
    </>
  );
}

function ComposeForm({ channel }: { channel: Channel }) {
  const intention = useIntention();
  const form = useForm(
    { segment: 'active', tier_no: '', body: '', button_text: '', button_url: '' },
    async (values) => {
      const body = {
        channel_id: channel.channel_id,
        segment: values.segment,
        tier_no: values.segment === 'tier' ? Number(values.tier_no) : null,
        body: values.body.trim(),
        button_text: values.button_text.trim() || null,
        button_url: values.button_url.trim() || null,
      };
      const made = await post<Announcement>('/announcements', body, {
        intention,
      });
      invalidate('/announcements');
      announce(tt.broadcasts.saved);
      go(`/broadcasts/${made.announcement_id}`, true);
    },
    (values) =>
      missing(values, 'body', ...(values.segment === 'tier' ? (['tier_no'] as const) : [])),
  );
  const { values } = form;

  return (
    <div class="columns even">
      <form class="card stack" noValidate ref={form.ref} onSubmit={form.submit}>
        <div class="fields">
          <Select
            label={tt.broadcasts.audience}
            name="segment"
            value={values.segment}
            onValue={(segment) => form.set({ segment })}
            choices={Object.entries(tt.broadcasts.segments).map(([value, label]) => ({
              value,
              label,
            }))}
            error={form.error('segment')}
          />
          {values.segment === 'tier' ? (
            <Select
              label={tt.broadcasts.tier}
              name="tier_no"
              none={tt.connect.choose}
              value={values.tier_no}
              onValue={(tier_no) => form.set({ tier_no })}
              choices={channel.tiers.map((tier) => ({
                value: String(tier.tier_no),
                label: tt.perDays(usd(tier.price_usd), tier.days),
              }))}
              error={form.error('tier_no')}
            />
          ) : null}
        </div>
        <TextArea
          label={tt.broadcasts.body}
          hint={tt.broadcasts.bodyHint(values.body.length, bodyMax)}
          name="body"
          rows={8}
          maxLength={bodyMax}
          value={values.body}
          onValue={(body) => form.set({ body })}
          error={form.error('body')}
        />
        <div class="fields">
          <Input
            label={`${tt.broadcasts.buttonText} (${tt.optional})`}
            name="button_text"
            maxLength={64}
            value={values.button_text}
            onValue={(button_text) => form.set({ button_text })}
            error={form.error('button_text')}
          />
          <Input
            label={`${tt.broadcasts.buttonUrl} (${tt.optional})`}
            name="button_url"
            type="url"
            inputMode="url"
            placeholder="https://"
            value={values.button_url}
            onValue={(button_url) => form.set({ button_url })}
            error={form.error('button_url')}
          />
        </div>
        <FormProblem form={form} />
        <div>
          <Submit isBusy={form.isBusy}>{tt.broadcasts.save}</Submit>
        </div>
      </form>
      <section class="stack">
        <h2>{tt.broadcasts.preview}</h2>
        <Preview
          title={channel.closed_title}
          body={values.body}
          button={values.button_text.trim() || null}
        />
      </section>
    </div>
  );
}
