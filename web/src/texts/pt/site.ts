export { default } from '../en/site';
