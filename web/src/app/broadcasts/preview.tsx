/** A message as the bot sends it: the channel's title above plain words, a button below. */
export function Preview(props: { title: string; body: string; button: string | null }) {
  return (
    <div class="stack tight">
      <div class="bubble">
        <strong>{props.title}</strong>
        {'\n'}
        {props.body.trim() === '' ? '…' : props.body}
      </div>
      {props.button === null ? null : <div class="bubble-button">{props.button}</div>}
    </div>
  );
}
