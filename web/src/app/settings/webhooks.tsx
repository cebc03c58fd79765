import { useState } from 'preact/hooks';
import { post } from '../../api/client';
import { useIntention } from '../../api/intention';
import { invalidate, useQuery } from '../../api/query';
import type { Webhook } from '../../api/types';
import { tt } from '../../texts/texts';
import { FormProblem, ProblemNote, Submit } from '../../ui/fields';
import { useForm } from '../../ui/form';
import { Secret } from '../parts/secret';
import { Empty, Skeleton } from '../parts/show';
import { go } from '../router';
import { SettingsFrame } from './frame';
import { checkWebhook, WebhookFields, type WebhookValues } from './webhook-fields';

const path = '/webhooks';

export default function Webhooks() {
  const { data, problem, reload } = useQuery<{ items: Webhook[] }>(path);
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null);
  return (
    <SettingsFrame>
      <div class="stack form">
        <p class="soft">{tt.webhooks.lead}</p>
        <ProblemNote problem={problem} onRetry={reload} />
        {made === null ? null : (
          <Secret
            title={tt.webhooks.secret}
            text={tt.webhooks.secretText}
            secret={made.secret}
            kept={tt.webhooks.kept}
            onKept={() => go(`/settings/webhooks/${made.id}`)}
          />
        )}
        {data === null ? (
          problem === null ? (
            <Skeleton />
          ) : null
        ) : data.items.length === 0 ? (
          <Empty title={tt.webhooks.emptyTitle} text={tt.webhooks.empty} />
        ) : (
          <section class="card">
            <ul class="plain-list">
              {data.items.map((hook) => (
                <li key={hook.endpoint_id}>
                  <div>
                    <a href={`/settings/webhooks/${hook.endpoint_id}`}>{hook.url}</a>
                    <p class="soft small">{hook.description}</p>
                  </div>
                  <span class={`badge ${hook.is_enabled ? 'good' : 'warn'}`}>
                    {hook.is_enabled ? tt.webhooks.enabled : tt.webhooks.disabled}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <NewWebhook onMade={setMade} />
      </div>
    </SettingsFrame>
  );
}

const empty: WebhookValues = { url: '', description: '', event_types: [] };

function NewWebhook(props: { onMade: (made: { id: string; secret: string }) => void }) {
  const intention = useIntention();
  const form = useForm(
    empty,
    async (values) => {
      const body = {
        url: values.url.trim(),
        description: values.description.trim() || null,
        event_types: values.event_types,
      };
      const { endpoint, secret } = await post<{ endpoint: Webhook; secret: string }>(path, body, {
        intention,
      });
      props.onMade({ id: endpoint.endpoint_id, secret });
      form.reset(empty);
      invalidate(path);
    },
    checkWebhook,
  );

  return (
    <form class="card stack" noValidate ref={form.ref} onSubmit={form.submit}>
      <h2>{tt.webhooks.create}</h2>
      <WebhookFields form={form} />
      <FormProblem form={form} />
      <div>
        <Submit isBusy={form.isBusy}>{tt.webhooks.create}</Submit>
      </div>
    </form>
  );
}
