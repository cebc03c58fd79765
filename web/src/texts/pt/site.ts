import type { SiteTexts } from '../en/site';

const days = (n: number) => (n === 1 ? '1 dia' : `${n} dias`);

const texts: SiteTexts = {
  title: 'Pagamentos em cripto para canais do Telegram',
  login: 'Entrar',
  signup: 'Criar conta',
  dashboard: 'Abrir o painel',
  headline: 'Venda acesso ao seu canal do Telegram. Receba em cripto.',
  lead: 'Seus membros pagam com a moeda que têm. Você recebe a que quer, na sua própria carteira. O acesso começa e termina sozinho.',
  start: 'Começar grátis',
  how: 'Como funciona',
  receiptTitle: 'Um pagamento, do toque à carteira',
  receipt1: 'Mira escolhe “30 dias”',
  receipt1when: '9,99 $',
  receipt1note: 'no seu canal aberto, com dois toques',
  receipt2: 'Pago em Litecoin',
  receipt2when: 'visto em 4 s',
  receipt2note: 'pagamentos a menos, a mais ou atrasados são resolvidos e explicados',
  receipt3: 'Acesso aberto',
  receipt3when: 'por 30 dias',
  receipt3note: 'um convite que só serve para ela',
  receipt4: 'Repassado a você',
  receipt4when: 'USDT',
  receipt4note: 'com a transação para conferir na rede',
  why: 'O que você ganha',
  tile1: 'Pago na sua própria carteira',
  tile1text:
    'Na hora, após cada pagamento, ou quando juntar o que justifica a taxa da rede. 87 pares de moeda e rede.',
  tile2: 'Membros entram e saem sozinhos',
  tile2text:
    'Convites pessoais, lembretes antes do fim, dias de tolerância, testes, cupons e até três planos.',
  tile3: 'Cada centavo pode ser seguido',
  tile3text:
    'Cada pagamento tem uma página com toda a história: taxa, troca, transação, repasse. Extratos mensais em CSV.',
  tile4: 'Difícil de roubar',
  tile4text:
    'Uma carteira nova espera 24 horas e você é avisado duas vezes. Segundo fator, sessões e um registro de cada mudança.',
  step1: 'Crie uma conta',
  step1text: 'Um nome, um e-\u2060mail, uma senha.',
  step2: 'Torne o bot administrador',
  step2text: 'Seus canais aparecem aqui sozinhos. Você não digita números.',
  step3: 'Defina planos e carteira',
  step3text: 'Preços em dólares, a moeda que você quer e para onde ela vai.',
  step4: 'Compartilhe seu link',
  step4text: 'O bot vende, deixa entrar, lembra e se despede com educação.',
  callTitle: 'Até dez canais, sem mensalidade',
  callText: 'Você paga uma parte do que ganha, e nada além disso.',
  footer: 'Pagamentos em cripto são definitivos. Preços em dólares americanos.',
  developers: 'API para programas',
  theme: 'Trocar cores',
  skip: 'Ir para o conteúdo',
  missingTitle: 'Não há nada aqui',
  missingText: 'O endereço pode estar errado, ou o que havia aqui não existe mais.',
  missingHome: 'Para a página inicial',
  days,
  join: 'Entrar',
  donate: 'Apoiar com uma doação',
  trial: (n) =>
    n === 1
      ? 'Primeira vez? O primeiro dia é grátis.'
      : `Primeira vez? Os primeiros ${days(n)} são grátis.`,
  opens: 'Você paga no Telegram, com a moeda que escolher.',
  tiers: 'Acesso',
  noTiers: 'No momento não há nada à venda aqui.',
  notSelling: 'O dono não aceita novos pagamentos no momento.',
  goneTitle: 'Este canal não está aqui',
  goneText: 'O link pode estar errado, ou o dono retirou o canal.',
  failedTitle: 'A página não carregou',
  failedText: 'O servidor não respondeu. Tente daqui a pouco.',
  retry: 'Tentar de novo',
  by: 'Vendido com',
};

export default texts;
