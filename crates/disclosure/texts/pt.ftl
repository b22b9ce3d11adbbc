# A folha de informações principais em português.

language = Português
title = O essencial sobre o seu crédito
skip = Ir para o conteúdo
claim = Um telefone só pode ser restringido quando o contrato e a lei o permitem, e fica livre assim que a dívida é paga.
as-pdf = Baixar em PDF
no-pdf = Não há PDF neste idioma. Imprima esta página.
other-languages = Em outros idiomas

offered = Isto é uma oferta. Nada está combinado até você aceitar.
accepted = Você aceitou isto em { $day }.
cancelled = Esta oferta foi retirada. Não obriga ninguém.
lender = Credor
phone = Telefone
reference = Sua referência de pagamento

cost = Quanto custa
price = Preço do telefone
down-payment = Entrada, paga na hora
amount-financed = Valor financiado
amount-financed-note = O crédito de que você dispõe.
interest-rate = Taxa de juros anual
interest-declining = Calculada sobre o que você ainda deve.
interest-flat = Calculada sobre o valor inteiro por todo o prazo, não importa quanto já foi pago.
finance-charge = Custo do crédito
finance-charge-note = O que o crédito custa em dinheiro.
total-of-payments = Total dos pagamentos
total-of-payments-note = O que você terá pago depois de todas as parcelas.
total-cost = Custo total
total-cost-note = A entrada e todas as parcelas juntas.
apr = Custo efetivo anual
apr-note = O custo efetivo anual é o custo do crédito como taxa anual. Serve para comparar ofertas.
apr-us = Método dos Estados Unidos (Regulation Z)
apr-eu = Método da União Europeia
apr-none = alto demais para ser mostrado

schedule = Parcelas
schedule-note = { $count ->
    [one] Uma parcela, com vencimento em { $first }.
   *[other] { $count } parcelas; a primeira vence em { $first } e a última em { $last }.
 }
number = N.º
due-on = Vence em
principal = Principal
interest = Juros
installment = A pagar

late = Se você pagar com atraso
late-grace = { $days ->
    [0] Um pagamento está atrasado desde o dia seguinte ao vencimento.
    [one] Nada acontece no primeiro dia depois do vencimento.
   *[other] Nada acontece nos primeiros { $days } dias depois do vencimento.
 }
late-never = O telefone nunca é restringido, seja qual for a dívida.
late-notices = Antes que o telefone possa ser restringido, você recebe cada um destes avisos, nesta ordem:
late-notice = { $days ->
    [one] Com { $from } dias de atraso: { $channels }. Depois você tem um dia para pagar.
   *[other] Com { $from } dias de atraso: { $channels }. Depois você tem { $days } dias para pagar.
 }
or = ou
and = e
channel-on-device = na tela do telefone
channel-sms = por mensagem de texto
channel-email = por e-mail
channel-letter = por carta
late-levels = Se nada for pago, o telefone pode ser restringido passo a passo, nunca antes destes dias:
late-reminder = Com { $from } dias de atraso: um lembrete ocupa a tela. Você pode fechá-lo.
late-limited = Com { $from } dias de atraso: o entretenimento é desligado. Chamadas, mensagens e trabalho continuam.
late-locked = Com { $from } dias de atraso: o telefone é bloqueado, menos o que está na lista abaixo.
late-hours = { $days ->
    [0] Uma restrição só começa entre { $from } h e { $to } h, { $weekdays }.
    [one] Uma restrição só começa entre { $from } h e { $to } h, { $weekdays }, e cada passo dura pelo menos um dia.
   *[other] Uma restrição só começa entre { $from } h e { $to } h, { $weekdays }, e cada passo dura pelo menos { $days } dias.
 }
late-silence = { $days ->
    [one] Se o telefone ficar um dia sem contato depois de acabar o tempo pago, pode pedir que você se conecte ou digite um código. Ele avisa antes.
   *[other] Se o telefone ficar { $days } dias sem contato depois de acabar o tempo pago, pode pedir que você se conecte ou digite um código. Ele avisa antes.
 }
late-floor = Seja qual for a dívida, isto sempre funciona:
floor-emergency-calls = chamadas de emergência
floor-incoming-calls = receber chamadas
floor-public-alerts = alertas públicos
floor-lender-contact = falar com o credor
floor-pay-page = a página de pagamento
floor-own-data = os seus próprios dados, que nunca são lidos nem apagados
floor-internet = a internet
late-lifted = { $minutes ->
    [one] Pague o que está atrasado e o telefone fica livre em um minuto de contato com a rede.
   *[other] Pague o que está atrasado e o telefone fica livre em { $minutes } minutos de contato com a rede.
 }
late-compensation = Se o telefone for restringido sem direito, o credor deve a você { $amount } por hora começada.
late-dispute = Um pagamento a caminho, uma contestação ou um pedido de ajuda impede a restrição.
late-rules = As regras: { $title }, versão { $version } ({ $status }).
status-house = regras prudentes do próprio projeto
status-draft = minuta publicada, ainda não em vigor
status-model = regras em vigor para outra coisa, tomadas como modelo
status-in-force = em vigor
late-free = Depois do último pagamento o telefone fica livre para sempre. Você recebe uma quitação assinada que qualquer pessoa pode conferir.

fees = Tarifas
fees-none = Este contrato não tem tarifas nem cobrança por atraso.
fees-so-far = Tarifas até agora: { $fees }. Cobranças por atraso até agora: { $penalties }.
fee-line = { $name }: { $amount }, { $when }.
fee-at-disbursement = quando o dinheiro é liberado
fee-at-installment = com cada parcela
fee-on-day = em { $day }
fee-overdue = quando uma parcela tem { $days } dias de atraso
fee-of-principal = { $percent } % do principal
fee-of-installment = { $percent } % da parcela
fee-of-interest = { $percent } % dos juros
fee-of-disbursed = { $percent } % do valor liberado

early = Pagar antes
early-right = Você pode pagar tudo a qualquer momento. Os juros dos dias seguintes não são cobrados, e pagar antes não custa nada. Peça primeiro o valor a { $lender }.

contact = Perguntas e ajuda
contact-text = Pergunte a { $lender } quando algo não estiver claro, e logo que não puder pagar em dia.
contact-phone = Telefone
contact-email = E-mail
contact-web = Web
pay-at = Pague em

date = { $day } de { $month } de { $year }
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro
weekday-1 = segunda-feira
weekday-2 = terça-feira
weekday-3 = quarta-feira
weekday-4 = quinta-feira
weekday-5 = sexta-feira
weekday-6 = sábado
weekday-7 = domingo
weekdays-range = de { $first } a { $last }
page = Página { $number } de { $count }
