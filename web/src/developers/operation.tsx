import { td } from '../texts/texts';
import { contentOf, typeName, type ApiDocument, type Body, type Entry } from './document';
import { Shape } from './shape';
import { Spoken } from './spoken';

/** One operation: closed it says what it is for, open it says all that there is to know. */
export function OperationEntry(props: { document: ApiDocument; entry: Entry }) {
  const { method, path, operation } = props.entry;
  const texts = td.developers;
  return (
    <details class="operation card" id={operation.operationId}>
      <summary>
        <span class={`method ${method.toLowerCase()}`}>{method}</span>{' '}
        <code>{path.replace('/webapi/api', '')}</code>
        {operation.summary === undefined ? null : (
          <span class="soft">
            <Spoken text={operation.summary} />
          </span>
        )}
      </summary>
      <div class="stack">
        <p class="small soft">
          {operation.security === undefined ? texts.open : texts.closed}{' '}
          {operation.description === undefined ? null : <Spoken text={operation.description} />}
        </p>
        <Parameters entry={props.entry} />
        {operation.requestBody === undefined ? null : (
          <Content title={texts.body} document={props.document} body={operation.requestBody} />
        )}
        {Object.entries(operation.responses).map(([status, answer]) =>
          status.startsWith('2') ? (
            <Content
              key={status}
              title={`${texts.answer} ${status}`}
              document={props.document}
              body={answer}
            />
          ) : null,
        )}
        <Refusals entry={props.entry} />
      </div>
    </details>
  );
}

function Parameters({ entry }: { entry: Entry }) {
  const parameters = entry.operation.parameters ?? [];
  if (parameters.length === 0) {
    return null;
  }

  return (
    <div>
      <h3>{td.developers.parameters}</h3>
      <ul class="shape">
        {parameters.map((parameter) => (
          <li key={parameter.name}>
            <code>{parameter.name}</code>{' '}
            <span class="soft small">
              {td.developers.places[parameter.in] ?? parameter.in} ·{' '}
              {typeName(parameter.schema ?? {})}
              {parameter.required === true ? ` · ${td.developers.required}` : null}
            </span>
            {parameter.description === undefined ? null : (
              <p class="small">
                <Spoken text={parameter.description} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Content(props: { title: string; document: ApiDocument; body: Body }) {
  const content = contentOf(props.body);
  return (
    <div>
      <h3>{props.title}</h3>
      {content === undefined ? (
        <p class="small soft">{td.developers.empty}</p>
      ) : content.schema === undefined || !content.type.endsWith('json') ? (
        <p class="small soft">{content.type}</p>
      ) : (
        <Shape document={props.document} schema={content.schema} />
      )}
    </div>
  );
}

function Refusals({ entry }: { entry: Entry }) {
  const statuses = Object.keys(entry.operation.responses)
    .filter((status) => !status.startsWith('2'))
    .sort();
  return statuses.length === 0 ? null : (
    <p class="small soft">
      {td.developers.refusals}: {statuses.join(', ')}
    </p>
  );
}
