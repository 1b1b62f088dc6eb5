//! Types and rules the server and the browser share.
//!
//! Everything here is pure: no I/O, no clock, no regular expressions, nothing that does not compile to a small
//! WASM module. A wizard field is parsed by the same function while it is typed, when it is posted and before it
//! is sent upstream.

pub mod access;
pub mod address;
pub mod email;
pub mod fault;
pub mod fields;
pub mod guardian;
pub mod iccid;
pub mod lang;
pub mod limits;
pub mod money;
pub mod person;
pub mod phone;
pub mod porting;
pub mod progress;
pub mod renewal;
pub mod wizard;
pub mod zone;

pub use access::{Action, Care, Reach, Role};
pub use address::{Address, AreaCode, PlainAddress, UsState, Zip};
pub use email::Email;
pub use fault::Fault;
pub use fields::{FieldErrors, Fields};
pub use iccid::Iccid;
pub use lang::Lang;
pub use limits::{DataLimits, Megabytes, Speed};
pub use money::Money;
pub use person::PersonName;
pub use phone::E164;
pub use renewal::{Period, Renewal};
