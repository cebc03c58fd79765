import { tt } from '../../texts/texts';

// What Telegram proposes when the link is opened; the owner confirms it there.
const wantedRights = 'post_messages+edit_messages+delete_messages+invite_users+restrict_members';

/** A link that makes the bot an administrator of a channel that the owner picks in Telegram. */
export function AddBot({ username }: { username: string | undefined }) {
  return username === undefined ? null : (
    <div>
      <a
        class="button"
        href={`https://t.me/${encodeURIComponent(username)}?startchannel&admin=${wantedRights}`}
        target="_blank"
        rel="noopener noreferrer"
      >
        {tt.start.botAdd}&nbsp;
        <span class="sign out" aria-hidden="true" />
      </a>
    </div>
  );
}
