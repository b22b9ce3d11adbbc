# Kulipa kunapokuwa kugumu: mipango na kurudisha simu, kwa Kiswahili. Kila lugha ina ujumbe huu huu kamili.

plan-today = Leo
plan-today-note = Mpango kama ulivyo.
plan-number = Mpango { $number }
plan-what = Kinachobadilika
plan-installment = Awamu ya kawaida
plan-installments-left = Awamu zilizobaki
plan-ends-on = Tarehe ya mwisho ya kulipa
plan-still-to-pay = Jumla iliyobaki kulipwa
plan-overdue = Kati yake iliyochelewa
plan-compared = Ukilinganisha na leo
plan-more = { $amount } zaidi
plan-less = { $amount } pungufu
plan-same = sawa
plan-given-up = Kilichosamehewa na mkopeshaji
plan-nothing = hakuna kitu
plan-none = hakuna
plan-apr-us = Kiwango cha gharama kwa mwaka, kanuni za Marekani
plan-apr-eu = Kiwango cha gharama kwa mwaka, kanuni za Umoja wa Ulaya
plan-bureau = Kinachoelezwa ofisi ya taarifa za mikopo, ikiwa mkopeshaji hutoa taarifa
plan-late-since = Imetolewa taarifa ya kuchelewa tangu; hakuna mpango unaobadilisha
bureau-current = umechelewa chini ya siku 30
bureau-days = umechelewa siku { $from } hadi { $to }
bureau-most = umechelewa siku 180 au zaidi
bureau-forbearance = malipo au riba imesimama kwa makubaliano
bureau-modified = mkataba ulibadilishwa kwa makubaliano

change-re-age = { $count ->
    [one] Deni lote linahamia awamu moja mpya, ya kulipwa tarehe { $day }.
   *[other] Deni lote linahamia awamu mpya { $count }, ya kwanza ya kulipwa tarehe { $day }.
 }
change-re-age-default = Riba inayodaiwa inahamia ya kwanza; riba mpya inaendelea kama ilivyokubaliwa.
change-re-age-waive = Riba inayodaiwa inasamehewa; riba mpya inaendelea kama ilivyokubaliwa.
change-re-age-payable = Riba inayodaiwa inagawanywa sawasawa; hakuna riba mpya.
change-re-age-full = Riba ya mpango wa zamani hadi mwisho inagawanywa sawasawa; hakuna riba mpya.
change-re-amortize = Kilichochelewa kinagawanywa kwenye awamu zilizobaki. Tarehe za kulipa hazibadiliki.
change-re-amortize-default = Riba inayodaiwa inahamia awamu inayofuata.
change-re-amortize-waive = Riba inayodaiwa inasamehewa.
change-re-amortize-equal = Riba inayodaiwa inagawanywa sawasawa kwenye awamu zilizobaki.
change-from = Awamu zinabadilika kuanzia ile ya tarehe { $day }.
change-shift = Tarehe ya kwanza iliyobadilishwa inahamia { $day }, zinazofuata zinaifuata.
change-extra = { $count ->
    [one] Awamu moja inaongezwa mwishoni.
   *[other] Awamu { $count } zinaongezwa mwishoni.
 }
change-amount = Kila awamu isipokuwa ya mwisho ni { $amount }.
change-rate = Riba ni asilimia { $rate } kwa mwaka.
change-rate-from = Kuanzia { $day } riba ni asilimia { $rate } kwa mwaka.
change-no-principal = { $count ->
    [one] Kwa awamu moja unalipa riba na ada pekee.
   *[other] Kwa awamu { $count } unalipa riba na ada pekee.
 }
change-no-interest = { $count ->
    [one] Kwa awamu moja hulipi riba; inadaiwa pamoja na inayofuata.
   *[other] Kwa awamu { $count } hulipi riba; inadaiwa pamoja na ile inayozifuata.
 }
change-pause = Hakuna riba kuanzia { $first } hadi { $last }.
change-holiday = { $count ->
    [one] Awamu inayofuata inarukwa. Tarehe zote za baadaye zinasogea mbele vivyo hivyo.
   *[other] Awamu { $count } zinazofuata zinarukwa. Tarehe zote za baadaye zinasogea mbele vivyo hivyo.
 }
change-holiday-carried = Riba inaendelea wakati huo na inaongezwa mwisho wa mapumziko.
change-holiday-compounded = Riba inaendelea wakati huo; inaongezwa baada ya kila awamu iliyorukwa na yenyewe inazaa riba.
change-holiday-waived = Hakuna riba wakati huo.
change-forgive = { $amount } ya deni inasamehewa.

wish-term-extension = Awamu ndogo zaidi kwa muda mrefu zaidi
wish-payment-holiday = Kutolipa kwa muda
wish-re-amortize = Kugawa kilichochelewa kwenye awamu zilizobaki
wish-re-age = Kuanza upya: mpango mmoja mpya kwa deni langu lote
wish-lower-rate = Riba ndogo zaidi
wish-forgiveness = Kusamehewa sehemu, kwa sababu siwezi kulipa yote
wish-other = Kitu kingine, au bado sijui

help = Siwezi kulipa sasa
help-paid = Yote yamelipwa.
help-paid-note = Hakuna kilichobaki kulipwa kwenye mkataba huu.
help-over = Mkataba huu hauzuii tena { $model } yako.
help-over-note = Uliza { $lender } kuhusu kinachodaiwa bado.
help-later = Unaweza kuomba tena hapa kuanzia { $day }.
help-later-note = Ombi lako la mwisho liliisha bila mpango. { $lender } anaweza kuomba kwa niaba yako wakati wowote.
help-waiting = Ombi lako limemfikia { $lender }.
help-waiting-note = Hakuna kinachozuiwa hadi lijibiwe.
help-waiting-next = { $lender } hujibu kwa mipango isiyozidi mitatu, ambayo utaiona hapa kando ya mpango kama ulivyo. Huna lazima ya kukubali wowote.
help-asked-on = Uliomba tarehe
help-asked-for = Kwa ajili ya
help-offered = { $count ->
    [one] { $lender } anakupa mpango mmoja.
   *[other] { $lender } anakupa mipango { $count }.
 }
help-offered-note = { $count ->
    [one] Unaweza kuukubali hadi { $day }. Wakati huo hakuna kinachozuiwa.
   *[other] Unaweza kukubali mmoja hadi { $day }. Wakati huo hakuna kinachozuiwa.
 }
help-stale = Mpango huu hauwezi kukubaliwa tena.
help-stale-note = Deni lako limebadilika tangu ulipotolewa. Omba { $lender } mpango mpya.
help-choose = Unakubali mpango upi?
help-accept = Kubali mpango
help-replaces = Mpango utakaoukubali unachukua nafasi ya mpango kama ulivyo. Kilicholipwa kinabaki kimelipwa.
help-agreed = Mpango wako mpya
help-agreed-on = Ulikubali mpango tarehe { $day }.
help-agreed-note = Kilichochelewa awali hakizuii tena kitu. Hiki ndicho kilichobaki kulipwa: { $amount }.
help-left = Kilichobaki kulipwa
help-ask = Omba msaada
help-ask-again = Ikiwa vigumu tena
help-ask-note = Kuomba hakugharimu chochote. Hadi { $lender } ajibu hakuna kinachozuiwa, na kizuizi kilichopo kinaondolewa. Kisha unaamua wewe: mpango unahesabiwa pale tu unapoukubali.
help-wish = Nini kingesaidia?
help-what = Nini kilitokea?
help-what-note = Ukitaka kusema. { $lender } hukisoma; ukurasa huu haukionyeshi tena.
help-once = Ombi likiisha bila mpango, unaweza kuomba tena hapa baada ya siku 30.
help-withdraw = Sihitaji msaada tena
help-withdraw-note = Mpango kama ulivyo unaendelea, na kilichochelewa kinaweza kuzuia simu tena, baada ya taarifa zinazotangulia. Unaweza kuomba tena baada ya siku 30.
help-withdraw-do = Ondoa ombi
imei = IMEI ya simu
imei-note = Tarakimu 15; piga *#06# kwenye simu kuiona. Ni mwenye simu pekee anayeweza kufanya hivi.
ask-lender = Uliza { $lender }
back-to-paying = Rudi kwenye malipo

return = Rudisha simu
return-steps = Ilipofikia
return-requested = Uliomba kurudisha simu.
return-appointed = Ilikubaliwa uikabidhi tarehe { $day }: { $place }
return-received = Uliikabidhi. Hakuna kinachoweza kuizuia tena.
return-inspected = Ilikaguliwa: daraja { $grade }, { $condition }. { $note }
grade-a = inafanya kazi na haina alama
grade-b = inafanya kazi na ina alama ndogo za matumizi
grade-c = inafanya kazi na ina alama kubwa au sehemu iliyochakaa
grade-d = imeharibika
return-valued = Ulielezwa inahesabiwa kwa kiasi gani.
return-closed = Akaunti yako ilikamilishwa nayo.
return-withdrawn = Unabaki na simu.
return-explanation = Inahesabiwa kiasi gani, na kinachobaki
return-means = Maana yake
return-payoff = Kulipa yote leo kungegharimu { $amount }.
return-worth = Thamani ya { $model } yako inapunguzwa kwenye deni lako.
return-meet = Mnakubaliana na { $lender } siku na mahali, unaikabidhi, na hali yake inapewa daraja.
return-written = Kisha unapata kwa maandishi, hapa: simu inahesabiwa kiasi gani, kila gharama na kila kiasi chako, na kinachobaki. Huenda bado ukadaiwa. Ikiwa thamani yake inazidi deni lako, kinachozidi ni chako.
return-free = Tangu unapoomba hakuna kinachozuiwa. Tangu unapoikabidhi hakuna kinachoweza kuzuia simu hii tena.
return-erase = Kwanza hifadhi na ufute data yako. { $lender } hafuti simu kamwe.
return-keep = Unaweza kubaki na simu hadi akaunti yako ikamilishwe.
return-ask = Omba kurudisha simu
return-keep-it = Nabaki na simu
return-keep-it-note = Mpango kama ulivyo unaendelea.
return-keep-it-do = Baki na simu
return-none = Hakuna cha kurudisha.
return-none-note = Mkataba huu hauendelei tena.

owed-1 = 1. Tarehe { $day } ulidaiwa { $amount }.
owed-1-rebate = 1. Tarehe { $day } ulidaiwa { $amount }, baada ya kupunguza { $rebate } ya riba ambayo haijafikia wakati.
owed-2 = 2. Simu inahesabiwa kwa { $amount }.
owed-3 = 3. Baada ya hapo ulidaiwa { $amount }.
owed-3-more = 3. Thamani ya simu inazidi deni lako kwa { $amount }.
owed-4 = 4. Gharama za kurudisha: { $list }.
owed-5 = 5. Kiasi kwa faida yako: { $list }.
owed-capped = Sheria au kanuni za mkopeshaji zinaweka kikomo cha deni lako: { $amount } imepunguzwa.
owed-6-surplus = 6. Ziada: { $lender } anakulipa { $amount }.
owed-6-even = 6. Hudaiwi kitu tena.
owed-6-deficiency = 6. Upungufu: bado unadaiwa { $amount }.
expense-retaking = kuichukua
expense-holding = kuitunza
expense-preparing = kuiandaa kuuzwa
expense-processing = ushughulikiaji wa hati
expense-disposing = kuiuza
credit-credit-balance = salio lako
credit-service-refund = marejesho ya mkataba wa huduma
credit-charge-refund = marejesho ya ada
credit-goodwill = hisani

refused-imei = Hii si IMEI ya simu. Ina tarakimu 15; piga *#06# kuiona.
refused-wish = Chagua nini kingesaidia.
refused-note = Maelezo ni marefu mno: herufi zisizidi { $count }.
refused-again = Ombi lako la mwisho liliisha bila mpango. Unaweza kuomba tena kuanzia { $day }, au mpigie { $lender }.
refused-asked = Ombi la msaada tayari liko wazi.
refused-lapsed = Mpango ulidumu hadi { $day }. Omba { $lender } mpya.
refused-other-offer = { $lender } amebadilisha mpango tangu ulipofungua ukurasa. Usome tena hapa chini.
refused-changed = Takwimu za mpango huu zimebadilika tangu ulipotolewa. Omba { $lender } mpango mpya.
refused-no-offer = Hakuna mpango kama huo. Soma ukurasa tena.
refused-return-again = Ulibaki na simu baada ya ombi lako la mwisho. Unaweza kuomba tena kuanzia { $day }.
refused-else = Hili haliwezekani sasa. Uliza { $lender }.
