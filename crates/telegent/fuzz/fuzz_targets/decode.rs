//! No bytes may break a decoder.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| telegent::fuzzing::decode(bytes));
