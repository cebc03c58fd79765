import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { get, post } from '../../api/client';
import { asProblem, useQuery } from '../../api/query';
import { account } from '../../api/session';
import type { Account, Channels, Chats, HealthCheck } from '../../api/types';
import { tt } from '../../texts/texts';
import { ProblemNote } from '../../ui/fields';
import { useStore } from '../../ui/store';
import { Health } from '../channels/health';
import { Action } from '../parts/action';
import { AddBot } from '../parts/add-bot';
import { Skeleton } from '../parts/show';
import { TelegramLink } from '../parts/telegram-link';
import { Title } from '../parts/title';

const pollMs = 4000;

/** What is missing until money flows. Looks by itself whether a step is done elsewhere. */
export default function Start() {
  const who = useStore(account);
  const chats = useQuery<Chats>(who?.telegram_linked === true ? '/chats' : null);
  const channels = useQuery<Channels>('/channels');
  const first = channels.data?.items[0];
  const health = useQuery<{ checks: HealthCheck[] }>(
    first === undefined ? null : `/channels/${first.channel_id}/health`,
  );
  const isHealthy = health.data?.checks.every((check) => check.is_ok) === true;
  const hasChats = (chats.data?.items.length ?? 0) > 0 || first !== undefined;
  usePolling(who, hasChats ? null : chats.reload);
  if (who === null) {
    return null;
  }

  if (channels.data === null) {
    return (
      <>
        <Title text={tt.start.title} />
        <ProblemNote problem={channels.problem} onRetry={channels.reload} />
        {channels.problem === null ? <Skeleton lines={5} kind="step" /> : null}
      </>
    );
  }

  const done = [
    who.email_verified,
    who.telegram_linked,
    hasChats,
    first !== undefined,
    first !== undefined && isHealthy,
  ];
  const now = done.indexOf(false);
  const step = (index: number, title: string, children: ComponentChildren) => (
    <Step number={index + 1} title={title} isDone={done[index] === true} isNow={now === index}>
      {children}
    </Step>
  );

  return (
    <>
      <Title text={tt.start.title} />
      <p class="soft">{tt.start.lead}</p>
      <ol class="checklist">
        {step(
          0,
          tt.start.verify,
          who.email_verified ? (
            <p class="soft">{tt.start.verifyDone(who.email)}</p>
          ) : (
            <>
              <p>{tt.start.verifyText(who.email)}</p>
              <Action
                kind="slim"
                done={tt.start.resent}
                act={() => post('/auth/verification/resend')}
              >
                {tt.start.resend}
              </Action>
            </>
          ),
        )}
        {step(
          1,
          tt.start.telegram,
          who.telegram_linked ? (
            <p class="soft">{tt.start.telegramDone}</p>
          ) : (
            <>
              <p>{tt.start.telegramText}</p>
              <TelegramLink text={tt.start.telegramGo} />
            </>
          ),
        )}
        {step(
          2,
          tt.start.bot,
          <>
            <p class={hasChats ? 'soft' : ''}>
              {hasChats && chats.data !== null
                ? tt.start.botSeen(chats.data.items.length)
                : tt.start.botText}
            </p>
            {hasChats ? null : (
              <>
                <AddBot username={chats.data?.bot_username} />
                <p class="hint">{tt.start.botWait}</p>
              </>
            )}
          </>,
        )}
        {step(
          3,
          tt.start.connect,
          first === undefined ? (
            <>
              <p>{tt.start.connectText}</p>
              {hasChats ? (
                <div>
                  <a class="button main" href="/channels/new">
                    {tt.start.connectGo}
                  </a>
                </div>
              ) : null}
            </>
          ) : (
            <p class="soft">{tt.start.connectDone(first.closed_title)}</p>
          ),
        )}
        {step(
          4,
          tt.start.check,
          health.data === null ? (
            <p class="soft">{tt.start.checkText}</p>
          ) : isHealthy ? (
            <p class="soft">{tt.start.checkDone}</p>
          ) : (
            <Health checks={health.data.checks.filter((check) => !check.is_ok)} />
          ),
        )}
      </ol>
      {now === -1 ? (
        <div class="note good" role="status">
          <p>{tt.start.ready}</p>
          <a class="button slim" href={`/channels/${first?.channel_id ?? ''}`}>
            {tt.channels.share}
          </a>
        </div>
      ) : null}
    </>
  );
}

function Step(props: {
  number: number;
  title: string;
  isDone: boolean;
  isNow: boolean;
  children: ComponentChildren;
}) {
  const kind = props.isDone ? 'is-done' : props.isNow ? 'is-now' : '';
  return (
    <li class={`card ${kind}`} aria-current={props.isNow ? 'step' : undefined}>
      <span class="mark" aria-hidden="true">
        {props.isDone ? <span class="sign tick" /> : props.number}
      </span>
      <div class="stack">
        <h2>
          {props.title}
          <span class="visually-hidden">: {props.isDone ? tt.start.done : tt.start.todo}</span>
        </h2>
        {props.children}
      </div>
    </li>
  );
}

/** Looks again while a step is waited for that happens in a mailbox or in Telegram. */
function usePolling(who: Account | null, reloadChats: (() => void) | null): void {
  const isWaiting = who !== null && !(who.email_verified && who.telegram_linked);
  useEffect(() => {
    if (!isWaiting && reloadChats === null) {
      return;
    }

    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') {
        return;
      }

      if (isWaiting) {
        get<Account>('/auth/me').then(
          (me) => account.set(me),
          // It is asked again in a moment.
          asProblem,
        );
      }

      reloadChats?.();
    }, pollMs);
    return () => clearInterval(timer);
  }, [isWaiting, reloadChats]);
}
