import type { ErrorTexts } from '../en/errors';

const between = (what: string) => (max: string, min?: string) =>
  min === undefined ? `Como mucho ${max}${what}.` : `De ${min} a ${max}${what}.`;

const texts: ErrorTexts = {
  errors: {
    fields: {
      above_limit: (max) => `Como mucho ${max} $: nadie podría pagar más.`,
      bad_checksum: 'Hay una errata en esta dirección.',
      before_from: 'El final tiene que venir después del principio.',
      bot_outside:
        'El bot no es administrador allí. Abre los ajustes del canal en Telegram, Administradores, añade el bot e inténtalo otra vez.',
      characters: 'Solo letras A-Z, cifras y _.',
      chat_unknown: 'El bot no conoce este chat por ti. Hazlo administrador allí.',
      control_characters: 'Escríbelo en una línea.',
      count: between(''),
      has_balance:
        'El dinero de este canal aún no se ha pagado. Se paga al llegar al umbral; bájalo para cobrar antes.',
      has_credentials: 'Quita el nombre y la contraseña: los eventos van firmados.',
      has_fragment: 'Quita lo que sigue a la #.',
      has_members: 'Hay personas con acceso pagado.',
      in_the_past: 'Este momento ya pasó.',
      last_tier: 'Un canal tiene al menos un plan.',
      length: between(' caracteres'),
      looks_like_secret:
        'Parece una clave privada o una frase semilla. No la enseñes a nadie; mueve tus monedas.',
      malformed: 'Esto no se puede leer.',
      memo_malformed: 'En esta red no hay memos ni etiquetas así.',
      memo_not_expected: 'Las direcciones de esta red no tienen memo ni etiqueta.',
      not_a_channel_id: 'Elige un canal.',
      not_a_chat_id: 'Elige un chat.',
      not_a_day: 'Elige un día.',
      not_a_moment: 'Elige un día.',
      not_a_network: 'Escribe direcciones IP o redes, como 203.0.113.0/24.',
      not_a_price: (max, min) => `De ${min} a ${max} $, con dos decimales como mucho.`,
      not_administrator: 'No eres administrador allí, así que no puedes venderlo.',
      not_after_from: 'El final tiene que venir después del principio.',
      not_an_address: 'Esto no es una dirección de correo.',
      not_an_amount: 'Escribe una cantidad, como 5.00.',
      not_an_id: 'No existe.',
      not_expected: 'Déjalo vacío.',
      not_https: 'La dirección empieza por https.',
      one_of_two: 'Da un porcentaje o una cantidad.',
      out_of_range: between(''),
      private_address: 'La dirección tiene que ser de internet.',
      required: 'Rellena esto, por favor.',
      rights_missing:
        'Al bot le faltan permisos allí. Dáselos en la lista de administradores del canal: publicar, invitar con enlace, expulsar.',
      same: 'Ya es tu contraseña.',
      same_channel: 'Los dos canales tienen que ser distintos.',
      taken: 'Este canal o el abierto ya se vende.',
      test_network: 'Es una dirección de una red de pruebas.',
      too_long: between(''),
      too_simple: 'Al menos una mayúscula, una minúscula y una cifra.',
      unknown: 'Elige algo de lo que se ofrece.',
      unknown_pair: 'En esta moneda y esta red no se paga.',
      unknown_strategy: 'Elige algo de lo que se ofrece.',
      unsupported_form:
        'A direcciones de esta forma no se paga. Da la dirección normal que muestra tu billetera.',
      wrong: 'Esta no es tu contraseña.',
      wrong_network: 'Es una dirección de otra red.',
      zero_address: 'Lo que se envía a la dirección cero se pierde.',

      'code:characters': (max, min) => `De ${min} a ${max} letras A-Z y cifras.`,
      'code:required': 'Hace falta el código de tu app autenticadora.',
      'code:taken': 'El canal tiene o tuvo un cupón con esta palabra.',
      'code:wrong': 'Incorrecto, demasiado viejo o ya usado.',
      'description:length': between(' caracteres, en una línea'),
      'payout_address:malformed': 'No es una dirección de la red elegida.',
      'payout_coin:malformed': 'Elige una red y una moneda.',
      'tolerance_bps:out_of_range': (max) => `De 0 a ${Number(max) / 100} por ciento.`,
      'url:not_an_address': 'Una dirección completa, como https://example.com/hooks.',
      'username:taken': 'Este nombre está ocupado. Elige otro.',
      'new_email:same': 'Ya es tu dirección.',

      'at:validation_failed': 'Elige un momento dentro de un año.',
      'body:validation_failed':
        'El texto está vacío, es demasiado largo o tiene signos no permitidos.',
      'button_text:validation_failed': between(' caracteres, en una línea'),
      'button_url:validation_failed':
        'El botón necesita texto y dirección; esta empieza por https://.',
      'segment:validation_failed': 'Elige algo de lo que se ofrece.',
      'tier_no:validation_failed': 'Elige un plan de este canal.',
    },
    problems: {
      broadcast_silent:
        'La parte que envía mensajes no responde. No se envió nada; inténtalo en un minuto.',
      channel_exists: 'Uno de los dos canales ya se vende.',
      channel_in_use:
        'Este canal aún no se puede desconectar: primero está lo que la gente pagó y lo que se te debe.',
      coupon_exists: 'El canal tiene o tuvo un cupón con esta palabra. Elige otra.',
      email_taken: 'Mientras tanto otra cuenta confirmó esta dirección.',
      email_verified_already: 'Tu dirección ya está confirmada.',
      preview_unsent: 'La prueba no te llegó. Abre el chat con el bot e inténtalo otra vez.',
      replay_too_large:
        'En ese tiempo hubo más eventos de los que se repiten de una vez. Pide un tiempo más corto.',
      step_up_required: 'Muestra otra vez que eres tú: la contraseña o un código.',
      telegram_linked_already: 'Esta cuenta ya está vinculada a Telegram.',
      telegram_not_linked:
        'Vincula primero tu cuenta de Telegram: un canal es de quien lo administra.',
      telegram_silent: 'Telegram no responde. No se cambió nada; inténtalo en un minuto.',
      too_large: 'Es demasiado de una vez.',
      too_many_channels: 'Un dueño no puede tener más canales.',
      too_many_keys: 'No puede haber más claves API. Revoca una que ya no uses.',
      too_many_webhooks: 'No puede haber más webhooks. Borra uno que ya no uses.',
      totp_enabled_already: 'Ya hay un autenticador. Quítalo primero.',
      totp_not_enabled: 'No hay ningún autenticador.',
      totp_required: 'Da el código de tu autenticador o uno de recuperación.',
      username_taken: 'Este nombre está ocupado. Elige otro.',
      wallet_change_waits: 'Ya es tu billetera, o espera otro cambio. Retíralo primero.',
      webhook_disabled: 'El webhook está apagado, no se enviaría nada. Enciéndelo primero.',
      wrong_state: 'Con este anuncio ya no se puede: está enviado o detenido.',
    },
  },
};

export default texts;
