import { switchTheme } from '../ui/theme';
import { translatePage } from './translate';

document.getElementById('theme')?.addEventListener('click', switchTheme);

void translatePage();
