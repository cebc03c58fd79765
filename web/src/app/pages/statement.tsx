import { tt } from '../../texts/texts';
import { month, usd } from '../../ui/format';
import { Detail } from '../parts/detail';
import { Export } from '../parts/list';
import { sentence } from '../parts/show';
import { Table } from '../parts/table';
import type { PageProps } from '../router';

type Plain = string | number | null;
type Row = Record<string, Plain>;

/** A statement as the server made it: single values, and tables of what is in them. */
export default function Statement({ params }: PageProps) {
  const { channel = '', month: which = '' } = params;
  const path = `/statements/${channel}/${which}`;
  return (
    <Detail<Record<string, unknown>>
      path={path}
      title={`${tt.balance.statement}: ${month(which)}`}
      back={{ to: `/balance?channel_id=${channel}`, text: tt.balance.title }}
    >
      {(statement) => (
        <>
          <section class="card stack">
            <dl class="numbers">
              {singles(statement).map(([name, value]) => (
                <div key={name}>
                  <dt>{sentence(name.replace(/_usd$/, ''))}</dt>
                  <dd>{shown(name, value)}</dd>
                </div>
              ))}
            </dl>
            <div>
              <Export
                path={`${path}?format=csv`}
                file={`statement-${which}.csv`}
                text={tt.balance.download}
              />
            </div>
          </section>
          {tables(statement).map(([name, rows]) => (
            <section class="stack" key={name}>
              <h2>{sentence(name)}</h2>
              <Rows name={name} rows={rows} />
            </section>
          ))}
        </>
      )}
    </Detail>
  );
}

function Rows({ name, rows }: { name: string; rows: Row[] }) {
  const columns = Object.keys(rows[0] ?? {});
  return (
    <Table<{ row: Row; i: number }>
      caption={sentence(name)}
      items={rows.map((row, i) => ({ row, i }))}
      id={({ i }) => String(i)}
      columns={columns.map((column, i) => ({
        name: sentence(column.replace(/_usd$/, '')),
        isHead: i === 0,
        isNumber: i > 0 && /usd|amount|count|percent|payments/.test(column),
        show: ({ row }) => shown(column, row[column] ?? null),
      }))}
    />
  );
}

/** Values of one level, those of groups named after their group. */
function singles(statement: Record<string, unknown>, prefix = ''): [string, Plain][] {
  return Object.entries(statement).flatMap(([name, value]): [string, Plain][] => {
    if (name.endsWith('_id') || name === 'month') {
      return [];
    }

    if (value !== null && typeof value === 'object') {
      return Array.isArray(value)
        ? []
        : singles(value as Record<string, unknown>, name === 'totals' ? '' : `${name} `);
    }

    return [[prefix + name, value as Plain]];
  });
}

function tables(statement: Record<string, unknown>): [string, Row[]][] {
  return Object.entries(statement).filter(
    (entry): entry is [string, Row[]] => Array.isArray(entry[1]) && entry[1].length > 0,
  );
}

function shown(name: string, value: Plain): string {
  if (value === null) {
    return tt.list.none;
  }

  return name.endsWith('_usd') ? usd(String(value)) : String(value);
}
