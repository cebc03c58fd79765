import type { AuthTexts } from '../en/auth';
import { common } from './common';

const texts: AuthTexts = {
  ...common,
  login: {
    title: 'Entrar',
    name: 'Nombre o correo electrónico',
    submit: 'Entrar',
    forgot: '¿Olvidaste la contraseña?',
    none: '¿Aún no tienes cuenta?',
    signup: 'Créala',
    codeNeeded: 'Tu cuenta tiene un segundo factor. Escribe el código para seguir.',
    ended: 'Has salido. Entra para seguir.',
  },
  signup: {
    title: 'Crea tu cuenta',
    lead: 'Gratis y sin cuota mensual. Los canales los conectas después.',
    username: 'Nombre de usuario',
    usernameHint: 'De 3 a 50 letras, cifras o guiones bajos.',
    emailHint: 'Allí van los extractos y los avisos sobre tu dinero.',
    submit: 'Crear cuenta',
    have: '¿Ya tienes cuenta?',
    login: 'Entra',
  },
  forgot: {
    title: 'Cambiar la contraseña',
    lead: 'Te enviamos un enlace para elegir una nueva. Vale una hora.',
    submit: 'Enviar el enlace',
    sentTitle: 'Mira tu correo',
    sent: 'Si hay una cuenta con esta dirección, el enlace va en camino. Mira también en el correo no deseado.',
    back: 'Volver a entrar',
  },
  reset: {
    title: 'Elige una contraseña nueva',
    lead: 'Al cambiarla se cierra la sesión en todos los dispositivos.',
    repeat: 'La contraseña nueva otra vez',
    different: 'No son iguales.',
    submit: 'Cambiar contraseña',
    doneTitle: 'Contraseña cambiada',
    done: 'Ya puedes entrar con ella.',
    login: 'Entrar',
  },
  verify: {
    title: 'Confirma tu correo',
    lead: 'Un clic, y la dirección cuenta como tuya.',
    submit: 'Confirmar',
    doneTitle: 'Correo confirmado',
    done: 'Ya puedes recibir pagos y cambiar tu billetera.',
    go: 'Al panel',
    again: 'Enviarme otro enlace',
    resent: 'Si hay una cuenta sin confirmar con esta dirección, va un enlace nuevo.',
  },
  confirmEmail: {
    title: 'Confirma tu correo nuevo',
    lead: 'Desde entonces entras con él, y los correos van allí.',
    submit: 'Usar esta dirección',
    doneTitle: 'La dirección nueva está en uso',
    done: 'La anterior ya no es de tu cuenta.',
    go: 'A los ajustes',
  },
  noToken: {
    title: 'El enlace está incompleto',
    text: 'Ábrelo otra vez desde el correo o copia la dirección entera.',
  },
};

export default texts;
