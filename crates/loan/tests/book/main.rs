//! The loan book from outside: published figures, attacks, and properties over random histories.

#[cfg(test)]
mod account;
#[cfg(test)]
mod ageing;
#[cfg(test)]
mod allocation;
#[cfg(test)]
mod any_conventions;
#[cfg(test)]
mod bad_terms;
#[cfg(test)]
mod chargeback;
#[cfg(test)]
mod charges;
#[cfg(test)]
mod common;
#[cfg(test)]
mod delinquency;
#[cfg(test)]
mod entries;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod payoff;
#[cfg(test)]
mod recalculation;
#[cfg(test)]
mod returns;
#[cfg(test)]
mod schedule_examples;
#[cfg(test)]
mod schedule_properties;
#[cfg(test)]
mod schedule_rules;
#[cfg(test)]
mod settlement;
#[cfg(test)]
mod settlement_missing;
mod settlement_order;
#[cfg(test)]
mod timeline;
