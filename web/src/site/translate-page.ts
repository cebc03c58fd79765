import { translatePage } from './translate';

void translatePage();
