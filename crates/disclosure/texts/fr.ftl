# La fiche d’informations clés en français.

language = Français
title = L’essentiel sur votre crédit
skip = Aller au contenu
claim = Un téléphone ne peut être restreint que si le contrat et la loi le permettent, et il est libre dès que la dette est payée.
as-pdf = Télécharger en PDF
no-pdf = Il n’y a pas de PDF dans cette langue. Imprimez cette page.
other-languages = Dans d’autres langues

offered = Ceci est une offre. Rien n’est convenu tant que vous ne l’acceptez pas.
accepted = Vous avez accepté ceci le { $day }.
cancelled = Cette offre a été retirée. Elle n’engage personne.
lender = Prêteur
phone = Téléphone
reference = Votre référence de paiement

cost = Ce que cela coûte
price = Prix du téléphone
down-payment = Acompte, payé tout de suite
amount-financed = Montant financé
amount-financed-note = Le crédit dont vous disposez.
interest-rate = Taux d’intérêt annuel
interest-declining = Calculé sur ce que vous devez encore.
interest-flat = Calculé sur tout le montant pendant toute la durée, quoi que vous ayez remboursé.
finance-charge = Coût du crédit
finance-charge-note = Ce que le crédit vous coûte en argent.
total-of-payments = Total des paiements
total-of-payments-note = Ce que vous aurez payé après toutes les échéances.
total-cost = Coût total
total-cost-note = L’acompte et toutes les échéances ensemble.
apr = Taux annuel effectif global
apr-note = Le taux annuel effectif global est le coût du crédit en taux annuel. Il sert à comparer les offres.
apr-us = Méthode des États-Unis (Regulation Z)
apr-eu = Méthode de l’Union européenne
apr-none = trop élevé pour être affiché

schedule = Échéances
schedule-note = { $count ->
    [one] Une échéance, à payer le { $first }.
   *[other] { $count } échéances, la première le { $first }, la dernière le { $last }.
 }
number = N°
due-on = À payer le
principal = Capital
interest = Intérêt
installment = À payer

late = Si vous payez en retard
late-grace = { $days ->
    [0] Un paiement est en retard dès le lendemain de son échéance.
    [one] Rien ne se passe le premier jour après une échéance.
   *[other] Rien ne se passe dans les { $days } premiers jours après une échéance.
 }
late-never = Le téléphone n’est jamais restreint, quelle que soit la dette.
late-notices = Avant que le téléphone puisse être restreint, vous recevez chacun de ces avis, dans cet ordre :
late-notice = { $days ->
    [one] À { $from } jours de retard : { $channels }. Vous avez ensuite un jour pour payer.
   *[other] À { $from } jours de retard : { $channels }. Vous avez ensuite { $days } jours pour payer.
 }
or = ou
and = et
channel-on-device = sur l’écran du téléphone
channel-sms = par SMS
channel-email = par e-mail
channel-letter = par lettre
late-levels = Si rien n’est payé, le téléphone peut alors être restreint pas à pas, jamais avant ces jours :
late-reminder = À { $from } jours de retard : un rappel remplit l’écran. Vous pouvez le fermer.
late-limited = À { $from } jours de retard : les divertissements sont coupés. Appels, messages et travail restent.
late-locked = À { $from } jours de retard : le téléphone est bloqué, sauf ce qui est indiqué plus bas.
late-hours = { $days ->
    [0] Une restriction ne commence qu’entre { $from } h et { $to } h, { $weekdays }.
    [one] Une restriction ne commence qu’entre { $from } h et { $to } h, { $weekdays }, et chaque pas dure au moins un jour.
   *[other] Une restriction ne commence qu’entre { $from } h et { $to } h, { $weekdays }, et chaque pas dure au moins { $days } jours.
 }
late-silence = { $days ->
    [one] Si le téléphone reste un jour sans contact après la fin du temps payé, il peut vous demander de vous connecter ou de taper un code. Il l’annonce avant.
   *[other] Si le téléphone reste { $days } jours sans contact après la fin du temps payé, il peut vous demander de vous connecter ou de taper un code. Il l’annonce avant.
 }
late-floor = Quelle que soit la dette, ceci fonctionne toujours :
floor-emergency-calls = les appels d’urgence
floor-incoming-calls = recevoir des appels
floor-public-alerts = les alertes publiques
floor-lender-contact = joindre le prêteur
floor-pay-page = la page de paiement
floor-own-data = vos propres données, jamais lues et jamais effacées
floor-internet = internet
late-lifted = { $minutes ->
    [one] Payez ce qui est en retard et le téléphone est libre dans la minute qui suit une connexion au réseau.
   *[other] Payez ce qui est en retard et le téléphone est libre dans les { $minutes } minutes qui suivent une connexion au réseau.
 }
late-compensation = Si le téléphone est restreint sans droit, le prêteur vous doit { $amount } par heure commencée.
late-dispute = Un paiement en cours, une contestation ou une demande d’aide empêche la restriction.
late-rules = Les règles : { $title }, version { $version } ({ $status }).
status-house = règles prudentes propres au projet
status-draft = projet publié, pas encore en vigueur
status-model = règles en vigueur pour autre chose, prises pour modèle
status-in-force = en vigueur
late-free = Après le dernier paiement le téléphone est libre pour toujours. Vous recevez une quittance signée que chacun peut vérifier.

fees = Frais
fees-none = Ce contrat ne prévoit ni frais ni pénalité de retard.
fees-so-far = Frais jusqu’ici : { $fees }. Pénalités de retard jusqu’ici : { $penalties }.
fee-line = { $name } : { $amount }, { $when }.
fee-at-disbursement = au versement de l’argent
fee-at-installment = avec chaque échéance
fee-on-day = le { $day }
fee-overdue = quand une échéance a { $days } jours de retard
fee-of-principal = { $percent } % du capital
fee-of-installment = { $percent } % de l’échéance
fee-of-interest = { $percent } % de l’intérêt
fee-of-disbursed = { $percent } % de ce qui est versé

early = Payer plus tôt
early-right = Vous pouvez tout payer à tout moment. L’intérêt des jours suivants n’est pas dû, et payer plus tôt ne coûte rien. Demandez d’abord le montant à { $lender }.

contact = Questions et aide
contact-text = Demandez à { $lender } dès que quelque chose n’est pas clair, et tout de suite si vous ne pouvez pas payer à temps.
contact-phone = Téléphone
contact-email = E-mail
contact-web = Web
pay-at = Payer sur

date = { $day } { $month } { $year }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
weekdays-range = du { $first } au { $last }
page = Page { $number } sur { $count }
