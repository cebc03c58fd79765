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
  email: 'E-\u2060mail',
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
    email_unverified: 'Confirme primeiro seu e-\u2060mail. Enviamos um link para você.',
    version_changed:
      'Alguém mudou este canal enquanto você editava. Carregue o estado mais novo e refaça a mudança.',
  },
};
