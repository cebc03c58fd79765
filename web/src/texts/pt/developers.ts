import type { DeveloperTexts } from '../en/developers';
import { common } from './common';

const texts: DeveloperTexts = {
  ...common,
  developers: {
    title: 'API para programas',
    lead: 'Tudo o que o site faz, seus programas podem fazer. Os textos abaixo vêm do documento do servidor, em inglês.',
    document: 'Documento OpenAPI',
    search: 'Buscar rotas',
    none: 'Nenhuma rota tem todas estas palavras.',
    open: 'Aberto a todos.',
    closed: 'Exige um token de acesso ou uma chave de API.',
    parameters: 'Parâmetros',
    places: {
      path: 'no caminho',
      query: 'na consulta',
      header: 'cabeçalho',
    },
    required: 'obrigatório',
    body: 'Solicitação',
    answer: 'Resposta',
    empty: 'Nada.',
    refusals: 'Recusas',
    members: 'Membros',
    basics: {
      address: 'Endereço',
      key: 'Acesso',
      keyText:
        'Crie uma chave; ela é mostrada uma única vez. Ela lê, ou lê e escreve, como você escolher.',
      keyLink: 'Suas chaves de API',
      errors: 'Erros',
      errorsText:
        'Um documento de problema (RFC 9457): “code” nunca muda, “title” diz o que fazer, “errors” nomeia os campos.',
      once: 'Uma vez',
      onceText:
        'Onde se pede Idempotency-Key, envie um valor novo para cada intenção e o mesmo em cada tentativa. A resposta fica guardada por sete dias.',
      pages: 'Listas longas',
      pagesText:
        'O mais novo primeiro. “next_cursor” de uma página é “cursor” da seguinte; null termina a lista.',
    },
  },
};

export default texts;
