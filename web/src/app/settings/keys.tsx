import { useState } from 'preact/hooks';
import { post, request } from '../../api/client';
import { useIntention } from '../../api/intention';
import { invalidate, useQuery } from '../../api/query';
import type { ApiKey } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { FormProblem, Input, ProblemNote, Select, Submit } from '../../ui/fields';
import { missing, useForm } from '../../ui/form';
import { date, relative } from '../../ui/format';
import { Action } from '../parts/action';
import { Empty, Skeleton } from '../parts/show';
import { Secret } from '../parts/secret';
import { SettingsFrame } from './frame';

const path = '/auth/keys';

export default function Keys() {
  const { data, problem, reload } = useQuery<{ items: ApiKey[] }>(path);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <SettingsFrame>
      <div class="stack form">
        <p class="soft">
          {tt.keys.lead} <a href="/developers">{tt.keys.reference}</a>
        </p>
        <ProblemNote problem={problem} onRetry={reload} />
        {secret === null ? null : (
          <Secret
            title={tt.keys.created}
            text={tt.keys.createdText}
            secret={secret}
            kept={tt.keys.kept}
            onKept={() => setSecret(null)}
          />
        )}
        {data === null ? (
          problem === null ? (
            <Skeleton />
          ) : null
        ) : data.items.length === 0 ? (
          <Empty title={tt.keys.emptyTitle} text={tt.keys.empty} />
        ) : (
          <section class="card">
            <ul class="plain-list">
              {data.items.map((key) => (
                <Key key={key.key_id} apiKey={key} />
              ))}
            </ul>
          </section>
        )}
        <NewKey onSecret={setSecret} />
      </div>
    </SettingsFrame>
  );
}

function Key({ apiKey }: { apiKey: ApiKey }) {
  const facts = [
    apiKey.last_used_at === null ? tt.keys.never : tt.keys.used(relative(apiKey.last_used_at)),
    apiKey.expires_at === null ? null : tt.keys.until(date(apiKey.expires_at)),
    apiKey.allowed_addresses.length === 0 ? null : apiKey.allowed_addresses.join(', '),
  ];
  return (
    <li>
      <div>
        <strong>{apiKey.name}</strong>{' '}
        <span class="badge">{apiKey.scopes.includes('write') ? tt.keys.write : tt.keys.read}</span>
        <p class="soft small">
          <code>{apiKey.prefix}…</code> · {facts.filter((fact) => fact !== null).join(' · ')}
        </p>
      </div>
      <Action
        kind="slim danger"
        label={tt.keys.revokeLabel(apiKey.name)}
        act={async () => {
          await request('DELETE', `${path}/${apiKey.key_id}`);
          announce(tt.keys.revoked);
          invalidate(path);
        }}
      >
        {tt.keys.revoke}
      </Action>
    </li>
  );
}

const empty = { name: '', scopes: 'read', expires_at: '', allowed_addresses: '' };

function NewKey({ onSecret }: { onSecret: (secret: string) => void }) {
  const intention = useIntention();
  const form = useForm(
    empty,
    async (values) => {
      const body = {
        name: values.name.trim(),
        scopes: values.scopes === 'write' ? ['read', 'write'] : ['read'],
        expires_at: values.expires_at === '' ? null : `${values.expires_at}T23:59:59Z`,
        allowed_addresses: values.allowed_addresses.split(/[\s,]+/).filter((one) => one !== ''),
      };
      const made = await post<{ key: ApiKey; secret: string }>(path, body, {
        intention,
      });
      onSecret(made.secret);
      form.reset(empty);
      invalidate(path);
    },
    (values) => missing(values, 'name'),
  );

  return (
    <form class="card stack" noValidate ref={form.ref} onSubmit={form.submit}>
      <h2>{tt.keys.create}</h2>
      <Input
        label={tt.keys.name}
        hint={tt.keys.nameHint}
        name="name"
        autocomplete="off"
        value={form.values.name}
        onValue={(name) => form.set({ name })}
        error={form.error('name')}
      />
      <div class="fields">
        <Select
          label={tt.keys.scopes}
          name="scopes"
          value={form.values.scopes}
          onValue={(scopes) => form.set({ scopes })}
          choices={[
            { value: 'read', label: tt.keys.read },
            { value: 'write', label: tt.keys.write },
          ]}
          error={form.error('scopes')}
        />
        <Input
          label={tt.keys.expires}
          hint={tt.keys.expiresHint}
          name="expires_at"
          type="date"
          value={form.values.expires_at}
          onValue={(expires_at) => form.set({ expires_at })}
          error={form.error('expires_at')}
        />
      </div>
      <Input
        label={`${tt.keys.addresses} (${tt.optional})`}
        hint={tt.keys.addressesHint}
        name="allowed_addresses"
        autocomplete="off"
        value={form.values.allowed_addresses}
        onValue={(allowed_addresses) => form.set({ allowed_addresses })}
        error={form.error('allowed_addresses')}
      />
      <FormProblem form={form} />
      <div>
        <Submit isBusy={form.isBusy}>{tt.keys.create}</Submit>
      </div>
    </form>
  );
}
