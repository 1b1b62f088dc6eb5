//! Looking after a line, over a real database and the sandbox.

mod line;

mod kept;
mod number;
mod reach;
mod sim;
mod state;
