//! What holds for all settings and all attempts.

mod any;
mod laws;
mod measured;
mod said;
mod typed;
