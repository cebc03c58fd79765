import type { DeveloperTexts } from '../en/developers';
import { common } from './common';

const texts: DeveloperTexts = {
  ...common,
  developers: {
    title: 'API для программ',
    lead: 'Всё, что умеет сайт, могут и ваши программы. Тексты ниже взяты из документа сервера, на английском.',
    document: 'Документ OpenAPI',
    search: 'Поиск по адресам',
    none: 'Нет адреса со всеми этими словами.',
    open: 'Открыто всем.',
    closed: 'Нужен токен доступа или ключ API.',
    parameters: 'Параметры',
    places: {
      path: 'в пути',
      query: 'в запросе',
      header: 'заголовок',
    },
    required: 'обязательно',
    body: 'Запрос',
    answer: 'Ответ',
    empty: 'Ничего.',
    refusals: 'Отказы',
    members: 'Состав',
    basics: {
      address: 'Адрес',
      key: 'Вход',
      keyText:
        'Создайте ключ; он показывается один раз. Он читает или читает и пишет — как выберете.',
      keyLink: 'Ваши ключи API',
      errors: 'Ошибки',
      errorsText:
        'Документ о проблеме (RFC 9457): «code» не меняется, «title» говорит, что делать, «errors» называет поля.',
      once: 'Один раз',
      onceText:
        'Где нужен Idempotency-Key, шлите новое значение для каждого намерения и то же самое при каждой попытке. Ответ хранится семь дней.',
      pages: 'Длинные списки',
      pagesText:
        'Сначала новое. «next_cursor» одной страницы — это «cursor» следующей; null завершает список.',
    },
  },
};

export default texts;
