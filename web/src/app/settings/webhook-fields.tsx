import { useQuery } from '../../api/query';
import { tt } from '../../texts/texts';
import { Check, Input } from '../../ui/fields';
import type { Form } from '../../ui/form';

export interface WebhookValues {
  url: string;
  description: string;

  /** Empty: everything. */
  event_types: string[];
}

interface EventType {
  event_type: string;
  description?: string | null;
}

export function WebhookFields({ form }: { form: Form<WebhookValues> }) {
  const types = useQuery<{ items: EventType[] }>('/webhooks/event-types');
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
          checked={wanted.length === 0}
          onChecked={(isAll) => isAll && form.set({ event_types: [] })}
        >
          {tt.webhooks.allTypes}
        </Check>
        {(types.data?.items ?? []).map((type) => (
          <Check
            key={type.event_type}
            checked={wanted.includes(type.event_type)}
            onChecked={(isWanted) =>
              form.set({
                event_types: isWanted
                  ? [...wanted, type.event_type]
                  : wanted.filter((one) => one !== type.event_type),
              })
            }
          >
            <code>{type.event_type}</code>
            {type.description ? <span class="hint"> {type.description}</span> : null}
          </Check>
        ))}
        {form.error('event_types') === undefined ? null : (
          <p class="error">{form.error('event_types')}</p>
        )}
      </fieldset>
    </>
  );
}
