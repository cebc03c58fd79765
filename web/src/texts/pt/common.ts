import type { Common } from '../en/common';
import { plural } from '../language';

export const common: Common = {
  product: 'PayGatePrime',
  skip: 'Ir para o conteúdo',
  required: 'Preencha este campo.',
  wholeNumber: 'Escreva um número inteiro.',
  number: 'Escreva um número.',
  optional: 'opcional',
  show: 'Mostrar',
  hide: 'Ocultar',
  cancel: 'Cancelar',
  close: 'Fechar',
  save: 'Salvar',
  saved: 'Salvo.',
  retry: 'Tentar de novo',
  copy: 'Copiar',
  copied: 'Copiado.',
  working: 'Um momento …',
  theme: { toDark: 'Cores escuras', toLight: 'Cores claras' },
  password: 'Senha',
  newPassword: 'Nova senha',
  passwordHint: 'Pelo menos 8 caracteres, com uma maiúscula, uma minúscula e um algarismo.',
  email: 'E‑mail',
  code: 'Código do seu aplicativo autenticador',
  codeHint: 'Seis algarismos; um código de recuperação também serve.',
  notFound: {
    title: 'Não há nada aqui',
    text: 'O endereço pode estar errado, ou o que havia aqui não existe mais.',
  },
  problem: {
    unreachable: 'O servidor não respondeu. Verifique sua conexão e tente de novo.',
    unexpected: 'Algo deu errado nesta página. Recarregue-a e tente de novo.',
    tooMany: (seconds) =>
      seconds === null
        ? 'Tentativas demais. Espere um pouco.'
        : `Tentativas demais. Espere ${seconds} ${plural(seconds, { one: 'segundo', other: 'segundos' })}.`,
    server: 'O servidor está com um problema. Nada se perdeu; tente em um minuto.',
    notFound: 'Não existe, ou não é seu.',
    forbidden: 'Você não pode fazer isso.',
    check: 'Verifique os campos marcados.',
    other: 'Não deu certo.',
  },
  codes: {
    invalid_credentials: 'O nome ou a senha está errado.',
    totp_invalid: 'O código está errado, velho demais ou já foi usado. Espere o próximo.',
    token_invalid: 'O link é velho demais, já foi usado ou foi substituído por outro.',
    email_unverified: 'Confirme primeiro seu e‑mail. Enviamos um link para você.',
    precondition_failed:
      'Alguém mudou este canal enquanto você editava. Carregue o estado mais novo e refaça a mudança.',
    channel_exists: 'Um dos dois canais já está à venda.',
    channel_in_use:
      'Este canal ainda não pode ser desconectado: primeiro vem o que as pessoas pagaram e o que se deve a você.',
    wallet_change_waits: 'Já é sua carteira, ou outra mudança está em espera. Cancele-a primeiro.',
    telegram_silent: 'O Telegram não responde agora. Nada mudou; tente em um minuto.',
    telegram_not_linked: 'Vincule primeiro sua conta do Telegram.',
    required: 'Preencha este campo.',
    taken: 'Já está em uso.',
    wrong: 'Não está certo.',
    length: 'Curto demais ou longo demais.',
    out_of_range: 'O número está fora dos limites.',
    malformed: 'Não se escreve assim.',
    not_an_address: 'Isto não é um endereço de e‑mail.',
    not_a_price: 'Um preço se escreve como 9.99; acima de zero e no máximo 9999.99.',
    bot_outside: 'O bot não é administrador lá. Torne-o um e tente de novo.',
    not_administrator: 'Você não é administrador lá.',
  },
};
