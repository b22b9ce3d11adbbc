# Quand payer devient difficile : plans et restitution du téléphone, en français. Chaque langue a exactement ces messages.

plan-today = Aujourd’hui
plan-today-note = Le plan tel qu’il est.
plan-number = Plan { $number }
plan-what = Ce qui change
plan-installment = Échéance habituelle
plan-installments-left = Échéances restantes
plan-ends-on = Dernière échéance le
plan-still-to-pay = Reste à payer en tout
plan-overdue = Dont en retard
plan-compared = Par rapport à aujourd’hui
plan-more = { $amount } de plus
plan-less = { $amount } de moins
plan-same = la même somme
plan-given-up = Remis par le prêteur
plan-nothing = rien
plan-none = aucun
plan-apr-us = Taux annuel effectif global, règles des États-Unis
plan-apr-eu = Taux annuel effectif global, règles de l’Union européenne
plan-bureau = Communiqué à un bureau de crédit, si le prêteur y déclare
plan-late-since = Déclaré en retard depuis ; aucun plan ne le change
bureau-current = moins de 30 jours de retard
bureau-days = de { $from } à { $to } jours de retard
bureau-most = 180 jours de retard ou plus
bureau-forbearance = paiements ou intérêts suspendus d’un commun accord
bureau-modified = contrat modifié d’un commun accord

change-re-age = { $count ->
    [one] Tout ce qui est dû passe en une nouvelle échéance, à payer le { $day }.
   *[other] Tout ce qui est dû passe en { $count } nouvelles échéances, la première le { $day }.
 }
change-re-age-default = Les intérêts échus passent à la première ; les nouveaux intérêts courent comme convenu.
change-re-age-waive = Les intérêts échus sont remis ; les nouveaux intérêts courent comme convenu.
change-re-age-payable = Les intérêts échus sont répartis également ; il n’y a pas de nouveaux intérêts.
change-re-age-full = Les intérêts de l’ancien plan jusqu’à sa fin sont répartis également ; il n’y a pas de nouveaux intérêts.
change-re-amortize = Ce qui est en retard est réparti sur les échéances restantes. Les dates ne changent pas.
change-re-amortize-default = Les intérêts échus passent à la prochaine échéance.
change-re-amortize-waive = Les intérêts échus sont remis.
change-re-amortize-equal = Les intérêts échus sont répartis également sur les échéances restantes.
change-from = Les échéances changent à partir de celle du { $day }.
change-shift = La première date changée passe au { $day }, les suivantes suivent.
change-extra = { $count ->
    [one] Une échéance s’ajoute à la fin.
   *[other] { $count } échéances s’ajoutent à la fin.
 }
change-amount = Chaque échéance, sauf la dernière, est de { $amount }.
change-rate = L’intérêt est de { $rate } % par an.
change-rate-from = À partir du { $day } l’intérêt est de { $rate } % par an.
change-no-principal = { $count ->
    [one] Pour une échéance, seuls les intérêts et les frais sont payés.
   *[other] Pour { $count } échéances, seuls les intérêts et les frais sont payés.
 }
change-no-interest = { $count ->
    [one] Pour une échéance, aucun intérêt n’est payé ; il est demandé avec la suivante.
   *[other] Pour { $count } échéances, aucun intérêt n’est payé ; il est demandé avec celle qui suit.
 }
change-pause = Il n’y a pas d’intérêt du { $first } au { $last }.
change-holiday = { $count ->
    [one] La prochaine échéance est sautée. Les dates suivantes reculent d’autant.
   *[other] Les { $count } prochaines échéances sont sautées. Les dates suivantes reculent d’autant.
 }
change-holiday-carried = Les intérêts courent pendant ce temps et s’ajoutent à la fin de la pause.
change-holiday-compounded = Les intérêts courent pendant ce temps ; ils s’ajoutent après chaque échéance sautée et portent eux-mêmes intérêt.
change-holiday-waived = Il n’y a pas d’intérêt pendant ce temps.
change-forgive = { $amount } de ce qui est dû sont remis.

wish-term-extension = Des échéances plus petites sur plus de temps
wish-payment-holiday = Ne rien payer pendant un temps
wish-re-amortize = Répartir ce qui est en retard sur les échéances restantes
wish-re-age = Un nouveau départ : un seul plan pour tout ce que je dois
wish-lower-rate = Moins d’intérêts
wish-forgiveness = La remise d’une partie, car je ne peux pas tout payer
wish-other = Autre chose, ou je ne sais pas encore

help = Je ne peux pas payer maintenant
help-paid = Tout est payé.
help-paid-note = Il ne reste rien à payer pour ce contrat.
help-over = Ce contrat ne restreint plus votre { $model }.
help-over-note = Demandez à { $lender } ce qui est encore dû.
help-later = Vous pouvez redemander ici à partir du { $day }.
help-later-note = Votre dernière demande s’est terminée sans plan. { $lender } peut demander pour vous à tout moment.
help-waiting = Votre demande est arrivée chez { $lender }.
help-waiting-note = Rien n’est restreint tant qu’elle est sans réponse.
help-waiting-next = { $lender } répond avec trois plans au plus, que vous verrez ici à côté du plan tel qu’il est. Vous n’êtes obligé d’en accepter aucun.
help-asked-on = Demandé le
help-asked-for = Pour
help-offered = { $count ->
    [one] { $lender } vous propose un plan.
   *[other] { $lender } vous propose { $count } plans.
 }
help-offered-note = { $count ->
    [one] Vous pouvez l’accepter jusqu’au { $day }. Entre-temps rien n’est restreint.
   *[other] Vous pouvez en accepter un jusqu’au { $day }. Entre-temps rien n’est restreint.
 }
help-stale = Ce plan ne peut plus être accepté.
help-stale-note = Ce que vous devez a changé depuis la proposition. Demandez une nouvelle proposition à { $lender }.
help-choose = Quel plan acceptez-vous ?
help-accept = Accepter le plan
help-replaces = Le plan que vous acceptez remplace le plan tel qu’il est. Ce qui est payé reste payé.
help-agreed = Votre nouveau plan
help-agreed-on = Vous avez accepté un plan le { $day }.
help-agreed-note = Ce qui était en retard avant ne restreint plus rien. Voici ce qui reste à payer : { $amount }.
help-left = Reste à payer
help-ask = Demander de l’aide
help-ask-again = Si cela redevient difficile
help-ask-note = Demander ne coûte rien. Tant que { $lender } n’a pas répondu, rien n’est restreint, et une restriction en vigueur est levée. Ensuite vous décidez : un plan ne compte que si vous l’acceptez.
help-wish = Qu’est-ce qui vous aiderait ?
help-what = Que s’est-il passé ?
help-what-note = Si vous voulez le dire. { $lender } le lit ; cette page ne le montre plus.
help-once = Si une demande se termine sans plan, vous pouvez redemander ici 30 jours plus tard.
help-withdraw = Je n’ai plus besoin d’aide
help-withdraw-note = Le plan tel qu’il est continue, et ce qui est en retard peut de nouveau restreindre le téléphone, après les avis prévus. Vous pouvez redemander 30 jours plus tard.
help-withdraw-do = Retirer la demande
imei = L’IMEI du téléphone
imei-note = 15 chiffres ; composez *#06# sur le téléphone pour le voir. Seul celui qui a le téléphone peut faire cela.
ask-lender = Demander à { $lender }
back-to-paying = Retour au paiement

return = Rendre le téléphone
return-steps = Où cela en est
return-requested = Vous avez demandé à rendre le téléphone.
return-appointed = Il est convenu que vous le remettez le { $day } : { $place }
return-received = Vous l’avez remis. Plus rien ne peut le restreindre.
return-inspected = Il a été examiné : note { $grade }, { $condition }. { $note }
grade-a = fonctionne et n’a pas de marques
grade-b = fonctionne et a de légères marques d’usage
grade-c = fonctionne et a de fortes marques ou une pièce usée
grade-d = cassé
return-valued = On vous a dit pour combien il compte.
return-closed = Votre compte a été soldé ainsi.
return-withdrawn = Vous gardez le téléphone.
return-explanation = Pour combien il compte, et ce qui reste
return-means = Ce que cela signifie
return-payoff = Tout payer aujourd’hui coûterait { $amount }.
return-worth = La valeur de votre { $model } est déduite de ce que vous devez.
return-meet = Vous convenez avec { $lender } du jour et du lieu, vous le remettez, et son état est noté.
return-written = Vous le recevez ensuite par écrit, ici : pour combien le téléphone compte, chaque coût et chaque crédit, et ce qui reste. Il se peut que vous deviez encore quelque chose. S’il vaut plus que votre dette, le reste est à vous.
return-free = Dès votre demande, rien n’est restreint. Dès la remise, plus rien ne peut restreindre ce téléphone.
return-erase = Sauvegardez et effacez vos données avant. { $lender } n’efface jamais un téléphone.
return-keep = Vous pouvez garder le téléphone tant que votre compte n’est pas soldé.
return-ask = Demander à rendre le téléphone
return-keep-it = Je garde le téléphone
return-keep-it-note = Le plan tel qu’il est continue.
return-keep-it-do = Garder le téléphone
return-none = Il n’y a rien à rendre.
return-none-note = Ce contrat n’est plus en cours.

owed-1 = 1. Le { $day } vous deviez { $amount }.
owed-1-rebate = 1. Le { $day } vous deviez { $amount }, après déduction de { $rebate } d’intérêts non échus.
owed-2 = 2. Le téléphone compte pour { $amount }.
owed-3 = 3. Après cela vous deviez { $amount }.
owed-3-more = 3. Le téléphone vaut { $amount } de plus que ce que vous deviez.
owed-4 = 4. Coûts de la restitution : { $list }.
owed-5 = 5. Crédits en votre faveur : { $list }.
owed-capped = La loi ou les règles du prêteur limitent ce que vous devez : { $amount } ont été déduits.
owed-6-surplus = 6. Excédent : { $lender } vous paie { $amount }.
owed-6-even = 6. Vous ne devez plus rien.
owed-6-deficiency = 6. Solde : vous devez encore { $amount }.
expense-retaking = enlèvement
expense-holding = garde
expense-preparing = préparation à la vente
expense-processing = traitement du dossier
expense-disposing = vente
credit-credit-balance = votre solde créditeur
credit-service-refund = remboursement d’un contrat de service
credit-charge-refund = remboursement de frais
credit-goodwill = geste commercial

refused-imei = Ce n’est pas un IMEI du téléphone. Il a 15 chiffres ; composez *#06# pour le voir.
refused-wish = Choisissez ce qui vous aiderait.
refused-note = La note est trop longue : elle a { $count } caractères au plus.
refused-again = Votre dernière demande s’est terminée sans plan. Vous pouvez redemander à partir du { $day }, ou appeler { $lender }.
refused-asked = Une demande d’aide est déjà ouverte.
refused-lapsed = La proposition valait jusqu’au { $day }. Demandez-en une nouvelle à { $lender }.
refused-other-offer = { $lender } a changé la proposition depuis que vous avez ouvert la page. Relisez-la ci-dessous.
refused-changed = Les chiffres de ce plan ont changé depuis la proposition. Demandez une nouvelle proposition à { $lender }.
refused-no-offer = Cette proposition n’existe pas. Relisez la page.
refused-return-again = Vous avez gardé le téléphone après votre dernière demande. Vous pouvez redemander à partir du { $day }.
refused-else = Ce n’est pas possible maintenant. Demandez à { $lender }.
