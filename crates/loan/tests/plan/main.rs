//! Restructuring from outside: published figures, refusals, and properties over random plans.

#[cfg(test)]
mod account;
#[cfg(test)]
mod common;
#[cfg(test)]
mod equal_amortization;
#[cfg(test)]
mod forgive;
#[cfg(test)]
mod grace_payoff;
#[cfg(test)]
mod hardship;
#[cfg(test)]
mod plan_quote;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod rates_and_pauses;
#[cfg(test)]
mod re_age;
#[cfg(test)]
mod re_amortize;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod reschedule;
#[cfg(test)]
mod working_days;
