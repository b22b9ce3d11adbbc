//! Virtual phones against a lender's server, over real sockets.

#[cfg(test)]
mod fleet;
#[cfg(test)]
mod lender;
#[cfg(test)]
mod single;
