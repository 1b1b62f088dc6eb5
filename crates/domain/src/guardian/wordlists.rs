//! The words behind the platform's word lists, in the two languages families here write in.
//!
//! A word counts wherever it stands in a text, so none of these is part of an everyday word.

pub(super) const PROFANITY: &[&str] = &[
    "asshole",
    "bastard",
    "bitch",
    "bullshit",
    "cabrón",
    "chinga",
    "cunt",
    "dickhead",
    "faggot",
    "fuck",
    "hijo de puta",
    "hija de puta",
    "mierda",
    "motherf",
    "nigger",
    "pendej",
    "porn",
    "puta madre",
    "shit",
    "slut",
    "whore",
];

pub(super) const VIOLENCE: &[&str] = &[
    "beat you up",
    "go die",
    "hang yourself",
    "hurt you",
    "kill you",
    "kill yourself",
    "kys",
    "mátate",
    "shoot up",
    "shoot you",
    "stab you",
    "te mato",
    "te voy a matar",
    "te voy a pegar",
];
