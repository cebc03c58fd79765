import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../api/problem';
import { asProblem } from '../api/query';
import { td } from '../texts/texts';
import { Input, ProblemNote } from '../ui/fields';
import { ThemeButton } from '../ui/theme-button';
import { matches, sections, type ApiDocument } from './document';
import { OperationEntry } from './operation';

const address = '/webapi/openapi.json';

/** What programs can ask, read from the document that the server makes of its own routes. */
export function Developers() {
  const [document, setDocument] = useState<ApiDocument | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = () => {
    setProblem(null);
    fetchDocument().then(setDocument, (cause: unknown) => setProblem(asProblem(cause)));
  };
  useEffect(read, []);
  useEffect(() => {
    globalThis.document.title = `${td.developers.title} · ${td.product}`;
  }, []);
  return (
    <div class="developers">
      <a class="skip" href="#main">
        {td.skip}
      </a>
      <header>
        <a class="brand" href="/">
          {td.product}
        </a>
        <ThemeButton />
      </header>
      <main id="main" class="stack" aria-busy={document === null && problem === null}>
        <h1>{td.developers.title}</h1>
        <p class="soft">{td.developers.lead}</p>
        <Basics />
        <ProblemNote problem={problem} onRetry={read} />
        {document !== null ? (
          <Routes document={document} />
        ) : problem === null ? (
          <span class="skeleton block" />
        ) : null}
      </main>
    </div>
  );
}

function Basics() {
  const texts = td.developers.basics;
  return (
    <section class="card">
      <dl class="basics">
        <dt>{texts.address}</dt>
        <dd>
          <code>{location.origin}/webapi/api</code> · <a href={address}>{td.developers.document}</a>
        </dd>
        <dt>{texts.key}</dt>
        <dd>
          {texts.keyText} <a href="/settings/keys">{texts.keyLink}</a>
          <pre tabIndex={0}>
            <code>
              curl -H "Authorization: Bearer $KEY" {location.origin}/webapi/api/analytics/overview
            </code>
          </pre>
        </dd>
        <dt>{texts.errors}</dt>
        <dd>{texts.errorsText}</dd>
        <dt>{texts.once}</dt>
        <dd>{texts.onceText}</dd>
        <dt>{texts.pages}</dt>
        <dd>{texts.pagesText}</dd>
      </dl>
    </section>
  );
}

function Routes({ document }: { document: ApiDocument }) {
  const [words, setWords] = useState('');
  const shown = sections(document)
    .map(({ tag, entries }) => ({
      tag,
      entries: entries.filter((entry) => matches(entry, words.trim())),
    }))
    .filter(({ entries }) => entries.length > 0);
  useEffect(openTarget, []);
  return (
    <>
      <Input
        type="search"
        name="search"
        label={td.developers.search}
        value={words}
        onValue={setWords}
      />
      {shown.length === 0 ? <p role="status">{td.developers.none}</p> : null}
      {shown.map(({ tag, entries }) => (
        <section key={tag} class="stack tight" aria-labelledby={idOf(tag)}>
          <h2 id={idOf(tag)}>{tag}</h2>
          {entries.map((entry) => (
            <OperationEntry key={entry.operation.operationId} document={document} entry={entry} />
          ))}
        </section>
      ))}
    </>
  );
}

/** Opens what the address names: links to an operation can be shared. */
function openTarget(): () => void {
  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) {
      target.open = true;
      target.scrollIntoView();
    }
  };
  open();
  addEventListener('hashchange', open);
  return () => removeEventListener('hashchange', open);
}

async function fetchDocument(): Promise<ApiDocument> {
  const response = await fetch(address).catch(() => {
    throw Problem.unreachable();
  });
  if (!response.ok) {
    throw await Problem.of(response);
  }

  return (await response.json()) as ApiDocument;
}

function idOf(tag: string): string {
  return `tag-${tag.toLowerCase().replaceAll(' ', '-')}`;
}
