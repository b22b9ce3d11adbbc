# When paying becomes hard: plans and giving the phone back, in English. Every language has exactly these messages.

# Plans side by side
plan-today = Today
plan-today-note = The plan as it stands.
plan-number = Plan { $number }
plan-what = What changes
plan-installment = Usual installment
plan-installments-left = Installments left
plan-ends-on = Last due date
plan-still-to-pay = Still to pay in all
plan-overdue = Of it overdue
plan-compared = Compared with today
plan-more = { $amount } more
plan-less = { $amount } less
plan-same = the same
plan-given-up = Given up by the lender
plan-nothing = nothing
plan-none = none
plan-apr-us = Annual percentage rate, United States’ rules
plan-apr-eu = Annual percentage rate, European Union’s rules
plan-bureau = Told to a credit bureau, if the lender reports
plan-late-since = Reported as late since; no plan changes it
bureau-current = less than 30 days late
bureau-days = { $from } to { $to } days late
bureau-most = 180 days late or more
bureau-forbearance = payments or interest rest by agreement
bureau-modified = the contract was changed by agreement

# What a plan changes
change-re-age = { $count ->
    [one] All that is owed moves to one new installment, due on { $day }.
   *[other] All that is owed moves to { $count } new installments, the first due on { $day }.
 }
change-re-age-default = Interest that is due moves to the first of them; new interest goes on as agreed.
change-re-age-waive = Interest that is due is given up; new interest goes on as agreed.
change-re-age-payable = Interest that is due is split evenly; there is no new interest.
change-re-age-full = The interest of the old plan to its end is split evenly; there is no new interest.
change-re-amortize = What is overdue is spread over the installments that are left. Due dates stay.
change-re-amortize-default = Interest that is due moves to the next installment.
change-re-amortize-waive = Interest that is due is given up.
change-re-amortize-equal = Interest that is due is split evenly over the installments that are left.
change-from = It changes the installments from the one due on { $day } on.
change-shift = The first changed due date moves to { $day }, later ones follow.
change-extra = { $count ->
    [one] There is one installment more at the end.
   *[other] There are { $count } installments more at the end.
 }
change-amount = Each installment but the last is { $amount }.
change-rate = The interest is { $rate } % a year.
change-rate-from = From { $day } on the interest is { $rate } % a year.
change-no-principal = { $count ->
    [one] For one installment only interest and charges are paid.
   *[other] For { $count } installments only interest and charges are paid.
 }
change-no-interest = { $count ->
    [one] For one installment no interest is paid; it is asked for with the one after it.
   *[other] For { $count } installments no interest is paid; it is asked for with the one after them.
 }
change-pause = There is no interest from { $first } through { $last }.
change-holiday = { $count ->
    [one] The next installment is skipped. Every later due date moves back as much.
   *[other] The next { $count } installments are skipped. Every later due date moves back as much.
 }
change-holiday-carried = Interest goes on meanwhile and is added at the end of the break.
change-holiday-compounded = Interest goes on meanwhile; it is added after each skipped installment and bears interest itself.
change-holiday-waived = There is no interest meanwhile.
change-forgive = { $amount } of what is owed is given up.

# What may be asked for
wish-term-extension = Smaller installments over a longer time
wish-payment-holiday = No payments for a while
wish-re-amortize = What is overdue spread over the installments that are left
wish-re-age = A new start: one new plan for all that I owe
wish-lower-rate = Less interest
wish-forgiveness = A part given up, because I can’t pay all of it
wish-other = Something else, or I don’t know yet

# The page to ask for help
help = I can’t pay now
help-paid = Everything is paid.
help-paid-note = Nothing is left to pay on this contract.
help-over = This contract no longer restricts your { $model }.
help-over-note = Ask { $lender } about what is still owed.
help-later = You can ask here again from { $day }.
help-later-note = Your last request ended without a plan. { $lender } can ask for you at any time.
help-waiting = Your request reached { $lender }.
help-waiting-note = Nothing is restricted until it is answered.
help-waiting-next = { $lender } answers with up to three plans, which you then see here, beside the plan as it stands. You need not accept any.
help-asked-on = Asked on
help-asked-for = For
help-offered = { $count ->
    [one] { $lender } offers you a plan.
   *[other] { $lender } offers you { $count } plans.
 }
help-offered-note = { $count ->
    [one] You can accept it through { $day }. Nothing is restricted meanwhile.
   *[other] You can accept one through { $day }. Nothing is restricted meanwhile.
 }
help-stale = This plan can’t be accepted any more.
help-stale-note = What you owe has changed since it was offered. Ask { $lender } for a new offer.
help-choose = Which plan do you accept?
help-accept = Accept the plan
help-replaces = The plan you accept takes the place of the plan as it stands. What was paid stays paid.
help-agreed = Your new plan
help-agreed-on = You accepted a plan on { $day }.
help-agreed-note = What was overdue before restricts nothing any more. This is what is left to pay: { $amount }.
help-left = Left to pay
help-ask = Ask for help
help-ask-again = If it becomes hard again
help-ask-note = Asking costs nothing. Until { $lender } answers, nothing is restricted, and a restriction in force is lifted. You decide then: a plan counts only when you accept it.
help-wish = What would help?
help-what = What happened?
help-what-note = If you want to say. { $lender } reads it; this page doesn’t show it again.
help-once = If a request ends without a plan, you can ask here again 30 days later.
help-withdraw = I don’t need help any more
help-withdraw-note = The plan as it stands goes on, and what is overdue can restrict the phone again, after the notices that come before. You can ask again 30 days later.
help-withdraw-do = Withdraw the request
imei = The phone’s IMEI
imei-note = 15 digits; dial *#06# on the phone to see it. Only who has the phone may do this.
ask-lender = Ask { $lender }
back-to-paying = Back to paying

# The page to give the phone back
return = Give the phone back
return-steps = Where it stands
return-requested = You asked to give the phone back.
return-appointed = It was agreed that you hand it over on { $day }: { $place }
return-received = You handed it over. Nothing can restrict it any more.
return-inspected = It was looked at: grade { $grade }, { $condition }. { $note }
grade-a = works and has no marks
grade-b = works and has light marks of use
grade-c = works and has heavy marks or a worn part
grade-d = broken
return-valued = You were told what it counts for.
return-closed = Your account was settled by it.
return-withdrawn = You keep the phone.
return-explanation = What it counts for, and what remains
return-means = What it means
return-payoff = Paying everything today would cost { $amount }.
return-worth = The worth of your { $model } is taken off what you owe.
return-meet = You agree with { $lender } on day and place, hand it over, and its condition is graded.
return-written = You then get it in writing, here: what the phone counts for, every cost and credit, and what remains. You may still owe something. If it is worth more than you owe, the rest is yours.
return-free = From your request on nothing is restricted. From the handing over on nothing can restrict this phone again.
return-erase = Save and erase your data before. { $lender } never erases a phone.
return-keep = You can keep the phone after all until your account is settled.
return-ask = Ask to give the phone back
return-keep-it = I keep the phone
return-keep-it-note = The plan as it stands goes on.
return-keep-it-do = Keep the phone
return-none = There is nothing to give back.
return-none-note = This contract no longer runs.

# The written explanation of a return
owed-1 = 1. On { $day } you owed { $amount }.
owed-1-rebate = 1. On { $day } you owed { $amount }, after { $rebate } of unearned interest was taken off.
owed-2 = 2. The phone counts for { $amount }.
owed-3 = 3. After that you owed { $amount }.
owed-3-more = 3. The phone is worth { $amount } more than you owed.
owed-4 = 4. Costs of the return: { $list }.
owed-5 = 5. Credits in your favor: { $list }.
owed-capped = The law or the lender’s policy limits what you owe: { $amount } was taken off.
owed-6-surplus = 6. Surplus: { $lender } pays you { $amount }.
owed-6-even = 6. You owe nothing more.
owed-6-deficiency = 6. Deficiency: you still owe { $amount }.
expense-retaking = fetching it
expense-holding = storing it
expense-preparing = preparing it for sale
expense-processing = handling and paperwork
expense-disposing = selling it
credit-credit-balance = your credit balance
credit-service-refund = refund of a service contract
credit-charge-refund = refund of charges
credit-goodwill = goodwill

# Why something is not done
refused-imei = This is not an IMEI of the phone. It has 15 digits; dial *#06# to see it.
refused-wish = Choose what would help.
refused-note = The note is too long: it has { $count } characters at most.
refused-again = Your last request ended without a plan. You can ask again from { $day }, or call { $lender }.
refused-asked = A request for help is open already.
refused-lapsed = The offer stood through { $day }. Ask { $lender } for a new one.
refused-other-offer = { $lender } has changed the offer since you opened the page. Read it again below.
refused-changed = The figures of this plan have changed since it was offered. Ask { $lender } for a new offer.
refused-no-offer = There is no such offer. Read the page again.
refused-return-again = You kept the phone after your last request. You can ask again from { $day }.
refused-else = This can’t be done now. Ask { $lender }.
