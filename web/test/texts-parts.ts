export * as changes from '../src/app/settings/changes';
export * as texts from '../src/texts/texts';
