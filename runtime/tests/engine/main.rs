//! The object loop through types written as the generator writes them.

mod decoded;
mod derived;
mod judged;
mod lines;
mod payment;
