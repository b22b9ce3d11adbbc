//! The protocol between server and device as a model, checked exhaustively within small bounds.
