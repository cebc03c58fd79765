/** The parts of an OpenAPI 3.1 document that the server's document has and a reader wants. */
export interface ApiDocument {
  info: { description: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: Body;
  responses: Record<string, Body & { description: string }>;
  security?: unknown[];
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface Body {
  content?: Record<string, { schema?: Schema }>;
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  additionalProperties?: Schema | boolean;
}

export interface Entry {
  method: string;
  path: string;
  operation: Operation;
}

/** Every operation under the heading of its first tag, in the document's order. */
export function sections(document: ApiDocument): { tag: string; entries: Entry[] }[] {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
  return document.tags.map(({ name }) => ({
    tag: name,
    entries: entries.filter((entry) => entry.operation.tags[0] === name),
  }));
}

/** Whether all of the words stand somewhere in what names the operation. */
export function matches({ method, path, operation }: Entry, words: string): boolean {
  const text = [method, path, operation.operationId, operation.summary ?? '', ...operation.tags]
    .join(' ')
    .toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The schema behind a reference, with the name that it goes by. */
export function follow(document: ApiDocument, schema: Schema): { name?: string; schema: Schema } {
  const name = nameOf(schema);
  const found = name === undefined ? undefined : document.components.schemas[name];
  return found === undefined ? { schema } : { name, schema: found };
}

/** The one object that a schema is about: itself, one of an array, or the one that is not null. */
export function inner(schema: Schema): Schema {
  if (schema.items !== undefined) {
    return inner(schema.items);
  }

  if (typeof schema.additionalProperties === 'object') {
    return inner(schema.additionalProperties);
  }

  const choice = schema.oneOf?.find((one) => one.type !== 'null');
  return choice === undefined ? schema : inner(choice);
}

/** As one says it: `string (date-time)`, `list of PaymentView`, `integer or null`. */
export function typeName(schema: Schema): string {
  const named = nameOf(schema);
  if (named !== undefined) {
    return named;
  }

  if (schema.oneOf !== undefined) {
    return schema.oneOf.map(typeName).join(' or ');
  }

  const types = [schema.type ?? 'any'].flat();
  // A number as text is a way to send it, not something to expect.
  const known = types.includes('integer') ? types.filter((type) => type !== 'string') : types;
  return [...known]
    .sort((a, b) => Number(a === 'null') - Number(b === 'null'))
    .map((type) => {
      if (type === 'array') {
        return `list of ${typeName(schema.items ?? {})}`;
      }

      if (type === 'object' && typeof schema.additionalProperties === 'object') {
        return `map of ${typeName(schema.additionalProperties)}`;
      }

      return type === 'string' && schema.format !== undefined ? `string (${schema.format})` : type;
    })
    .join(' or ');
}

/** What an answer or a request holds; undefined: nothing, or a file. */
export function contentOf(body: Body): { type: string; schema?: Schema } | undefined {
  const [first] = Object.entries(body.content ?? {});
  return first === undefined ? undefined : { type: first[0], schema: first[1].schema };
}

function nameOf(schema: Schema): string | undefined {
  return schema.$ref?.split('/').at(-1);
}
