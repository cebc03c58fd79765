import type { SubscriberDetail } from '../../api/types';
import { tt } from '../../texts/texts';
import { date } from '../../ui/format';
import { Detail } from '../parts/detail';
import { Copyable, Facts, State, Usd, When } from '../parts/show';
import { sentence } from '../parts/sentence';
import type { PageProps } from '../router';

export default function SubscriberPage({ params }: PageProps) {
  return (
    <Detail<SubscriberDetail>
      path={`/subscribers/${params['id'] ?? ''}`}
      title={tt.subscribers.one}
      back={{ to: '/subscribers', text: tt.subscribers.title }}
    >
      {(one) => (
        <div class="columns">
          <section class="card stack">
            <div class="row spread">
              <span class="big">{one.user_id}</span>
              <State name={one.state} />
            </div>
            <Facts
              facts={[
                [tt.list.channel, one.channel_title],
                [tt.subscribers.until, <When at={one.paid_until} />],
                [tt.subscribers.since, <When at={one.created_at} />],
                [tt.subscribers.total, <Usd amount={one.total_paid_usd} isExact />],
                [
                  tt.subscribers.payments,
                  <a href={`/payments?q=${one.user_id}`}>{one.payments_count}</a>,
                ],
                [
                  tt.subscribers.one,
                  <Copyable text={one.subscription_id} label={tt.subscribers.one} isShort />,
                ],
              ]}
            />
          </section>
          <section class="card stack">
            <h2>{tt.list.timeline}</h2>
            <ol class="timeline">
              {one.events.map((event, i) => (
                <li key={i}>
                  <div class="row spread">
                    <strong>{tt.subscribers.events[event.kind] ?? sentence(event.kind)}</strong>
                    <span class="soft small">
                      <When at={event.at} />
                    </span>
                  </div>
                  <p class="soft">
                    {event.days === null ? null : tt.days(event.days)}
                    {event.valid_until === null
                      ? null
                      : `, ${tt.subscribers.validUntil(date(event.valid_until))}`}{' '}
                    {event.payment_id === null ? null : (
                      <a href={`/payments/${event.payment_id}`}>{tt.payments.one}</a>
                    )}
                  </p>
                </li>
              ))}
            </ol>
          </section>
        </div>
      )}
    </Detail>
  );
}
