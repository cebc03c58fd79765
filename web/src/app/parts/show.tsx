import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { CoinAmount, Moment } from '../../api/types';
import { tt, tw, wordsFor } from '../../texts/texts';
import { announce } from '../../ui/announce';
import {
  coin,
  dateTime,
  network,
  relative,
  short,
  shortDateTime,
  ticker,
  usd,
} from '../../ui/format';
import { sentence } from './sentence';

/** Dollars; a dash where there are none. What is cut off stands in the tooltip. */
export function Usd(props: { amount: string | null | undefined; isExact?: boolean }) {
  const { amount } = props;
  if (amount == null) {
    return <span class="soft">{tt.list.none}</span>;
  }

  return (
    <span class="number" title={usd(amount, true)}>
      {usd(amount, props.isExact)}
    </span>
  );
}

/** An amount of a coin; what is cut off stands in the tooltip, with the network. */
export function Coin(props: { amount: CoinAmount | null | undefined; isExact?: boolean }) {
  if (props.amount == null) {
    return <span class="soft">{tt.list.none}</span>;
  }

  const { amount, coin: name } = props.amount;
  const full = `${coin(amount, name, true)} (${network(name)})`;
  return (
    <span class="number" title={full}>
      {coin(amount, name, props.isExact)}
    </span>
  );
}

/** A coin without an amount: `USDT on ETH`. */
export function CoinName({ name }: { name: string }) {
  return (
    <span>
      {ticker(name)} <span class="soft">{network(name)}</span>
    </span>
  );
}

export function When({ at, isRelative }: { at: string | null | undefined; isRelative?: boolean }) {
  if (at == null) {
    return <span class="soft">{tt.list.none}</span>;
  }

  return (
    <time dateTime={at} title={dateTime(at)}>
      {isRelative === true ? relative(at) : shortDateTime(at)}
    </time>
  );
}

const colours: Record<string, string> = {
  paid: 'good',
  active: 'good',
  completed: 'good',
  applied: 'good',
  done: 'good',
  delivered: 'good',
  trial: 'accent',
  confirming: 'accent',
  sending: 'accent',
  scheduled: 'accent',
  preparing: 'accent',
  exchanging: 'accent',
  partially_paid: 'warn',
  grace: 'warn',
  held: 'warn',
  quarantined: 'warn',
  returned: 'warn',
  failed: 'bad',
};

export function State({ name }: { name: string }) {
  return <span class={`badge ${colours[name] ?? ''}`}>{stateName(name)}</span>;
}

/** The words for a state; one that is new to the site is shown as it is called. */
export function stateName(name: string): string {
  return tt.states[name] ?? sentence(name);
}

/** A long word that can be taken along. */
export function Copyable(props: { text: string; label: string; isShort?: boolean }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(props.text).then(() => {
      setCopied(true);
      announce(tt.copied);
      setTimeout(() => setCopied(false), 2000);
    });
  return (
    <span class="copyable">
      <code title={props.text}>{props.isShort === true ? short(props.text) : props.text}</code>
      <button
        type="button"
        class="button plain slim"
        aria-label={`${tt.copy}: ${props.label}`}
        onClick={copy}
      >
        {isCopied ? <span class="sign tick" aria-hidden="true" /> : tt.copy}
      </button>
    </span>
  );
}

/** Names and values of one thing. Values that are null are left out. */
export function Facts({ facts }: { facts: [name: string, value: ComponentChildren][] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

export function Timeline({ moments }: { moments: Moment[] }) {
  return (
    <ol class="timeline">
      {moments.map((moment, i) => (
        <li key={i}>
          <div class="row spread">
            <strong>{wordsFor(tw.moments, moment.kind) ?? moment.title}</strong>
            <span class="soft small">
              <When at={moment.at} />
            </span>
          </div>
          {moment.detail === null ? null : <p class="soft">{detailOf(moment, moment.detail)}</p>}
          {moment.tx_hash === null ? null : <Transaction hash={moment.tx_hash} url={moment.url} />}
        </li>
      ))}
    </ol>
  );
}

// Most details are amounts and ids; what the provider says is one of its words.
function detailOf({ kind }: Moment, detail: string): string {
  return (kind === 'provider_status' ? wordsFor(tw.provider, detail) : undefined) ?? detail;
}

export function Transaction({ hash, url }: { hash: string; url?: string | null }) {
  return (
    <div class="row">
      <Copyable text={hash} label={tt.payments.transaction} isShort />
      {url?.startsWith('https://') === true ? (
        <a class="small" href={url} target="_blank" rel="noopener noreferrer">
          {new URL(url).host}&nbsp;
          <span class="sign out" aria-hidden="true" />
        </a>
      ) : null}
    </div>
  );
}

/** What a page says while it has nothing to show, and what to do about it. */
export function Empty(props: { title: string; text: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{props.title}</h2>
      <p class="soft">{props.text}</p>
      {props.children}
    </div>
  );
}

/** Holds the place of what is on its way, in its size. */
export function Skeleton({ lines = 3, kind = 'row' }: { lines?: number; kind?: string }) {
  return (
    <div class="stack" aria-hidden="true">
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} class={`skeleton ${kind}`} />
      ))}
    </div>
  );
}
