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
    precondition_failed:
      'Alguien cambió este canal mientras lo editabas. Carga el estado nuevo y repite tu cambio.',
    channel_exists: 'Uno de los dos canales ya se vende.',
    channel_in_use:
      'Este canal aún no se puede desconectar: primero va lo que la gente pagó y lo que se te debe.',
    wallet_change_waits: 'Ya es tu billetera, o hay otro cambio en espera. Cancélalo primero.',
    telegram_silent: 'Telegram no responde ahora. No se cambió nada; inténtalo en un minuto.',
    telegram_not_linked: 'Primero vincula tu cuenta de Telegram.',
    required: 'Rellena este campo.',
    taken: 'Ya está en uso.',
    wrong: 'No es correcto.',
    length: 'Demasiado corto o demasiado largo.',
    out_of_range: 'El número está fuera de los límites.',
    malformed: 'No se escribe así.',
    not_an_address: 'No es una dirección de correo.',
    not_a_price: 'Un precio se escribe como 9.99; más de cero y como mucho 9999.99.',
    bot_outside: 'El bot no es administrador allí. Nómbralo e inténtalo de nuevo.',
    not_administrator: 'No eres administrador allí.',
  },
};
