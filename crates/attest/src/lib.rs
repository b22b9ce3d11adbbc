//! Certificate chains by which a phone proves which hardware it is.
