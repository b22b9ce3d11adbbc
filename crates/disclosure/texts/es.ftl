# La hoja de datos clave en español.

language = Español
title = Datos clave de su crédito
skip = Ir al contenido
claim = Un teléfono solo puede restringirse cuando el contrato y la ley lo permiten, y queda libre en cuanto se paga la deuda.
as-pdf = Descargar en PDF
no-pdf = No hay PDF en este idioma. Imprima esta página.
other-languages = En otros idiomas

offered = Esto es una oferta. Nada está acordado hasta que usted la acepte.
accepted = Usted aceptó esto el { $day }.
cancelled = Esta oferta fue retirada. No obliga a nadie.
lender = Prestamista
phone = Teléfono
reference = Su referencia de pago

cost = Cuánto cuesta
price = Precio del teléfono
down-payment = Pago inicial, al contado
amount-financed = Monto financiado
amount-financed-note = El crédito del que usted dispone.
interest-rate = Tasa de interés anual
interest-declining = Calculada sobre lo que aún debe.
interest-flat = Calculada sobre todo el monto durante todo el plazo, aunque ya haya pagado una parte.
finance-charge = Costo financiero
finance-charge-note = Lo que el crédito le cuesta en dinero.
total-of-payments = Total de los pagos
total-of-payments-note = Lo que habrá pagado después de todas las cuotas.
total-cost = Costo total
total-cost-note = El pago inicial y todas las cuotas juntos.
apr = Tasa anual equivalente
apr-note = La tasa anual equivalente es el costo del crédito como tasa anual. Sirve para comparar ofertas.
apr-us = Método de Estados Unidos (Regulación Z)
apr-eu = Método de la Unión Europea
apr-none = demasiado alta para mostrarse

schedule = Cuotas
schedule-note = { $count ->
    [one] Una cuota, que vence el { $first }.
   *[other] { $count } cuotas; la primera vence el { $first } y la última el { $last }.
 }
number = N.º
due-on = Vence el
principal = Capital
interest = Interés
installment = A pagar

late = Si paga tarde
late-grace = { $days ->
    [0] Un pago está atrasado desde el día siguiente a su vencimiento.
    [one] No pasa nada el primer día después del vencimiento.
   *[other] No pasa nada en los primeros { $days } días después del vencimiento.
 }
late-never = El teléfono nunca se restringe, sea cual sea la deuda.
late-notices = Antes de que el teléfono pueda restringirse, usted recibe cada uno de estos avisos, en este orden:
late-notice = { $days ->
    [one] Con { $from } días de atraso: { $channels }. Después tiene un día para pagar.
   *[other] Con { $from } días de atraso: { $channels }. Después tiene { $days } días para pagar.
 }
or = o
and = y
channel-on-device = en la pantalla del teléfono
channel-sms = por mensaje de texto
channel-email = por correo electrónico
channel-letter = por carta
late-levels = Si no se paga nada, el teléfono puede restringirse paso a paso, nunca antes de estos días:
late-reminder = Con { $from } días de atraso: un recordatorio ocupa la pantalla. Usted puede quitarlo.
late-limited = Con { $from } días de atraso: se apaga el entretenimiento. Siguen las llamadas, los mensajes y el trabajo.
late-locked = Con { $from } días de atraso: el teléfono se bloquea, salvo lo que se indica abajo.
late-hours = { $days ->
    [0] Una restricción solo empieza entre las { $from } y las { $to } horas, { $weekdays }.
    [one] Una restricción solo empieza entre las { $from } y las { $to } horas, { $weekdays }, y cada paso dura al menos un día.
   *[other] Una restricción solo empieza entre las { $from } y las { $to } horas, { $weekdays }, y cada paso dura al menos { $days } días.
 }
late-silence = { $days ->
    [one] Si el teléfono pasa un día sin contacto después de terminar el tiempo pagado, puede pedirle que se conecte o escriba un código. Lo anuncia antes.
   *[other] Si el teléfono pasa { $days } días sin contacto después de terminar el tiempo pagado, puede pedirle que se conecte o escriba un código. Lo anuncia antes.
 }
late-floor = Sea cual sea la deuda, esto siempre funciona:
floor-emergency-calls = las llamadas de emergencia
floor-incoming-calls = recibir llamadas
floor-public-alerts = las alertas públicas
floor-lender-contact = comunicarse con el prestamista
floor-pay-page = la página para pagar
floor-own-data = sus propios datos, que nunca se leen ni se borran
floor-internet = internet
late-lifted = { $minutes ->
    [one] Pague lo atrasado y el teléfono queda libre en un minuto desde que tenga conexión.
   *[other] Pague lo atrasado y el teléfono queda libre en { $minutes } minutos desde que tenga conexión.
 }
late-compensation = Si el teléfono se restringe sin derecho, el prestamista le debe { $amount } por cada hora empezada.
late-dispute = Un pago en camino, una reclamación o una solicitud de ayuda evita la restricción.
late-rules = Las reglas: { $title }, versión { $version } ({ $status }).
status-house = reglas prudentes del propio proyecto
status-draft = borrador publicado, todavía no vigente
status-model = reglas vigentes para otra cosa, tomadas como modelo
status-in-force = vigentes
late-free = Después del último pago el teléfono queda libre para siempre. Usted recibe un finiquito firmado que cualquiera puede comprobar.

fees = Comisiones
fees-none = Este contrato no tiene comisiones ni cargos por pagar tarde.
fees-so-far = Comisiones hasta ahora: { $fees }. Cargos por pagar tarde hasta ahora: { $penalties }.
fee-line = { $name }: { $amount }, { $when }.
fee-at-disbursement = al desembolsar el dinero
fee-at-installment = con cada cuota
fee-on-day = el { $day }
fee-overdue = cuando una cuota tiene { $days } días de atraso
fee-of-principal = { $percent } % del capital
fee-of-installment = { $percent } % de la cuota
fee-of-interest = { $percent } % del interés
fee-of-disbursed = { $percent } % de lo desembolsado

early = Pagar antes
early-right = Usted puede pagarlo todo en cualquier momento. No se cobra el interés de los días posteriores, y pagar antes no cuesta nada. Pida primero el monto a { $lender }.

contact = Preguntas y ayuda
contact-text = Pregunte a { $lender } cuando algo no esté claro, y enseguida cuando no pueda pagar a tiempo.
contact-phone = Teléfono
contact-email = Correo electrónico
contact-web = Web
pay-at = Pague en

date = { $day } de { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo
weekdays-range = de { $first } a { $last }
page = Página { $number } de { $count }
