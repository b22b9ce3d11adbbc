//! The operators' console, driven through its routes.

mod operator;
mod stage;
mod story;

mod actions;
mod contract;
mod isolation;
mod pages;
mod portfolio;
mod session;
