use policy::Level;

use crate::phone::Way;
use crate::{Answer, Content, Rule, Rules, Standing, VALID, Warrant, World};

impl World {
    /// A question reaches the server: it takes the receipts and answers with what the phone lacks.
    pub(super) fn ask(&mut self, rules: Rules) {
        for receipt in self.phone.unsent.drain(..) {
            self.lender.learn(receipt);
        }
        let is_grant = !self.phone.is_enrolled;
        let told = if is_grant && !rules.keep(Rule::QuittanceStays) {
            self.lender.signed.first()
        } else {
            self.lender.told()
        };
        let is_lacking = |told: &&Standing| is_grant || self.phone.doubts || told.seq != self.phone.seq();
        let standing = told.filter(is_lacking).cloned();
        self.answer = Some(Answer {
            at: self.today,
            seq: self.lender.seq(),
            standing,
            is_grant,
            is_released: self.is_ombudsman_release_signed,
            codes: self.codes_issued,
            is_taken: false,
        });
    }

    /// The answer reaches the phone, which takes it if it waits for it.
    pub(super) fn receive(&mut self, rules: Rules) {
        let Some(answer) = self.answer.take() else { return };
        let is_refused = answer.is_grant && !self.is_floor_whole && rules.keep(Rule::PackChecked);
        if answer.is_taken {
            self.truth.stale_answers = 1;
        }
        if !is_refused {
            self.phone.receive(&answer, rules, &mut self.truth);
        }
        if !rules.keep(Rule::NonceOnce) {
            self.answer = Some(Answer { is_taken: true, ..answer });
        }
        self.settle(rules);
    }

    /// A question and its answer at once.
    pub(crate) fn exchange(&mut self, rules: Rules) {
        self.ask(rules);
        self.receive(rules);
    }

    /// A standing signed some time ago comes by any way.
    pub(super) fn push(&mut self, index: u8, rules: Rules) {
        let Some(standing) = self.lender.signed.get(usize::from(index)).cloned() else { return };
        self.push_standing(&standing, rules);
    }

    pub(crate) fn push_standing(&mut self, standing: &Standing, rules: Rules) {
        self.phone.take(standing, Way::Push, rules, &mut self.truth);
        self.settle(rules);
    }

    /// The ombudsman's release comes by any way.
    pub(crate) fn push_release(&mut self, rules: Rules) {
        if self.phone.is_enrolled && rules.keep(Rule::OmbudsmanFrees) {
            self.phone.release(rules, &mut self.truth);
        }
        self.settle(rules);
    }

    /// An order for another phone comes by any way.
    pub(super) fn push_foreign(&mut self, rules: Rules) {
        if let Some(foreign) = self.foreign() {
            self.push_standing(&foreign, rules);
        }
    }

    /// A perfect order for another phone of the same lender, whose notice was shown there.
    #[must_use]
    pub fn foreign(&self) -> Option<Standing> {
        let notice = self.truth.receipts.first().copied()?;
        let until = self.today + VALID;
        let warrant = Warrant { level: Level::Locked, from: self.today, until, oldest: 0, named: 1, notice };
        let content = Content {
            level: Level::Locked,
            is_overdue: true,
            unpaid: Some(notice.since),
            notice: None,
            warrant: Some(warrant),
            has_proof: true,
            has_quittance: false,
        };
        Some(Standing { seq: u8::MAX, issued: self.today, is_forged: true, is_mine: false, content })
    }
}
