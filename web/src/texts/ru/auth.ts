export { default } from '../en/auth';
