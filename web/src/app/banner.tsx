import { useState } from 'preact/hooks';
import { post } from '../api/client';
import { Problem } from '../api/problem';
import { asProblem } from '../api/query';
import { account } from '../api/session';
import { tt } from '../texts/texts';
import { ProblemNote } from '../ui/fields';
import { useStore } from '../ui/store';
import { usePlace } from './router';

/** What is missing before money can flow; one thing at a time. */
export function Banner() {
  const who = useStore(account);
  const { path } = usePlace();
  if (who === null || path === '/start') {
    return null;
  }

  if (!who.email_verified) {
    return <Unverified email={who.email} />;
  }

  if (!who.telegram_linked) {
    return (
      <div class="note warn">
        <p>{tt.banner.telegram}</p>
        <a class="button slim" href="/start">
          {tt.banner.telegramGo}
        </a>
      </div>
    );
  }

  return null;
}

function Unverified({ email }: { email: string }) {
  const [isSent, setSent] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const resend = () => {
    setProblem(null);
    post('/auth/verification/resend').then(
      () => setSent(true),
      (cause: unknown) => setProblem(asProblem(cause)),
    );
  };

  return (
    <>
      <div class="note warn" role="status">
        <p>{isSent ? tt.banner.resent : tt.banner.verify(email)}</p>
        {isSent ? null : (
          <button type="button" class="button slim" onClick={resend}>
            {tt.banner.resend}
          </button>
        )}
      </div>
      <ProblemNote problem={problem} />
    </>
  );
}
