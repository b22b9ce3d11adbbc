use policy::Level;

use crate::{Content, Day, Receipt, Standing, VALID, Warrant, lender::Lender};

/// What is wrong with an order that is perfect otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flaw {
    /// Nothing on its face: only the lender's books say that it is a lie.
    None,
    /// There is no warrant.
    Bare,
    /// The warrant is not in the log.
    Unlogged,
    /// The notice was never shown.
    Invented,
    /// The warrant begins before the time to cure ran out.
    Hasty,
    /// The warrant is good for too long.
    Endless,
    /// The warrant is for less.
    Above,
    /// It has the number of the standing in force.
    Twin,
    /// It has a number that the lender has not reached.
    Far,
}

/// An order signed by whoever abuses the lender's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Forgery {
    /// What is wrong with it.
    pub flaw: Flaw,
    /// The notice that it rests on.
    pub notice: Receipt,
}

impl Flaw {
    const WITH_A_NOTICE: [Self; 8] = [
        Self::None,
        Self::Bare,
        Self::Unlogged,
        Self::Hasty,
        Self::Endless,
        Self::Above,
        Self::Twin,
        Self::Far,
    ];
}

impl Forgery {
    /// Everything that can be forged on a day from the receipts there are.
    pub(crate) fn all(receipts: &[Receipt], today: Day) -> impl Iterator<Item = Self> {
        let invented =
            Self { flaw: Flaw::Invented, notice: Receipt { since: 0, at: today.saturating_sub(2) } };
        let is_shown = receipts.contains(&invented.notice);
        let resting =
            receipts.iter().flat_map(|notice| Flaw::WITH_A_NOTICE.map(|flaw| Self { flaw, notice: *notice }));
        resting.chain((!is_shown).then_some(invented))
    }

    /// The signed order; the log has its warrant unless that is what is wrong.
    pub(crate) fn sign(self, lender: &mut Lender, today: Day) -> Standing {
        let (flaw, notice) = (self.flaw, self.notice);
        let from = if flaw == Flaw::Hasty { notice.at } else { today };
        let until = if flaw == Flaw::Endless { Day::MAX } else { from.saturating_add(VALID) };
        let level = if flaw == Flaw::Above { Level::Limited } else { Level::Locked };
        let warrant = Warrant { level, from, until, oldest: notice.since, named: notice.since + 1, notice };
        let has_proof = flaw != Flaw::Unlogged;
        if has_proof {
            lender.log(warrant);
        }
        let last = lender.seq();
        let content = Content {
            level: Level::Locked,
            is_overdue: true,
            unpaid: Some(notice.since),
            notice: None,
            warrant: (flaw != Flaw::Bare).then_some(warrant),
            has_proof,
            has_quittance: false,
        };
        let seq = match flaw {
            Flaw::Twin => last,
            Flaw::Far => last + 9,
            _ => last + 1,
        };
        Standing { seq, issued: today, is_forged: true, is_mine: true, content }
    }
}
