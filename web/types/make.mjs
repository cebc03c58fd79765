// Writes src/api/schema.d.ts from the API's document: what it takes and gives. Of its routes only
// the code that calls them speaks, so they are left out.
import { readFileSync, writeFileSync } from 'node:fs';
import openapi, { astToString } from 'openapi-typescript';

const source = new URL('../../docs/openapi.json', import.meta.url);
const target = new URL('../src/api/schema.d.ts', import.meta.url);
const document = JSON.parse(readFileSync(process.argv[2] ?? source, 'utf8'));
const types = astToString(await openapi({ ...document, paths: {} }));
writeFileSync(target, `// Made from docs/openapi.json by "npm run types".\n\n${types}`);
