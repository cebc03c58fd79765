import { useQuery } from '../../api/query';
import { tt, tw, wordsFor } from '../../texts/texts';
import { Check, Input } from '../../ui/fields';
import { missing, type Form } from '../../ui/form';

export interface WebhookValues {
  url: string;
  description: string;
  event_types: string[];
}

interface EventType {
  name: string;
  description: string;
}

export function WebhookFields({ form }: { form: Form<WebhookValues> }) {
  const types = useQuery<{ items: EventType[] }>('/webhooks/event-types');
  const all = types.data?.items ?? [];
  const names = all.map((type) => type.name);
  const { url, description, event_types: wanted } = form.values;
  return (
    <>
      <Input
        label={tt.webhooks.url}
        hint={tt.webhooks.urlHint}
        name="url"
        type="url"
        inputMode="url"
        placeholder="https://"
        autocomplete="off"
        value={url}
        onValue={(value) => form.set({ url: value })}
        error={form.error('url')}
      />
      <Input
        label={`${tt.webhooks.description} (${tt.optional})`}
        name="description"
        autocomplete="off"
        value={description}
        onValue={(value) => form.set({ description: value })}
        error={form.error('description')}
      />
      <fieldset>
        <legend>{tt.webhooks.types}</legend>
        <Check
          checked={names.length > 0 && names.every((name) => wanted.includes(name))}
          onChecked={(isAll) => form.set({ event_types: isAll ? names : [] })}
        >
          {tt.webhooks.allTypes}
        </Check>
        {all.map((type) => (
          <Check
            key={type.name}
            checked={wanted.includes(type.name)}
            onChecked={(isWanted) =>
              form.set({
                event_types: isWanted
                  ? [...wanted, type.name]
                  : wanted.filter((one) => one !== type.name),
              })
            }
          >
            <code>{type.name}</code>
            <span class="hint"> {wordsFor(tw.events, type.name) ?? type.description}</span>
          </Check>
        ))}
        {form.error('event_types') === undefined ? null : (
          <p class="error">{form.error('event_types')}</p>
        )}
      </fieldset>
    </>
  );
}

export function checkWebhook(values: WebhookValues): Record<string, string> {
  return {
    ...missing(values, 'url'),
    ...(values.event_types.length === 0 ? { event_types: tt.required } : {}),
  };
}
