# The key-facts sheet in English. Every language has exactly these messages.

language = English
title = Key facts about your credit
skip = Skip to content
claim = A phone may be restricted only when contract and law allow it, and is free the moment the debt is paid.
as-pdf = Download as PDF
no-pdf = There is no PDF in this language. Print this page instead.
other-languages = In other languages

offered = This is an offer. Nothing is agreed until you accept it.
accepted = You accepted this on { $day }.
cancelled = This offer was withdrawn. It binds nobody.
lender = Lender
phone = Phone
reference = Your payment reference

cost = What it costs
price = Price of the phone
down-payment = Down payment, paid at once
amount-financed = Amount financed
amount-financed-note = The credit you have the use of.
interest-rate = Yearly interest rate
interest-declining = Reckoned on what you still owe.
interest-flat = Reckoned on the whole amount for the whole term, whatever you have paid back.
finance-charge = Finance charge
finance-charge-note = What the credit costs you in money.
total-of-payments = Total of payments
total-of-payments-note = What you will have paid after all installments.
total-cost = Total cost
total-cost-note = Down payment and all installments together.
apr = Annual percentage rate
apr-note = The annual percentage rate is the cost of the credit as a yearly rate. Compare offers by it.
apr-us = United States method (Regulation Z)
apr-eu = European Union method
apr-none = too high to be shown

schedule = Installments
schedule-note = { $count ->
    [one] One installment, due on { $first }.
   *[other] { $count } installments, the first due on { $first }, the last on { $last }.
 }
number = No.
due-on = Due on
principal = Principal
interest = Interest
installment = To pay

late = If you pay late
late-grace = { $days ->
    [0] A payment is late from the day after its due date.
    [one] Nothing happens on the first day after a due date.
   *[other] Nothing happens in the first { $days } days after a due date.
 }
late-never = The phone is never restricted, whatever is owed.
late-notices = Before the phone may be restricted you get each of these notices, in this order:
late-notice = { $days ->
    [one] When a payment is { $from } days late: { $channels }. You then have one day to pay.
   *[other] When a payment is { $from } days late: { $channels }. You then have { $days } days to pay.
 }
or = or
and = and
channel-on-device = on the phone’s screen
channel-sms = by text message
channel-email = by e-mail
channel-letter = by letter
late-levels = If nothing is paid, the phone can then be restricted step by step, never before these days:
late-reminder = When a payment is { $from } days late: a reminder fills the screen. You can put it away.
late-limited = When a payment is { $from } days late: entertainment is switched off. Calls, messages and work stay.
late-locked = When a payment is { $from } days late: the phone is locked, except for what is listed below.
late-hours = { $days ->
    [0] A restriction begins only between { $from } and { $to } o’clock on { $weekdays }.
    [one] A restriction begins only between { $from } and { $to } o’clock on { $weekdays }, and each step lasts at least one day.
   *[other] A restriction begins only between { $from } and { $to } o’clock on { $weekdays }, and each step lasts at least { $days } days.
 }
late-silence = { $days ->
    [one] If the phone has had no contact for a day after all you have paid for has run out, it may ask you to connect or to type a code. It announces this before.
   *[other] If the phone has had no contact for { $days } days after all you have paid for has run out, it may ask you to connect or to type a code. It announces this before.
 }
late-floor = Whatever is owed, these always work:
floor-emergency-calls = emergency calls
floor-incoming-calls = being called
floor-public-alerts = public alerts
floor-lender-contact = reaching the lender
floor-pay-page = the page to pay
floor-own-data = your own data, which is never read and never erased
floor-internet = the internet
late-lifted = { $minutes ->
    [one] Pay what is overdue, and the phone is free again within one minute of network contact.
   *[other] Pay what is overdue, and the phone is free again within { $minutes } minutes of network contact.
 }
late-compensation = If the phone is restricted without right, the lender owes you { $amount } for each hour begun.
late-dispute = A payment under way, a dispute or a request for help keeps a restriction away.
late-rules = The rules: { $title }, version { $version } ({ $status }).
status-house = the project’s own careful rules
status-draft = a published draft, not yet in force
status-model = rules in force for something else, taken as a model
status-in-force = in force
late-free = After the last payment the phone is free for good. You get a signed quittance that anyone can check.

fees = Fees
fees-none = There are no fees and no charges for late payment in this contract.
fees-so-far = Fees so far: { $fees }. Charges for late payment so far: { $penalties }.
fee-line = { $name }: { $amount }, { $when }.
fee-at-disbursement = when money is paid out
fee-at-installment = with each installment
fee-on-day = on { $day }
fee-overdue = when an installment is { $days } days late
fee-of-principal = { $percent } % of the principal
fee-of-installment = { $percent } % of the installment
fee-of-interest = { $percent } % of the interest
fee-of-disbursed = { $percent } % of what is paid out

early = Paying early
early-right = You may pay everything at any time. Interest for the days after that is not charged, and paying early costs nothing. Ask { $lender } for the amount first.

contact = Questions and help
contact-text = Ask { $lender } whenever something is unclear, and at once when you can’t pay on time.
contact-phone = Phone
contact-email = E-mail
contact-web = Web
pay-at = Pay at

date = { $month } { $day }, { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekdays-range = { $first } to { $last }
page = Page { $number } of { $count }
