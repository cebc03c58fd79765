import type { AuthTexts } from '../en/auth';
import { common } from './common';

const texts: AuthTexts = {
  ...common,
  login: {
    title: 'Entrar',
    name: 'Nome de usuário ou e-\u2060mail',
    submit: 'Entrar',
    forgot: 'Esqueceu a senha?',
    none: 'Ainda não tem conta?',
    signup: 'Crie uma',
    codeNeeded: 'Sua conta tem um segundo fator. Digite o código para continuar.',
    ended: 'Você saiu. Entre para continuar.',
  },
  signup: {
    title: 'Crie sua conta',
    lead: 'Grátis, sem mensalidade. Os canais você conecta depois.',
    username: 'Nome de usuário',
    usernameHint: 'De 3 a 50 letras, algarismos ou sublinhados.',
    emailHint: 'Para lá vão extratos e avisos sobre o seu dinheiro.',
    submit: 'Criar conta',
    have: 'Já tem conta?',
    login: 'Entre',
  },
  forgot: {
    title: 'Trocar a senha',
    lead: 'Enviamos um link para você escolher uma nova. Ele vale uma hora.',
    submit: 'Enviar o link',
    sentTitle: 'Olhe seu e-\u2060mail',
    sent: 'Se há uma conta com este endereço, o link está a caminho. Olhe também na caixa de spam.',
    back: 'Voltar para entrar',
  },
  reset: {
    title: 'Escolha uma nova senha',
    lead: 'Ao trocá-la, todos os dispositivos saem da conta.',
    repeat: 'A nova senha mais uma vez',
    different: 'As duas não são iguais.',
    submit: 'Trocar senha',
    doneTitle: 'Senha trocada',
    done: 'Você já pode entrar com ela.',
    login: 'Entrar',
  },
  verify: {
    title: 'Confirme seu e-\u2060mail',
    lead: 'Um clique, e o endereço conta como seu.',
    submit: 'Confirmar',
    doneTitle: 'E-\u2060mail confirmado',
    done: 'Agora você pode receber repasses e trocar sua carteira.',
    go: 'Para o painel',
    again: 'Enviar outro link',
    resent: 'Se há uma conta não confirmada com este endereço, um novo link está a caminho.',
  },
  confirmEmail: {
    title: 'Confirme seu novo e-\u2060mail',
    lead: 'A partir daí você entra com ele, e as mensagens vão para lá.',
    submit: 'Usar este endereço',
    doneTitle: 'O novo endereço está em uso',
    done: 'O anterior não pertence mais à sua conta.',
    go: 'Para os ajustes',
  },
  noToken: {
    title: 'O link está incompleto',
    text: 'Abra-o mais uma vez pelo e-\u2060mail ou copie o endereço inteiro.',
  },
};

export default texts;
