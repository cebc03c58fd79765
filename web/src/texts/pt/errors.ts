import type { ErrorTexts } from '../en/errors';

const between = (what: string) => (max: string, min?: string) =>
  min === undefined ? `No máximo ${max}${what}.` : `De ${min} a ${max}${what}.`;

const texts: ErrorTexts = {
  errors: {
    fields: {
      above_limit: (max) => `No máximo ${max} $: ninguém poderia pagar mais.`,
      bad_checksum: 'Há um erro de digitação neste endereço.',
      before_from: 'O fim tem de vir depois do começo.',
      bot_outside:
        'O bot não é administrador lá. Abra as configurações do canal no Telegram, Administradores, adicione o bot e tente de novo.',
      characters: 'Só letras A-Z, algarismos e _.',
      chat_unknown: 'O bot não conhece este chat por você. Torne-o administrador lá.',
      control_characters: 'Escreva em uma linha.',
      count: between(''),
      has_balance:
        'O dinheiro deste canal ainda não foi pago. É pago ao chegar ao limite; baixe-o para receber antes.',
      has_credentials: 'Tire o nome e a senha: os eventos são assinados.',
      has_fragment: 'Tire o que vem depois do #.',
      has_members: 'Há pessoas com acesso pago.',
      in_the_past: 'Este momento já passou.',
      last_tier: 'Um canal tem pelo menos um plano.',
      length: between(' caracteres'),
      looks_like_secret:
        'Parece uma chave privada ou uma frase-semente. Nunca mostre a ninguém; mova suas moedas.',
      malformed: 'Isto não pode ser lido.',
      memo_malformed: 'Nesta rede não há memos nem tags assim.',
      memo_not_expected: 'Endereços desta rede não têm memo nem tag.',
      not_a_channel_id: 'Escolha um canal.',
      not_a_chat_id: 'Escolha um chat.',
      not_a_day: 'Escolha um dia.',
      not_a_moment: 'Escolha um dia.',
      not_a_network: 'Escreva endereços IP ou redes, como 203.0.113.0/24.',
      not_a_price: (max, min) => `De ${min} a ${max} $, com no máximo duas casas decimais.`,
      not_administrator: 'Você não é administrador lá, então não pode vendê-lo.',
      not_after_from: 'O fim tem de vir depois do começo.',
      not_an_address: 'Isto não é um endereço de e-\u2060mail.',
      not_an_amount: 'Escreva um valor, como 5.00.',
      not_an_id: 'Não existe.',
      not_expected: 'Deixe vazio.',
      not_https: 'O endereço começa com https.',
      one_of_two: 'Dê uma porcentagem ou um valor.',
      out_of_range: between(''),
      private_address: 'O endereço tem de ser da internet.',
      required: 'Preencha isto, por favor.',
      rights_missing:
        'Faltam direitos ao bot lá. Dê-os na lista de administradores do canal: publicar, convidar por link, banir.',
      same: 'Já é a sua senha.',
      same_channel: 'Os dois canais têm de ser diferentes.',
      taken: 'Este canal ou o aberto já é vendido.',
      test_network: 'É um endereço de uma rede de testes.',
      too_long: between(''),
      too_simple: 'Pelo menos uma maiúscula, uma minúscula e um algarismo.',
      unknown: 'Escolha algo do que é oferecido.',
      unknown_pair: 'Nesta moeda e nesta rede não se paga.',
      unknown_strategy: 'Escolha algo do que é oferecido.',
      unsupported_form:
        'Para endereços desta forma não se paga. Dê o endereço normal que sua carteira mostra.',
      wrong: 'Esta não é a sua senha.',
      wrong_network: 'É um endereço de outra rede.',
      zero_address: 'O que é enviado ao endereço zero se perde.',

      'code:characters': (max, min) => `De ${min} a ${max} letras A-Z e algarismos.`,
      'code:required': 'É preciso o código do seu app autenticador.',
      'code:taken': 'O canal tem ou teve um cupom com esta palavra.',
      'code:wrong': 'Errado, velho demais ou já usado.',
      'description:length': between(' caracteres, em uma linha'),
      'payout_address:malformed': 'Não é um endereço da rede escolhida.',
      'payout_coin:malformed': 'Escolha uma rede e uma moeda.',
      'tolerance_bps:out_of_range': (max) => `De 0 a ${Number(max) / 100} por cento.`,
      'url:not_an_address': 'Um endereço completo, como https://example.com/hooks.',
      'username:taken': 'Este nome está ocupado. Escolha outro.',
      'new_email:same': 'Já é o seu endereço.',

      'at:validation_failed': 'Escolha um momento dentro de um ano.',
      'body:validation_failed': 'O texto está vazio, é longo demais ou tem sinais não permitidos.',
      'button_text:validation_failed': between(' caracteres, em uma linha'),
      'button_url:validation_failed':
        'O botão precisa de texto e endereço; este começa com https://.',
      'segment:validation_failed': 'Escolha algo do que é oferecido.',
      'tier_no:validation_failed': 'Escolha um plano deste canal.',
    },
    problems: {
      broadcast_silent:
        'A parte que envia mensagens não responde. Nada foi enviado; tente em um minuto.',
      channel_exists: 'Um dos dois canais já é vendido.',
      channel_in_use:
        'Este canal ainda não pode ser desconectado: primeiro vem o que as pessoas pagaram e o que é devido a você.',
      coupon_exists: 'O canal tem ou teve um cupom com esta palavra. Escolha outra.',
      email_taken: 'Enquanto isso outra conta confirmou este endereço.',
      email_verified_already: 'Seu endereço já está confirmado.',
      preview_unsent: 'A prévia não chegou a você. Abra o chat com o bot e tente de novo.',
      replay_too_large:
        'Nesse tempo houve mais eventos do que se repete de uma vez. Peça um tempo mais curto.',
      step_up_required: 'Mostre de novo que é você: a senha ou um código.',
      telegram_linked_already: 'Esta conta já está vinculada ao Telegram.',
      telegram_not_linked:
        'Vincule primeiro sua conta do Telegram: um canal é de quem o administra.',
      telegram_silent: 'O Telegram não responde. Nada foi mudado; tente em um minuto.',
      too_large: 'É demais de uma vez.',
      too_many_channels: 'Um dono não pode ter mais canais.',
      too_many_keys: 'Não pode haver mais chaves de API. Revogue uma que não usa mais.',
      too_many_webhooks: 'Não pode haver mais webhooks. Apague um que não usa mais.',
      totp_enabled_already: 'Já há um autenticador. Remova-o primeiro.',
      totp_not_enabled: 'Não há autenticador.',
      totp_required: 'Dê o código do seu autenticador ou um de recuperação.',
      username_taken: 'Este nome está ocupado. Escolha outro.',
      wallet_change_waits: 'Já é a sua carteira, ou outra troca espera. Retire-a primeiro.',
      webhook_disabled: 'O webhook está desligado, nada seria enviado. Ligue-o primeiro.',
      wrong_state: 'Com este anúncio já não dá: foi enviado ou parado.',
    },
  },
};

export default texts;
