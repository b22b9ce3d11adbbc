use crate::{Action, Day, Phone, Rules, World};

impl World {
    /// Takes one step.
    pub(crate) fn step(&mut self, action: Action, rules: Rules) {
        let today = self.today;
        match action {
            Action::Day => self.pass(1, rules),
            Action::DayOff => self.pass_off(rules),
            Action::DaysAsleep => {
                self.budget.days_off -= 1;
                self.pass(2, rules);
            }
            Action::Wake => self.lender.wake(today, rules),
            Action::Pay => self.lender.pay(today, rules),
            Action::Reverse => self.reverse(rules),
            Action::Sequence => self.lender.sequence(today, rules),
            Action::Ask => self.ask(rules),
            Action::Receive => self.receive(rules),
            Action::Exchange => self.exchange(rules),
            Action::Push(index) => self.push(index, rules),
            Action::PushForeign => self.push_foreign(rules),
            Action::Restart => self.restart(rules),
            Action::FactoryReset => self.factory_reset(rules),
            Action::SetClock(days) => self.set_clock(days, rules),
            Action::IssueCode => self.codes_issued += 1,
            Action::EnterCode(number) => {
                self.phone.enter(number, rules, &mut self.truth);
                self.settle(rules);
            }
            Action::Ombudsman => self.is_ombudsman_release_signed = true,
            Action::PushRelease => self.push_release(rules),
            Action::Forge(forgery) => {
                let standing = forgery.sign(&mut self.lender, today);
                self.lender.signed.push(standing);
                self.budget.forgeries -= 1;
            }
        }
    }

    /// After everything that happens to the phone.
    pub(super) fn settle(&mut self, rules: Rules) {
        self.phone.settle(rules, &mut self.truth);
    }

    fn pass(&mut self, days: Day, rules: Rules) {
        self.today += days;
        self.phone.run(days);
        self.settle(rules);
    }

    fn pass_off(&mut self, rules: Rules) {
        self.today += 1;
        self.budget.days_off -= 1;
        self.boot(rules);
    }

    fn reverse(&mut self, rules: Rules) {
        if self.lender.paid > 0 {
            self.budget.reversals -= 1;
            self.lender.reverse(self.today, rules);
        }
    }

    fn restart(&mut self, rules: Rules) {
        self.budget.restarts -= 1;
        self.boot(rules);
    }

    /// What was under way is lost.
    fn boot(&mut self, rules: Rules) {
        self.answer = None;
        self.phone.restart(rules);
        self.settle(rules);
    }

    fn factory_reset(&mut self, rules: Rules) {
        self.budget.resets -= 1;
        self.answer = None;
        self.phone = Phone { clock_ahead: self.phone.clock_ahead, ..Phone::default() };
        self.truth.reset();
        self.settle(rules);
    }

    fn set_clock(&mut self, days: i8, rules: Rules) {
        self.budget.clock_moves -= 1;
        self.phone.clock_ahead = days;
        self.settle(rules);
    }
}
