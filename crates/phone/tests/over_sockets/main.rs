//! Virtual phones against a lender's server, over real sockets.

#[cfg(test)]
mod account;
mod fleet;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod lender;
#[cfg(test)]
mod running;
mod single;
