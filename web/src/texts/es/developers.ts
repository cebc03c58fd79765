import type { DeveloperTexts } from '../en/developers';
import { common } from './common';

const texts: DeveloperTexts = {
  ...common,
  developers: {
    title: 'API para programas',
    lead: 'Todo lo que hace el sitio lo pueden hacer tus programas. Los textos de abajo vienen del documento del servidor, en inglés.',
    document: 'Documento OpenAPI',
    search: 'Buscar rutas',
    none: 'Ninguna ruta tiene todas estas palabras.',
    open: 'Abierto a todos.',
    closed: 'Requiere un token de acceso o una clave de API.',
    parameters: 'Parámetros',
    places: {
      path: 'en la ruta',
      query: 'en la consulta',
      header: 'cabecera',
    },
    required: 'obligatorio',
    body: 'Petición',
    answer: 'Respuesta',
    empty: 'Nada.',
    refusals: 'Rechazos',
    members: 'Miembros',
    basics: {
      address: 'Dirección',
      key: 'Acceso',
      keyText: 'Crea una clave; se muestra una sola vez. Lee, o lee y escribe, según elijas.',
      keyLink: 'Tus claves de API',
      errors: 'Errores',
      errorsText:
        'Un documento de problema (RFC 9457): «code» no cambia nunca, «title» dice qué hacer, «errors» nombra los campos.',
      once: 'Una vez',
      onceText:
        'Donde se pide Idempotency-Key, envía un valor nuevo por cada intención y el mismo en cada intento. La respuesta se guarda siete días.',
      pages: 'Listas largas',
      pagesText:
        'Lo más nuevo primero. «next_cursor» de una página es «cursor» de la siguiente; null termina la lista.',
    },
  },
};

export default texts;
