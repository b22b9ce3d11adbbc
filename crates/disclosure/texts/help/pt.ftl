# Quando pagar fica difícil: planos e devolução do telefone, em português. Cada língua tem exatamente estas mensagens.

plan-today = Hoje
plan-today-note = O plano como está.
plan-number = Plano { $number }
plan-what = O que muda
plan-installment = Parcela habitual
plan-installments-left = Parcelas que faltam
plan-ends-on = Último vencimento
plan-still-to-pay = A pagar no total
plan-overdue = Disso, em atraso
plan-compared = Em comparação com hoje
plan-more = { $amount } a mais
plan-less = { $amount } a menos
plan-same = o mesmo
plan-given-up = Perdoado pelo credor
plan-nothing = nada
plan-none = não há
plan-apr-us = Custo efetivo anual, regras dos Estados Unidos
plan-apr-eu = Custo efetivo anual, regras da União Europeia
plan-bureau = O que se informa a um birô de crédito, se o credor informa
plan-late-since = Informado como atrasado desde; nenhum plano muda isso
bureau-current = menos de 30 dias de atraso
bureau-days = de { $from } a { $to } dias de atraso
bureau-most = 180 dias de atraso ou mais
bureau-forbearance = pagamentos ou juros em pausa por acordo
bureau-modified = o contrato foi mudado por acordo

change-re-age = { $count ->
    [one] Tudo o que se deve passa para uma nova parcela, com vencimento em { $day }.
   *[other] Tudo o que se deve passa para { $count } novas parcelas, a primeira com vencimento em { $day }.
 }
change-re-age-default = Os juros vencidos passam para a primeira delas; os novos juros seguem como combinado.
change-re-age-waive = Os juros vencidos são perdoados; os novos juros seguem como combinado.
change-re-age-payable = Os juros vencidos são divididos por igual; não há novos juros.
change-re-age-full = Os juros do plano antigo até o fim são divididos por igual; não há novos juros.
change-re-amortize = O que está em atraso é dividido pelas parcelas que faltam. Os vencimentos ficam.
change-re-amortize-default = Os juros vencidos passam para a próxima parcela.
change-re-amortize-waive = Os juros vencidos são perdoados.
change-re-amortize-equal = Os juros vencidos são divididos por igual pelas parcelas que faltam.
change-from = Mudam as parcelas a partir da que vence em { $day }.
change-shift = O primeiro vencimento mudado passa para { $day }; os seguintes acompanham.
change-extra = { $count ->
    [one] Há mais uma parcela no fim.
   *[other] Há mais { $count } parcelas no fim.
 }
change-amount = Cada parcela, menos a última, é de { $amount }.
change-rate = Os juros são de { $rate } % ao ano.
change-rate-from = A partir de { $day } os juros são de { $rate } % ao ano.
change-no-principal = { $count ->
    [one] Em uma parcela pagam-se só juros e encargos.
   *[other] Em { $count } parcelas pagam-se só juros e encargos.
 }
change-no-interest = { $count ->
    [one] Em uma parcela não se pagam juros; são cobrados com a seguinte.
   *[other] Em { $count } parcelas não se pagam juros; são cobrados com a que vem depois.
 }
change-pause = Não há juros de { $first } até { $last }.
change-holiday = { $count ->
    [one] A próxima parcela é pulada. Os vencimentos seguintes recuam o mesmo tempo.
   *[other] As próximas { $count } parcelas são puladas. Os vencimentos seguintes recuam o mesmo tempo.
 }
change-holiday-carried = Os juros continuam nesse tempo e são somados no fim da pausa.
change-holiday-compounded = Os juros continuam nesse tempo; são somados depois de cada parcela pulada e também rendem juros.
change-holiday-waived = Nesse tempo não há juros.
change-forgive = São perdoados { $amount } do que se deve.

wish-term-extension = Parcelas menores por mais tempo
wish-payment-holiday = Não pagar por um tempo
wish-re-amortize = Dividir o que está em atraso pelas parcelas que faltam
wish-re-age = Um novo começo: um só plano para tudo o que devo
wish-lower-rate = Menos juros
wish-forgiveness = Que perdoem uma parte, porque não posso pagar tudo
wish-other = Outra coisa, ou ainda não sei

help = Não posso pagar agora
help-paid = Está tudo pago.
help-paid-note = Não falta pagar nada neste contrato.
help-over = Este contrato não restringe mais o seu { $model }.
help-over-note = Pergunte a { $lender } o que ainda se deve.
help-later = Você pode pedir de novo aqui a partir de { $day }.
help-later-note = O seu último pedido terminou sem um plano. { $lender } pode pedir por você a qualquer momento.
help-waiting = O seu pedido chegou a { $lender }.
help-waiting-note = Nada é restringido até que seja respondido.
help-waiting-next = { $lender } responde com até três planos, que você verá aqui ao lado do plano como está. Você não precisa aceitar nenhum.
help-asked-on = Pedido em
help-asked-for = Para
help-offered = { $count ->
    [one] { $lender } oferece um plano a você.
   *[other] { $lender } oferece { $count } planos a você.
 }
help-offered-note = { $count ->
    [one] Você pode aceitá-lo até { $day }. Enquanto isso nada é restringido.
   *[other] Você pode aceitar um até { $day }. Enquanto isso nada é restringido.
 }
help-stale = Este plano não pode mais ser aceito.
help-stale-note = O que você deve mudou desde a oferta. Peça uma nova oferta a { $lender }.
help-choose = Qual plano você aceita?
help-accept = Aceitar o plano
help-replaces = O plano que você aceitar substitui o plano como está. O que foi pago continua pago.
help-agreed = O seu novo plano
help-agreed-on = Você aceitou um plano em { $day }.
help-agreed-note = O que estava em atraso antes não restringe mais nada. Isto é o que falta pagar: { $amount }.
help-left = Falta pagar
help-ask = Pedir ajuda
help-ask-again = Se voltar a ser difícil
help-ask-note = Pedir não custa nada. Até { $lender } responder nada é restringido, e uma restrição em vigor é suspensa. Depois você decide: um plano só vale quando você o aceita.
help-wish = O que ajudaria?
help-what = O que aconteceu?
help-what-note = Se quiser dizer. { $lender } lê; esta página não mostra de novo.
help-once = Se um pedido terminar sem um plano, você pode pedir de novo aqui 30 dias depois.
help-withdraw = Não preciso mais de ajuda
help-withdraw-note = O plano como está continua, e o que está em atraso pode restringir o telefone de novo, depois dos avisos prévios. Você pode pedir de novo 30 dias depois.
help-withdraw-do = Retirar o pedido
imei = O IMEI do telefone
imei-note = 15 dígitos; disque *#06# no telefone para vê-lo. Só quem tem o telefone pode fazer isto.
ask-lender = Pergunte a { $lender }
back-to-paying = Voltar a pagar

return = Devolver o telefone
return-steps = Em que ponto está
return-requested = Você pediu para devolver o telefone.
return-appointed = Ficou combinado que você o entrega em { $day }: { $place }
return-received = Você o entregou. Nada mais pode restringi-lo.
return-inspected = Foi examinado: nota { $grade }, { $condition }. { $note }
grade-a = funciona e não tem marcas
grade-b = funciona e tem marcas leves de uso
grade-c = funciona e tem marcas fortes ou uma peça gasta
grade-d = quebrado
return-valued = Disseram a você por quanto ele conta.
return-closed = A sua conta foi acertada com isso.
return-withdrawn = Você fica com o telefone.
return-explanation = Por quanto conta, e o que resta
return-means = O que significa
return-payoff = Pagar tudo hoje custaria { $amount }.
return-worth = O valor do seu { $model } é descontado do que você deve.
return-meet = Você combina com { $lender } dia e lugar, entrega o telefone, e o estado dele recebe uma nota.
return-written = Depois você recebe por escrito, aqui: por quanto o telefone conta, cada custo e cada crédito, e o que resta. Talvez ainda deva algo. Se ele valer mais do que você deve, o resto é seu.
return-free = Desde o seu pedido nada é restringido. Desde a entrega nada pode restringir este telefone de novo.
return-erase = Antes guarde e apague os seus dados. { $lender } nunca apaga um telefone.
return-keep = Você pode ficar com o telefone até a sua conta ser acertada.
return-ask = Pedir para devolver o telefone
return-keep-it = Fico com o telefone
return-keep-it-note = O plano como está continua.
return-keep-it-do = Ficar com o telefone
return-none = Não há nada a devolver.
return-none-note = Este contrato não está mais em curso.

owed-1 = 1. Em { $day } você devia { $amount }.
owed-1-rebate = 1. Em { $day } você devia { $amount }, depois de descontados { $rebate } de juros ainda não devidos.
owed-2 = 2. O telefone conta por { $amount }.
owed-3 = 3. Depois disso você devia { $amount }.
owed-3-more = 3. O telefone vale { $amount } a mais do que você devia.
owed-4 = 4. Custos da devolução: { $list }.
owed-5 = 5. Créditos a seu favor: { $list }.
owed-capped = A lei ou as regras do credor limitam o que você deve: foram descontados { $amount }.
owed-6-surplus = 6. Excedente: { $lender } paga { $amount } a você.
owed-6-even = 6. Você não deve mais nada.
owed-6-deficiency = 6. Saldo: você ainda deve { $amount }.
expense-retaking = buscá-lo
expense-holding = guardá-lo
expense-preparing = prepará-lo para a venda
expense-processing = trâmites
expense-disposing = vendê-lo
credit-credit-balance = o seu saldo credor
credit-service-refund = reembolso de um contrato de serviço
credit-charge-refund = reembolso de encargos
credit-goodwill = cortesia

refused-imei = Este não é um IMEI do telefone. Tem 15 dígitos; disque *#06# para vê-lo.
refused-wish = Escolha o que ajudaria.
refused-note = A nota é longa demais: tem no máximo { $count } caracteres.
refused-again = O seu último pedido terminou sem um plano. Você pode pedir de novo a partir de { $day }, ou ligar para { $lender }.
refused-asked = Já há um pedido de ajuda aberto.
refused-lapsed = A oferta valia até { $day }. Peça uma nova a { $lender }.
refused-other-offer = { $lender } mudou a oferta desde que você abriu a página. Leia de novo abaixo.
refused-changed = Os números deste plano mudaram desde a oferta. Peça uma nova oferta a { $lender }.
refused-no-offer = Não há essa oferta. Leia a página de novo.
refused-return-again = Você ficou com o telefone depois do seu último pedido. Pode pedir de novo a partir de { $day }.
refused-else = Isto não pode ser feito agora. Pergunte a { $lender }.
