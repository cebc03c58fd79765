import type { Common } from '../en/common';
import { plural } from '../language';

export const common: Common = {
  product: 'PayGatePrime',
  skip: 'Ir al contenido',
  required: 'Rellena este campo.',
  wholeNumber: 'Escribe un número entero.',
  number: 'Escribe un número.',
  optional: 'opcional',
  show: 'Mostrar',
  hide: 'Ocultar',
  cancel: 'Cancelar',
  close: 'Cerrar',
  save: 'Guardar',
  saved: 'Guardado.',
  retry: 'Reintentar',
  copy: 'Copiar',
  copied: 'Copiado.',
  working: 'Un momento …',
  theme: { toDark: 'Colores oscuros', toLight: 'Colores claros' },
  password: 'Contraseña',
  newPassword: 'Contraseña nueva',
  passwordHint: 'Al menos 8 caracteres, con una mayúscula, una minúscula y una cifra.',
  email: 'Correo electrónico',
  code: 'Código de tu aplicación de autenticación',
  codeHint: 'Seis cifras; también sirve un código de recuperación.',
  notFound: {
    title: 'Aquí no hay nada',
    text: 'Puede que la dirección esté mal escrita o que lo que había ya no esté.',
  },
  problem: {
    unreachable: 'El servidor no respondió. Revisa tu conexión e inténtalo de nuevo.',
    unexpected: 'Algo falló en esta página. Recárgala e inténtalo de nuevo.',
    tooMany: (seconds) =>
      seconds === null
        ? 'Demasiados intentos. Espera un poco.'
        : `Demasiados intentos. Espera ${seconds} ${plural(seconds, { one: 'segundo', other: 'segundos' })}.`,
    server: 'El servidor tiene un problema. No se perdió nada; inténtalo en un minuto.',
    notFound: 'No existe, o no es tuyo.',
    forbidden: 'No puedes hacer esto.',
    check: 'Revisa los campos marcados.',
    other: 'No funcionó.',
  },
  codes: {
    invalid_credentials: 'El nombre o la contraseña no son correctos.',
    totp_invalid: 'El código es incorrecto, demasiado viejo o ya usado. Espera al siguiente.',
    token_invalid: 'El enlace es demasiado viejo, ya se usó o fue reemplazado por otro.',
    email_unverified: 'Primero confirma tu correo. Te hemos enviado un enlace.',
    version_changed:
      'Alguien cambió este canal mientras lo editabas. Carga el estado nuevo y repite tu cambio.',
  },
};
