export * as texts from '../src/texts/texts';
export * as explain from '../src/ui/explain';
