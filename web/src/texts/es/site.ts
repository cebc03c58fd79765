import type { SiteTexts } from '../en/site';

const days = (n: number) => (n === 1 ? '1 día' : `${n} días`);

const texts: SiteTexts = {
  title: 'Pagos cripto para canales de Telegram',
  login: 'Entrar',
  signup: 'Crear cuenta',
  dashboard: 'Abrir el panel',
  headline: 'Vende acceso a tu canal de Telegram. Cobra en cripto.',
  lead: 'Tus miembros pagan con la moneda que tienen. Tú recibes la que quieres, en tu propia billetera. El acceso empieza y termina solo.',
  start: 'Empezar gratis',
  how: 'Cómo funciona',
  receiptTitle: 'Un pago, del toque a la billetera',
  receipt1: 'Mira elige «30 días»',
  receipt1when: '9,99 $',
  receipt1note: 'en tu canal abierto, con dos toques',
  receipt2: 'Pagado en Litecoin',
  receipt2when: 'visto en 4 s',
  receipt2note: 'los pagos de menos, de más o tarde se resuelven y se explican',
  receipt3: 'Acceso abierto',
  receipt3when: 'por 30 días',
  receipt3note: 'una invitación que solo le sirve a ella',
  receipt4: 'Transferido a ti',
  receipt4when: 'USDT',
  receipt4note: 'con la transacción para verla en la cadena',
  why: 'Qué obtienes',
  tile1: 'Cobras en tu propia billetera',
  tile1text:
    'Enseguida tras cada pago, o cuando se ha juntado lo que justifica la comisión de red. 87 pares de moneda y red.',
  tile2: 'Los miembros entran y salen solos',
  tile2text:
    'Invitaciones personales, recordatorios antes del final, días de gracia, pruebas, cupones y hasta tres planes.',
  tile3: 'Se puede seguir cada céntimo',
  tile3text:
    'Cada pago tiene una página con toda su historia: comisión, cambio, transacción, transferencia. Extractos mensuales en CSV.',
  tile4: 'Difícil de robar',
  tile4text:
    'Una billetera nueva espera 24 horas y se te avisa dos veces. Segundo factor, sesiones y un registro de cada cambio.',
  step1: 'Crea una cuenta',
  step1text: 'Un nombre, un correo, una contraseña.',
  step2: 'Haz administrador al bot',
  step2text: 'Tus canales aparecen aquí solos. No escribes ningún número.',
  step3: 'Pon planes y billetera',
  step3text: 'Precios en dólares, la moneda que quieres y adónde va.',
  step4: 'Comparte tu enlace',
  step4text: 'El bot vende, deja entrar, recuerda y se despide con educación.',
  callTitle: 'Hasta diez canales, sin cuota mensual',
  callText: 'Pagas una parte de lo que ganas, y nada más.',
  footer: 'Los pagos en cripto son definitivos. Precios en dólares estadounidenses.',
  developers: 'API para programas',
  theme: 'Cambiar colores',
  skip: 'Ir al contenido',
  missingTitle: 'Aquí no hay nada',
  missingText: 'Puede que la dirección esté mal escrita o que lo que había ya no esté.',
  missingHome: 'A la página de inicio',
  days,
  join: 'Unirse',
  donate: 'Apoyar con una donación',
  trial: (n) =>
    n === 1
      ? '¿Primera vez? El primer día es gratis.'
      : `¿Primera vez? Los primeros ${days(n)} son gratis.`,
  opens: 'Pagas en Telegram, con la moneda que elijas.',
  tiers: 'Acceso',
  noTiers: 'Ahora mismo no hay nada que comprar.',
  notSelling: 'Su dueño no acepta pagos nuevos por ahora.',
  goneTitle: 'Este canal no está aquí',
  goneText: 'Puede que el enlace esté mal escrito o que su dueño lo haya retirado.',
  failedTitle: 'La página no se pudo cargar',
  failedText: 'El servidor no respondió. Inténtalo en un momento.',
  retry: 'Reintentar',
  by: 'Vendido con',
};

export default texts;
