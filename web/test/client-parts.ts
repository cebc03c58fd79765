export * as client from '../src/api/client';
export * as session from '../src/api/session';
export { Intention } from '../src/api/intention';
export { Problem } from '../src/api/problem';
