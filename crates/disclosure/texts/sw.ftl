# Karatasi ya mambo muhimu kwa Kiswahili.

language = Kiswahili
title = Mambo muhimu kuhusu mkopo wako
skip = Nenda kwenye maelezo
claim = Simu inaweza kuzuiwa tu pale mkataba na sheria vinaporuhusu, na huwa huru mara deni linapolipwa.
as-pdf = Pakua kama PDF
no-pdf = Hakuna PDF kwa lugha hii. Chapisha ukurasa huu.
other-languages = Kwa lugha nyingine

offered = Hii ni ofa. Hakuna kilichokubaliwa mpaka uikubali.
accepted = Ulikubali haya tarehe { $day }.
cancelled = Ofa hii imeondolewa. Haimfungi mtu yeyote.
lender = Mkopeshaji
phone = Simu
reference = Kumbukumbu yako ya malipo

cost = Gharama yake
price = Bei ya simu
down-payment = Malipo ya mwanzo, hulipwa mara moja
amount-financed = Kiasi cha mkopo
amount-financed-note = Mkopo unaoutumia.
interest-rate = Kiwango cha riba kwa mwaka
interest-declining = Huhesabiwa kwa kiasi unachodaiwa bado.
interest-flat = Huhesabiwa kwa kiasi chote kwa muda wote, hata kama umeshalipa sehemu.
finance-charge = Gharama ya mkopo
finance-charge-note = Kiasi cha fedha ambacho mkopo unakugharimu.
total-of-payments = Jumla ya malipo
total-of-payments-note = Utakachokuwa umelipa baada ya awamu zote.
total-cost = Gharama yote
total-cost-note = Malipo ya mwanzo pamoja na awamu zote.
apr = Kiwango cha gharama kwa mwaka
apr-note = Kiwango cha gharama kwa mwaka ni gharama ya mkopo ikihesabiwa kwa mwaka. Kitumie kulinganisha ofa.
apr-us = Njia ya Marekani (Regulation Z)
apr-eu = Njia ya Umoja wa Ulaya
apr-none = ni kikubwa mno kuonyeshwa

schedule = Awamu
schedule-note = { $count ->
    [one] Awamu moja, ya kulipwa tarehe { $first }.
   *[other] Awamu { $count }; ya kwanza tarehe { $first }, ya mwisho tarehe { $last }.
 }
number = Na.
due-on = Tarehe ya kulipa
principal = Mkopo
interest = Riba
installment = Ya kulipa

late = Ukichelewa kulipa
late-grace = { $days ->
    [0] Malipo huwa yamechelewa kuanzia siku inayofuata tarehe ya kulipa.
    [one] Hakuna kinachotokea siku ya kwanza baada ya tarehe ya kulipa.
   *[other] Hakuna kinachotokea katika siku { $days } za kwanza baada ya tarehe ya kulipa.
 }
late-never = Simu haizuiwi kamwe, deni liwe kiasi gani.
late-notices = Kabla simu haijazuiwa unapata kila moja ya taarifa hizi, kwa mpangilio huu:
late-notice = { $days ->
    [one] Malipo yakichelewa siku { $from }: { $channels }. Kisha una siku moja ya kulipa.
   *[other] Malipo yakichelewa siku { $from }: { $channels }. Kisha una siku { $days } za kulipa.
 }
or = au
and = na
channel-on-device = kwenye skrini ya simu
channel-sms = kwa ujumbe mfupi
channel-email = kwa barua pepe
channel-letter = kwa barua
late-levels = Kama hakuna kilicholipwa, simu inaweza kuzuiwa hatua kwa hatua, kamwe si kabla ya siku hizi:
late-reminder = Malipo yakichelewa siku { $from }: kikumbusho hujaza skrini. Unaweza kukiondoa.
late-limited = Malipo yakichelewa siku { $from }: burudani huzimwa. Simu, ujumbe na kazi hubaki.
late-locked = Malipo yakichelewa siku { $from }: simu hufungwa, isipokuwa yaliyoorodheshwa hapa chini.
late-hours = { $days ->
    [0] Kizuizi huanza tu kati ya saa { $from }:00 na { $to }:00, { $weekdays }.
    [one] Kizuizi huanza tu kati ya saa { $from }:00 na { $to }:00, { $weekdays }, na kila hatua hudumu angalau siku moja.
   *[other] Kizuizi huanza tu kati ya saa { $from }:00 na { $to }:00, { $weekdays }, na kila hatua hudumu angalau siku { $days }.
 }
late-silence = { $days ->
    [one] Simu ikikaa siku moja bila mawasiliano baada ya muda uliolipiwa kuisha, inaweza kukuomba uunganishe mtandao au uandike namba. Hutangaza kabla.
   *[other] Simu ikikaa siku { $days } bila mawasiliano baada ya muda uliolipiwa kuisha, inaweza kukuomba uunganishe mtandao au uandike namba. Hutangaza kabla.
 }
late-floor = Deni liwe kiasi gani, haya hufanya kazi daima:
floor-emergency-calls = simu za dharura
floor-incoming-calls = kupigiwa simu
floor-public-alerts = tahadhari za umma
floor-lender-contact = kuwasiliana na mkopeshaji
floor-pay-page = ukurasa wa kulipa
floor-own-data = data yako mwenyewe, ambayo haisomwi wala haifutwi kamwe
floor-internet = intaneti
late-lifted = { $minutes ->
    [one] Lipa kilichochelewa, na simu huwa huru ndani ya dakika moja ikiwa na mtandao.
   *[other] Lipa kilichochelewa, na simu huwa huru ndani ya dakika { $minutes } ikiwa na mtandao.
 }
late-compensation = Simu ikizuiwa bila haki, mkopeshaji atakulipa { $amount } kwa kila saa iliyoanza.
late-dispute = Malipo yaliyo njiani, malalamiko au ombi la msaada huzuia simu isifungwe.
late-rules = Kanuni: { $title }, toleo { $version } ({ $status }).
status-house = kanuni za tahadhari za mradi wenyewe
status-draft = rasimu iliyochapishwa, bado haijaanza kutumika
status-model = kanuni zinazotumika kwa jambo lingine, zilizochukuliwa kama mfano
status-in-force = zinatumika
late-free = Baada ya malipo ya mwisho simu huwa huru daima. Unapata hati ya kumaliza deni iliyotiwa saini ambayo mtu yeyote anaweza kuithibitisha.

fees = Ada
fees-none = Mkataba huu hauna ada wala tozo za kuchelewa kulipa.
fees-so-far = Ada mpaka sasa: { $fees }. Tozo za kuchelewa mpaka sasa: { $penalties }.
fee-line = { $name }: { $amount }, { $when }.
fee-at-disbursement = fedha zinapotolewa
fee-at-installment = pamoja na kila awamu
fee-on-day = tarehe { $day }
fee-overdue = awamu ikichelewa siku { $days }
fee-of-principal = asilimia { $percent } ya mkopo
fee-of-installment = asilimia { $percent } ya awamu
fee-of-interest = asilimia { $percent } ya riba
fee-of-disbursed = asilimia { $percent } ya fedha zilizotolewa

early = Kulipa mapema
early-right = Unaweza kulipa yote wakati wowote. Riba ya siku zinazofuata haidaiwi, na kulipa mapema hakugharimu chochote. Uliza kwanza kiasi kwa { $lender }.

contact = Maswali na msaada
contact-text = Uliza { $lender } kila jambo lisipoeleweka, na mara moja usipoweza kulipa kwa wakati.
contact-phone = Simu
contact-email = Barua pepe
contact-web = Tovuti
pay-at = Lipa hapa

date = { $day } { $month } { $year }
month-1 = Januari
month-2 = Februari
month-3 = Machi
month-4 = Aprili
month-5 = Mei
month-6 = Juni
month-7 = Julai
month-8 = Agosti
month-9 = Septemba
month-10 = Oktoba
month-11 = Novemba
month-12 = Desemba
weekday-1 = Jumatatu
weekday-2 = Jumanne
weekday-3 = Jumatano
weekday-4 = Alhamisi
weekday-5 = Ijumaa
weekday-6 = Jumamosi
weekday-7 = Jumapili
weekdays-range = { $first } hadi { $last }
page = Ukurasa { $number } kati ya { $count }
