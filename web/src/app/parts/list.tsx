import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { download } from '../../api/client';
import type { Problem } from '../../api/problem';
import { asProblem, useList, useQuery, withQuery } from '../../api/query';
import type { Channels } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { Input, ProblemNote, Select, type Choice } from '../../ui/fields';
import { useFilters } from '../router';
import { Empty, Skeleton, stateName } from './show';
import { Table, type Column } from './table';

export interface ListOptions<T> {
  /** The list of the server. */
  path: string;
  caption: string;
  columns: Column<T>[];
  id: (item: T) => string;

  /** What people may ask for: states, kinds, and whether they can search and choose days. */
  states?: string[];
  kinds?: string[];
  hasDays?: boolean;
  searchHint?: string;
  empty: ComponentChildren;

  /** The name of the exported file, if there is one. */
  file?: string;
}

const names = ['channel_id', 'state', 'kind', 'from', 'to', 'q'] as const;

/** A list with its filters in the address, read page by page, exported as it is filtered. */
export function FilteredList<T>(props: ListOptions<T>) {
  const [filters, setFilters] = useFilters(...names);
  const list = useList<T>(withQuery(props.path, filters));
  const isFiltered = Object.values(filters).some((value) => value !== '');

  return (
    <div class="stack">
      <Filters
        {...props}
        filters={filters}
        onFilters={setFilters}
        isFiltered={isFiltered}
        count={list.items === null ? null : tt.list.count(list.items.length, list.hasMore)}
        exportPath={
          props.file === undefined ? null : withQuery(`${props.path}/export`, { ...filters })
        }
      />
      <ProblemNote problem={list.problem} onRetry={list.reload} />
      {list.items === null ? (
        list.isLoading ? (
          <Skeleton lines={8} />
        ) : null
      ) : list.items.length > 0 ? (
        <Table caption={props.caption} columns={props.columns} items={list.items} id={props.id} />
      ) : isFiltered ? (
        <p class="card soft">{tt.list.nothing}</p>
      ) : (
        props.empty
      )}
      {list.hasMore ? (
        <button type="button" class="button" aria-disabled={list.isLoading} onClick={list.loadMore}>
          {list.isLoading ? tt.working : tt.list.more}
        </button>
      ) : null}
    </div>
  );
}

type FilterValues = Record<(typeof names)[number], string>;

function Filters<T>(
  props: ListOptions<T> & {
    filters: FilterValues;
    onFilters: (changes: Partial<FilterValues>) => void;
    isFiltered: boolean;
    count: string | null;
    exportPath: string | null;
  },
) {
  const { filters, onFilters } = props;
  const channels = useQuery<Channels>('/channels');
  const choose = (words: string[], name: (word: string) => string): Choice[] =>
    words.map((value) => ({ value, label: name(value) }));

  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      {props.searchHint === undefined ? null : (
        <SearchField
          label={tt.list.search}
          hint={props.searchHint}
          value={filters.q}
          onValue={(q) => onFilters({ q })}
        />
      )}
      <Select
        label={tt.list.channel}
        name="channel_id"
        none={tt.list.all}
        value={filters.channel_id}
        onValue={(channel_id) => onFilters({ channel_id })}
        choices={(channels.data?.items ?? []).map((one) => ({
          value: one.channel_id,
          label: one.closed_title,
        }))}
      />
      {props.states === undefined ? null : (
        <Select
          label={tt.list.state}
          name="state"
          none={tt.list.all}
          value={filters.state}
          onValue={(state) => onFilters({ state })}
          choices={choose(props.states, stateName)}
        />
      )}
      {props.kinds === undefined ? null : (
        <Select
          label={tt.list.kind}
          name="kind"
          none={tt.list.all}
          value={filters.kind}
          onValue={(kind) => onFilters({ kind })}
          choices={choose(props.kinds, (kind) => tt.kinds[kind] ?? kind)}
        />
      )}
      {props.hasDays === true ? (
        <>
          <Input
            label={tt.list.from}
            name="from"
            type="date"
            value={filters.from}
            onValue={(from) => onFilters({ from })}
          />
          <Input
            label={tt.list.to}
            name="to"
            type="date"
            value={filters.to}
            onValue={(to) => onFilters({ to })}
          />
        </>
      ) : null}
      <div class="row filters-end">
        <span class="soft small" role="status">
          {props.count}
        </span>
        {props.isFiltered ? (
          <button
            type="button"
            class="button plain slim"
            onClick={() => onFilters(Object.fromEntries(names.map((name) => [name, ''])))}
          >
            {tt.list.clear}
          </button>
        ) : null}
        {props.exportPath === null ? null : (
          <Export path={props.exportPath} file={props.file ?? 'export.csv'} />
        )}
      </div>
    </form>
  );
}

const typingMs = 350;

/** Asks when the typing has paused. */
function SearchField(props: {
  label: string;
  hint: string;
  value: string;
  onValue: (value: string) => void;
}) {
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  useEffect(() => {
    if (text === props.value) {
      return;
    }

    const timer = setTimeout(() => props.onValue(text.trim()), typingMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Input
      label={props.label}
      name="q"
      type="search"
      placeholder={props.hint}
      value={text}
      onValue={setText}
    />
  );
}

/** Fetches a file with the token of this session. */
export function Export(props: { path: string; file: string; text?: string; label?: string }) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = () => {
    if (isBusy) {
      return;
    }

    setBusy(true);
    setProblem(null);
    download(props.path, props.file)
      .then(() => announce(tt.list.exported))
      .catch((cause: unknown) => setProblem(asProblem(cause)))
      .finally(() => setBusy(false));
  };
  return (
    <>
      <button
        type="button"
        class="button slim"
        aria-disabled={isBusy}
        aria-label={props.label}
        onClick={save}
      >
        {isBusy ? tt.working : (props.text ?? tt.list.export)}
      </button>
      <ProblemNote problem={problem} />
    </>
  );
}

export function EmptyList(props: { title: string; text: string }) {
  return (
    <Empty title={props.title} text={props.text}>
      <a class="button" href="/channels">
        {tt.channels.title}
      </a>
    </Empty>
  );
}
