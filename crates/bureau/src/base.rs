use crate::base_fields::{self as f, BASE};
use crate::history::profile;
use crate::letters::capital;
use crate::{Period, Record, Tradeline, TradelineFault};

/// An installment loan.
const INSTALLMENT: &str = "I";
/// An installment sales contract: goods bought on installments.
const INSTALLMENT_SALE: &str = "06";
/// One person owes, alone.
const INDIVIDUAL: &str = "1";

/// The base segment of a loan.
pub(crate) fn segment(
    line: &Tradeline,
    identification: &str,
    period: &Period,
) -> Result<Record, TradelineFault> {
    line.check(period.ends_on)?;
    let mut record = Record::of(BASE);
    record.put(&f::DESCRIPTOR, "0426");
    record.put(&f::PROCESSING, "1");
    record.put_instant(&f::TIME_STAMP, period.made_at);
    record.put(&f::IDENTIFICATION, &written(identification));
    account(&mut record, line);
    standing(&mut record, line, period);
    consumer(&mut record, line);
    Ok(record)
}

/// What was agreed.
fn account(record: &mut Record, line: &Tradeline) {
    record.put(&f::ACCOUNT_NUMBER, &line.account);
    record.put(&f::PORTFOLIO, INSTALLMENT);
    record.put(&f::ACCOUNT_TYPE, INSTALLMENT_SALE);
    record.put_day(&f::OPENED, Some(line.opened_on));
    record.put_dollars(&f::LOAN_AMOUNT, line.loan_amount);
    record.put(&f::TERMS_DURATION, &format!("{:03}", line.term_months.clamp(1, 999)));
    record.put(&f::TERMS_FREQUENCY, line.frequency.map_or("", crate::Frequency::code));
    record.put(&f::INTEREST_TYPE, "F");
}

/// How it stands.
fn standing(record: &mut Record, line: &Tradeline, period: &Period) {
    let condition = line.condition;
    let runs = matches!(condition, crate::Condition::Open { .. });
    if runs {
        record.put_dollars(&f::SCHEDULED, line.scheduled_monthly);
    }
    record.put_dollars(&f::PAID, line.paid_in_month);
    record.put(&f::STATUS, condition.status());
    record.put(&f::RATING, &condition.rating().map(String::from).unwrap_or_default());
    record.put(&f::HISTORY, &profile(&line.history));
    record.put(&f::SPECIAL_COMMENT, line.arrangement.map_or("", |it| it.special_comment()));
    record.put(&f::COMPLIANCE, line.dispute.map_or("", |it| it.compliance_code()));
    if !condition.is_paid() {
        record.put_dollars(&f::BALANCE, line.balance);
        // Less than 30 days late is reported as current: nothing is past due then.
        if condition.is_delinquent() {
            record.put_dollars(&f::PAST_DUE, line.past_due);
        }
    }
    if let Some(amount) = condition.charged_off() {
        record.put_dollars(&f::CHARGE_OFF, amount);
    }
    record.put_day(&f::AS_OF, Some(period.ends_on));
    record.put_day(&f::FIRST_DELINQUENCY, line.first_delinquent_on.filter(|_| condition.is_delinquent()));
    record.put_day(&f::CLOSED, condition.closed_on());
    record.put_day(&f::LAST_PAYMENT, line.last_paid_on);
}

fn consumer(record: &mut Record, line: &Tradeline) {
    let (consumer, address) = (&line.consumer, &line.consumer.address);
    record.put(&f::SURNAME, &written(&consumer.surname));
    record.put(&f::FIRST_NAME, &written(&consumer.first_name));
    record.put(&f::MIDDLE_NAME, &written(consumer.middle_name.as_deref().unwrap_or_default()));
    record.put(&f::SSN, consumer.social_security_number.digits());
    record.put_day(&f::BIRTH, Some(consumer.born_on));
    if let Some(telephone) = consumer.american_telephone() {
        record.put(&f::TELEPHONE, &format!("{telephone:010}"));
    }
    record.put(&f::ECOA, INDIVIDUAL);
    record.put(&f::COUNTRY, "US");
    record.put(&f::ADDRESS_1, &written(&address.line_1));
    record.put(&f::ADDRESS_2, &written(address.line_2.as_deref().unwrap_or_default()));
    record.put(&f::CITY, &written(&address.city));
    record.put(&f::STATE, &address.state);
    record.put(&f::ZIP, &address.zip_digits().unwrap_or_default());
}

/// What was checked before can be written.
fn written(text: &str) -> String {
    capital(text).unwrap_or_default()
}
