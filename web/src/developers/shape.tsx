import { td } from '../texts/texts';
import { follow, inner, typeName, type ApiDocument, type Schema } from './document';
import { Spoken } from './spoken';

/** The members of an object; what they hold themselves unfolds below them. */
export function Shape(props: { document: ApiDocument; schema: Schema; above?: string[] }) {
  const { document } = props;
  const above = props.above ?? [];
  const { name, schema } = follow(document, inner(props.schema));
  const members = Object.entries(schema.properties ?? {});
  return (
    <>
      {above.length > 0 ? null : (
        <p class="small soft">
          {typeName(props.schema)}
          {schema.description === undefined ? null : (
            <>
              : <Spoken text={schema.description} />
            </>
          )}
        </p>
      )}
      <ul class="shape">
        {members.map(([member, held]) => (
          <li key={member}>
            <code>{member}</code>{' '}
            <span class="soft small">
              {typeName(held)}
              {schema.required?.includes(member) === true ? null : ` · ${td.optional}`}
            </span>
            {held.description === undefined ? null : (
              <p class="small">
                <Spoken text={held.description} />
              </p>
            )}
            <Held document={document} schema={held} above={[...above, name ?? '']} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Held(props: { document: ApiDocument; schema: Schema; above: string[] }) {
  const { name, schema } = follow(props.document, inner(props.schema));
  // What holds more of its own kind is shown once.
  if (schema.properties === undefined || (name !== undefined && props.above.includes(name))) {
    return null;
  }

  return (
    <details>
      <summary class="small">{name ?? td.developers.members}</summary>
      <Shape {...props} />
    </details>
  );
}
