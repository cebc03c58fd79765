import type { ComponentChildren, VNode } from 'preact';

export interface Column<T> {
  name: string;
  show: (item: T) => ComponentChildren;

  /** Numbers stand at the right, under each other. */
  isNumber?: boolean;

  /** The name of a row; its link leads to the page of the item. */
  isHead?: boolean;
}

/**
 * A table; on narrow screens each row becomes a card with the names of the columns in it. The
 * roles are said again because browsers drop them together with the display of a table.
 */
export function Table<T>(props: {
  caption: string;
  columns: Column<T>[];
  items: T[];
  id: (item: T, index: number) => string;

  /** It may be wider than the page, and is moved sideways then. */
  isWide?: boolean;
}): VNode {
  const wide =
    props.isWide === true
      ? {
          class: 'table-frame wide',
          role: 'region' as const,
          'aria-label': props.caption,
          tabIndex: 0,
        }
      : { class: 'table-frame' };
  return (
    <div {...wide}>
      <table role="table">
        <caption class="visually-hidden">{props.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {props.columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                role="columnheader"
                class={column.isNumber === true ? 'right' : ''}
              >
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {props.items.map((item, i) => (
            <tr key={props.id(item, i)} role="row">
              {props.columns.map((column) => (
                <Cell key={column.name} column={column} item={item} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell<T>({ column, item }: { column: Column<T>; item: T }) {
  const kind = column.isNumber === true ? 'right' : '';
  const content = (
    <>
      <span class="of" aria-hidden="true">
        {column.name}
      </span>
      <span class="is">{column.show(item)}</span>
    </>
  );
  return column.isHead === true ? (
    <th scope="row" role="rowheader" class={kind}>
      {content}
    </th>
  ) : (
    <td role="cell" class={kind}>
      {content}
    </td>
  );
}
