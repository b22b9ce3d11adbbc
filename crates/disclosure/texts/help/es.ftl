# Cuando pagar se vuelve difícil: planes y devolución del teléfono, en español. Cada idioma tiene exactamente estos mensajes.

plan-today = Hoy
plan-today-note = El plan tal como está.
plan-number = Plan { $number }
plan-what = Qué cambia
plan-installment = Cuota habitual
plan-installments-left = Cuotas que faltan
plan-ends-on = Último vencimiento
plan-still-to-pay = Por pagar en total
plan-overdue = De ello, vencido
plan-compared = Comparado con hoy
plan-more = { $amount } más
plan-less = { $amount } menos
plan-same = lo mismo
plan-given-up = Perdonado por el prestamista
plan-nothing = nada
plan-none = no hay
plan-apr-us = Tasa anual equivalente, reglas de Estados Unidos
plan-apr-eu = Tasa anual equivalente, reglas de la Unión Europea
plan-bureau = Lo que se informa a un buró de crédito, si el prestamista informa
plan-late-since = Informado como atrasado desde; ningún plan lo cambia
bureau-current = menos de 30 días de atraso
bureau-days = de { $from } a { $to } días de atraso
bureau-most = 180 días de atraso o más
bureau-forbearance = pagos o intereses en pausa por acuerdo
bureau-modified = el contrato se cambió por acuerdo

change-re-age = { $count ->
    [one] Todo lo que se debe pasa a una cuota nueva, que vence el { $day }.
   *[other] Todo lo que se debe pasa a { $count } cuotas nuevas; la primera vence el { $day }.
 }
change-re-age-default = El interés vencido pasa a la primera de ellas; el interés nuevo sigue como se acordó.
change-re-age-waive = El interés vencido se perdona; el interés nuevo sigue como se acordó.
change-re-age-payable = El interés vencido se reparte por igual; no hay interés nuevo.
change-re-age-full = El interés del plan anterior hasta su fin se reparte por igual; no hay interés nuevo.
change-re-amortize = Lo vencido se reparte entre las cuotas que faltan. Los vencimientos no cambian.
change-re-amortize-default = El interés vencido pasa a la próxima cuota.
change-re-amortize-waive = El interés vencido se perdona.
change-re-amortize-equal = El interés vencido se reparte por igual entre las cuotas que faltan.
change-from = Cambian las cuotas a partir de la que vence el { $day }.
change-shift = El primer vencimiento cambiado pasa al { $day }; los siguientes se mueven con él.
change-extra = { $count ->
    [one] Se agrega una cuota al final.
   *[other] Se agregan { $count } cuotas al final.
 }
change-amount = Cada cuota, menos la última, es de { $amount }.
change-rate = El interés es del { $rate } % al año.
change-rate-from = Desde el { $day } el interés es del { $rate } % al año.
change-no-principal = { $count ->
    [one] En una cuota se pagan solo intereses y cargos.
   *[other] En { $count } cuotas se pagan solo intereses y cargos.
 }
change-no-interest = { $count ->
    [one] En una cuota no se paga interés; se cobra con la siguiente.
   *[other] En { $count } cuotas no se paga interés; se cobra con la que sigue.
 }
change-pause = No hay interés desde el { $first } hasta el { $last }.
change-holiday = { $count ->
    [one] Se salta la próxima cuota. Los vencimientos posteriores se atrasan lo mismo.
   *[other] Se saltan las próximas { $count } cuotas. Los vencimientos posteriores se atrasan lo mismo.
 }
change-holiday-carried = El interés sigue corriendo y se suma al final de la pausa.
change-holiday-compounded = El interés sigue corriendo; se suma después de cada cuota saltada y genera a su vez interés.
change-holiday-waived = Mientras tanto no hay interés.
change-forgive = Se perdonan { $amount } de lo que se debe.

wish-term-extension = Cuotas más pequeñas durante más tiempo
wish-payment-holiday = No pagar por un tiempo
wish-re-amortize = Repartir lo vencido entre las cuotas que faltan
wish-re-age = Un nuevo comienzo: un solo plan para todo lo que debo
wish-lower-rate = Menos interés
wish-forgiveness = Que se perdone una parte, porque no puedo pagarlo todo
wish-other = Otra cosa, o todavía no lo sé

help = No puedo pagar ahora
help-paid = Todo está pagado.
help-paid-note = No queda nada por pagar en este contrato.
help-over = Este contrato ya no restringe su { $model }.
help-over-note = Pregunte a { $lender } por lo que aún se debe.
help-later = Puede volver a pedirlo aquí desde el { $day }.
help-later-note = Su última solicitud terminó sin un plan. { $lender } puede pedirlo por usted en cualquier momento.
help-waiting = Su solicitud llegó a { $lender }.
help-waiting-note = Nada se restringe hasta que se responda.
help-waiting-next = { $lender } responde con hasta tres planes, que usted verá aquí junto al plan tal como está. No está obligado a aceptar ninguno.
help-asked-on = Pedido el
help-asked-for = Para
help-offered = { $count ->
    [one] { $lender } le ofrece un plan.
   *[other] { $lender } le ofrece { $count } planes.
 }
help-offered-note = { $count ->
    [one] Puede aceptarlo hasta el { $day }. Mientras tanto nada se restringe.
   *[other] Puede aceptar uno hasta el { $day }. Mientras tanto nada se restringe.
 }
help-stale = Este plan ya no se puede aceptar.
help-stale-note = Lo que usted debe cambió desde que se ofreció. Pida a { $lender } una oferta nueva.
help-choose = ¿Qué plan acepta?
help-accept = Aceptar el plan
help-replaces = El plan que acepte reemplaza al plan tal como está. Lo pagado sigue pagado.
help-agreed = Su nuevo plan
help-agreed-on = Usted aceptó un plan el { $day }.
help-agreed-note = Lo que antes estaba vencido ya no restringe nada. Esto es lo que queda por pagar: { $amount }.
help-left = Queda por pagar
help-ask = Pedir ayuda
help-ask-again = Si vuelve a ser difícil
help-ask-note = Pedir no cuesta nada. Hasta que { $lender } responda nada se restringe, y una restricción vigente se levanta. Después decide usted: un plan vale solo cuando usted lo acepta.
help-wish = ¿Qué le ayudaría?
help-what = ¿Qué pasó?
help-what-note = Si quiere decirlo. Lo lee { $lender }; esta página no vuelve a mostrarlo.
help-once = Si una solicitud termina sin un plan, puede volver a pedirlo aquí 30 días después.
help-withdraw = Ya no necesito ayuda
help-withdraw-note = El plan tal como está sigue, y lo vencido puede volver a restringir el teléfono, después de los avisos previos. Puede volver a pedirlo 30 días después.
help-withdraw-do = Retirar la solicitud
imei = El IMEI del teléfono
imei-note = 15 dígitos; marque *#06# en el teléfono para verlo. Solo quien tiene el teléfono puede hacer esto.
ask-lender = Pregunte a { $lender }
back-to-paying = Volver a pagar

return = Devolver el teléfono
return-steps = En qué punto está
return-requested = Usted pidió devolver el teléfono.
return-appointed = Se acordó que lo entregue el { $day }: { $place }
return-received = Usted lo entregó. Ya nada puede restringirlo.
return-inspected = Se revisó: grado { $grade }, { $condition }. { $note }
grade-a = funciona y no tiene marcas
grade-b = funciona y tiene marcas leves de uso
grade-c = funciona y tiene marcas fuertes o una pieza gastada
grade-d = averiado
return-valued = Se le dijo por cuánto cuenta.
return-closed = Su cuenta se liquidó con ello.
return-withdrawn = Usted se queda con el teléfono.
return-explanation = Por cuánto cuenta y qué queda
return-means = Qué significa
return-payoff = Pagarlo todo hoy costaría { $amount }.
return-worth = El valor de su { $model } se descuenta de lo que debe.
return-meet = Usted acuerda con { $lender } día y lugar, lo entrega, y se califica su estado.
return-written = Después lo recibe por escrito, aquí: por cuánto cuenta el teléfono, cada costo y cada abono, y qué queda. Es posible que aún deba algo. Si vale más de lo que debe, el resto es suyo.
return-free = Desde su solicitud nada se restringe. Desde la entrega nada puede volver a restringir este teléfono.
return-erase = Antes guarde y borre sus datos. { $lender } nunca borra un teléfono.
return-keep = Puede quedarse con el teléfono hasta que su cuenta se liquide.
return-ask = Pedir devolver el teléfono
return-keep-it = Me quedo con el teléfono
return-keep-it-note = El plan tal como está sigue.
return-keep-it-do = Quedarme con el teléfono
return-none = No hay nada que devolver.
return-none-note = Este contrato ya no está en curso.

owed-1 = 1. El { $day } usted debía { $amount }.
owed-1-rebate = 1. El { $day } usted debía { $amount }, después de descontar { $rebate } de interés no devengado.
owed-2 = 2. El teléfono cuenta por { $amount }.
owed-3 = 3. Después de eso usted debía { $amount }.
owed-3-more = 3. El teléfono vale { $amount } más de lo que usted debía.
owed-4 = 4. Costos de la devolución: { $list }.
owed-5 = 5. Abonos a su favor: { $list }.
owed-capped = La ley o las reglas del prestamista limitan lo que usted debe: se descontaron { $amount }.
owed-6-surplus = 6. Excedente: { $lender } le paga { $amount }.
owed-6-even = 6. Usted no debe nada más.
owed-6-deficiency = 6. Faltante: usted aún debe { $amount }.
expense-retaking = recogerlo
expense-holding = guardarlo
expense-preparing = prepararlo para la venta
expense-processing = trámites
expense-disposing = venderlo
credit-credit-balance = su saldo a favor
credit-service-refund = reembolso de un contrato de servicio
credit-charge-refund = reembolso de cargos
credit-goodwill = buena voluntad

refused-imei = Este no es un IMEI del teléfono. Tiene 15 dígitos; marque *#06# para verlo.
refused-wish = Elija qué le ayudaría.
refused-note = La nota es demasiado larga: tiene como máximo { $count } caracteres.
refused-again = Su última solicitud terminó sin un plan. Puede volver a pedirlo desde el { $day }, o llame a { $lender }.
refused-asked = Ya hay una solicitud de ayuda abierta.
refused-lapsed = La oferta valía hasta el { $day }. Pida a { $lender } una nueva.
refused-other-offer = { $lender } cambió la oferta desde que usted abrió la página. Léala de nuevo abajo.
refused-changed = Las cifras de este plan cambiaron desde que se ofreció. Pida a { $lender } una oferta nueva.
refused-no-offer = No hay tal oferta. Lea la página de nuevo.
refused-return-again = Usted se quedó con el teléfono después de su última solicitud. Puede volver a pedirlo desde el { $day }.
refused-else = Esto no se puede hacer ahora. Pregunte a { $lender }.
