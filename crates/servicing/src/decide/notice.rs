use policy::Channel;
use proof::documents::{Fact, Receipt};
use proof::{Parsed, Party};

use super::draft::Draft;
use crate::decision::NoticeOrder;
use crate::{Delinquency, Event, IssuedNotice, NoticeDelivery, NoticeReached, Refusal, timer};

impl Draft<'_> {
    /// Takes the proof that a notice reached the borrower on one channel. The same proof twice is no news.
    pub(super) fn notice_delivered(&mut self, delivery: NoticeDelivery) -> Result<(), Refusal> {
        let unknown = || Refusal::UnknownNotice(delivery.key.to_string());
        let rule = self.pack.notices.iter().find(|rule| rule.key == delivery.key).ok_or_else(unknown)?;
        let (key, channel, now) = (delivery.key.clone(), delivery.channel, self.now);
        if !rule.channels.contains(&channel) {
            return Err(Refusal::WrongChannel { notice: key.to_string(), channel: channel.as_str() });
        }
        if (channel == Channel::OnDevice) != delivery.receipt.is_some() {
            return Err(Refusal::ReceiptMissing);
        }
        let shown_at = self.shown_at(&delivery)?;
        let delinquency = self.contract.delinquency.as_mut().filter(|d| d.since == delivery.delinquent_since);
        let issued = delinquency.and_then(|d| d.notices.iter_mut().find(|notice| notice.key == key));
        let Some(issued) = issued else { return Err(unknown()) };
        if issued.deliveries.iter().any(|known| known.channel == channel) {
            return Ok(());
        }
        // A receipt of an earlier delinquency since the same day is no proof for this one. Documents carry
        // whole seconds.
        let earliest = issued.issued_at.as_second();
        if delivery.at > now || delivery.at.as_second() < earliest || shown_at.is_some_and(|at| at < earliest)
        {
            return Err(Refusal::ImpossibleTime);
        }
        let was_effective = issued.runs_out_at(rule).is_some();
        issued.deliveries.push(NoticeReached {
            channel,
            at: delivery.at,
            receipt: delivery.receipt,
            reference: delivery.reference,
        });
        let runs_out_at = issued.runs_out_at(rule).filter(|_| !was_effective);
        self.record(Event::NoticeDelivered { key: key.clone(), channel, at: delivery.at });
        if let Some(runs_out_at) = runs_out_at {
            self.record(Event::NoticeEffective { key, runs_out_at });
        }
        Ok(())
    }

    /// What the device's own receipt says (its second of trusted time), checked as the device will check it
    /// when it comes back in a warrant. `None` for other channels.
    fn shown_at(&self, delivery: &NoticeDelivery) -> Result<Option<i64>, Refusal> {
        let Some(bytes) = &delivery.receipt else { return Ok(None) };
        let invalid = Refusal::ReceiptInvalid;
        let device = self.contract.device.enrolled.as_ref().ok_or(invalid("no device is enrolled"))?;
        let receipt = Parsed::<Receipt>::parse(bytes).map_err(|_| invalid("it is malformed"))?;
        let receipt = receipt.verify(&device.key).map_err(|_| invalid("the device's key did not sign it"))?;
        let claims = receipt.claims();
        if claims.subject != self.contract.id
            || claims.issuer != Party::Device(self.contract.device.id)
            || claims.audience != Party::Lender(self.contract.lender)
        {
            return Err(invalid("it is between others"));
        }
        let (key, delinquent_since) = (delivery.key.clone(), delivery.delinquent_since);
        if receipt.body().fact != (Fact::NoticeShown { key, delinquent_since }) {
            return Err(invalid("it is about something else"));
        }
        if claims.issued_at.as_second() > delivery.at.as_second() {
            return Err(Refusal::ImpossibleTime);
        }
        Ok(Some(claims.issued_at.as_second()))
    }

    /// Issues the next notice when its day has come, the one before it has run out, and the hour is decent.
    pub(super) fn issue_notice(&mut self) -> Result<(), Refusal> {
        if timer::next_notice_at(&self.contract, self.pack, self.now) != Some(self.now) {
            return Ok(());
        }
        let Some(oldest) = self.contract.account.oldest_unpaid_due_on() else { return Ok(()) };
        let amount = self.contract.account.overdue(self.today);
        let named_through = self.today.yesterday().map_err(|_| Refusal::OutOfRange)?;
        let delinquency = self.contract.delinquency.get_or_insert_with(|| Delinquency {
            since: oldest,
            named_through,
            notices: Vec::new(),
        });
        let Some(rule) = delinquency.next_rule(self.pack) else { return Ok(()) };
        let since = delinquency.since;
        delinquency.named_through = named_through;
        delinquency.notices.push(IssuedNotice {
            key: rule.key.clone(),
            issued_at: self.now,
            deliveries: Vec::new(),
        });
        let (key, cure_days) = (rule.key.clone(), rule.cure_days);
        let elsewhere = rule.channels.iter().copied().filter(|channel| *channel != Channel::OnDevice);
        self.notices.extend(elsewhere.map(|channel| NoticeOrder {
            key: key.clone(),
            delinquent_since: since,
            channel,
            amount,
            cure_days,
        }));
        self.record(Event::NoticeIssued { key, amount, cure_days, channels: rule.channels.clone() });
        Ok(())
    }
}
