import { post, request } from '../../api/client';
import { useIntention } from '../../api/intention';
import { invalidate, useQuery } from '../../api/query';
import type { Coupon } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { FormProblem, Input, ProblemNote, Select, Submit } from '../../ui/fields';
import { missing, useForm, wholeNumbers } from '../../ui/form';
import { date, percent, usd } from '../../ui/format';
import { Action } from '../parts/action';
import { Empty, Skeleton } from '../parts/show';
import { Table } from '../parts/table';
import type { PageProps } from '../router';
import { ChannelFrame } from './frame';

export default function CouponsOfChannel({ params }: PageProps) {
  const id = params['id'] ?? '';
  return <ChannelFrame id={id}>{() => <Coupons path={`/channels/${id}/coupons`} />}</ChannelFrame>;
}

function Coupons({ path }: { path: string }) {
  const { data, problem, reload } = useQuery<{ items: Coupon[] }>(path);
  return (
    <div class="stack">
      <ProblemNote problem={problem} onRetry={reload} />
      {data === null ? (
        problem === null ? (
          <Skeleton />
        ) : null
      ) : data.items.length === 0 ? (
        <Empty title={tt.coupons.emptyTitle} text={tt.coupons.empty} />
      ) : (
        <Table
          caption={tt.coupons.title}
          items={data.items}
          id={(coupon) => coupon.coupon_id}
          columns={[
            {
              name: tt.coupons.code,
              isHead: true,
              show: (one) => <code>{one.code}</code>,
            },
            { name: tt.coupons.kind, show: (one) => tt.coupons.off(offOf(one)) },
            { name: tt.coupons.periods, show: (one) => limitsOf(one) },
            {
              name: tt.coupons.used,
              isNumber: true,
              show: (one) => `${one.people}${one.uses_max === null ? '' : ` / ${one.uses_max}`}`,
            },
            {
              name: tt.list.details,
              isNumber: true,
              show: (one) => <End path={path} coupon={one} />,
            },
          ]}
        />
      )}
      <NewCoupon path={path} />
    </div>
  );
}

function offOf(coupon: Coupon): string {
  return coupon.percent_off === null
    ? usd(coupon.amount_off_usd ?? '0')
    : percent(coupon.percent_off);
}

function limitsOf(coupon: Coupon): string {
  const limits = [
    coupon.periods === null ? null : tt.coupons.first(coupon.periods),
    coupon.expires_at === null ? null : tt.coupons.until(date(coupon.expires_at)),
  ].filter((limit) => limit !== null);
  return limits.length === 0 ? tt.list.none : limits.join(', ');
}

function End({ path, coupon }: { path: string; coupon: Coupon }) {
  return (
    <Action
      kind="slim"
      label={tt.coupons.endLabel(coupon.code)}
      act={async () => {
        await request('DELETE', `${path}/${coupon.coupon_id}`);
        announce(tt.coupons.ended);
        invalidate(path);
      }}
    >
      {tt.coupons.end}
    </Action>
  );
}

const empty = { code: '', kind: 'percent', value: '', periods: '', uses_max: '', expires: '' };

function NewCoupon({ path }: { path: string }) {
  const intention = useIntention();
  const form = useForm(
    empty,
    async (values) => {
      const body = {
        code: values.code.trim().toUpperCase(),
        ...(values.kind === 'percent'
          ? { percent_off: Number(values.value) }
          : { amount_off_usd: values.value.trim().replace(',', '.') }),
        periods: numberOrNull(values.periods),
        uses_max: numberOrNull(values.uses_max),
        // The last day counts to its end, in UTC, as in the bot.
        expires_at: values.expires === '' ? null : `${values.expires}T23:59:59Z`,
      };
      await post(path, body, { intention });
      announce(tt.coupons.added);
      form.reset(empty);
      invalidate(path);
    },
    (values) => ({
      ...wholeNumbers(values, 'periods', 'uses_max'),
      ...(values.kind === 'percent' ? wholeNumbers(values, 'value') : {}),
      ...missing(values, 'code', 'value'),
    }),
  );
  const field = (name: keyof typeof empty, label: string, hint?: string, as: string = name) => (
    <Input
      label={label}
      hint={hint}
      name={name}
      autocomplete="off"
      type={name === 'expires' ? 'date' : 'text'}
      inputMode={name === 'code' ? 'text' : 'decimal'}
      value={form.values[name]}
      onValue={(value) => {
        form.set({ [name]: value });
        form.setError(as, null);
      }}
      error={form.error(as) ?? form.error(name)}
    />
  );

  return (
    <form class="card stack form" noValidate ref={form.ref} onSubmit={form.submit}>
      <h2>{tt.coupons.add}</h2>
      <FormProblem form={form} />
      {field('code', tt.coupons.code, tt.coupons.codeHint)}
      <div class="fields">
        <Select
          label={tt.coupons.kind}
          name="kind"
          value={form.values.kind}
          onValue={(kind) => form.set({ kind })}
          choices={[
            { value: 'percent', label: tt.coupons.percent },
            { value: 'amount', label: tt.coupons.amount },
          ]}
        />
        {field(
          'value',
          tt.coupons.value,
          undefined,
          form.values.kind === 'percent' ? 'percent_off' : 'amount_off_usd',
        )}
      </div>
      <div class="fields">
        {field('periods', tt.coupons.periods, tt.coupons.periodsHint)}
        {field('uses_max', tt.coupons.uses, tt.coupons.usesHint)}
        {field('expires', tt.coupons.expires, tt.coupons.expiresHint, 'expires_at')}
      </div>
      <div>
        <Submit isBusy={form.isBusy}>{tt.coupons.add}</Submit>
      </div>
    </form>
  );
}

function numberOrNull(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
