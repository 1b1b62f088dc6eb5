//! What the portal writes, as functions. Mails hold no secret but the link they are sent for.

use domain::{Email, Lang};
use url::Url;

use super::Brand;

/// A mail, ready to queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Whom.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as simple HTML.
    pub html: Option<String>,
}

/// Invites a person to choose a password.
pub fn invitation(brand: &Brand, to: &Email, name: &str, inviter: &str, link: &Url, days: u16) -> Message {
    let opening = format!("{inviter} invited you to manage your lines at {}.", brand.name);
    let button = "Choose a password".to_owned();
    let closing =
        format!("The link works once, for {days} days. If you expected nothing of the kind, ignore this mail.");
    letter(brand, to, format!("Your access to {}", brand.name), name, &[&opening], &button, link, &[&closing])
}

/// Tells a person something about their lines, in their language.
pub fn notice(
    brand: &Brand,
    lang: Lang,
    to: &str,
    name: &str,
    title: &str,
    body: &str,
    (button, link): (&str, &Url),
) -> Message {
    write(brand, lang, to, title.to_owned(), name, &[body], button, link, &[])
}

/// Greeting, paragraphs, a link, paragraphs, signature.
#[expect(clippy::too_many_arguments, reason = "the parts of a letter, in the order they are read")]
fn letter(
    brand: &Brand,
    to: &Email,
    subject: String,
    name: &str,
    before: &[&str],
    button: &str,
    link: &Url,
    after: &[&str],
) -> Message {
    write(brand, Lang::En, to.as_str(), subject, name, before, button, link, after)
}

/// The same in a language.
#[expect(clippy::too_many_arguments, reason = "the parts of a letter, in the order they are read")]
fn write(
    brand: &Brand,
    lang: Lang,
    to: &str,
    subject: String,
    name: &str,
    before: &[&str],
    button: &str,
    link: &Url,
    after: &[&str],
) -> Message {
    let greeting = format!("{} {name},", lang.pick("Hello", "Hola"));
    let mut help = format!("{} {}", lang.pick("Questions?", "¿Preguntas?"), brand.support_email);
    if let Some(phone) = &brand.support_phone {
        help.push_str(&format!(" {} {phone}", lang.pick("or", "o")));
    }
    let text = [greeting.as_str()]
        .into_iter()
        .chain(before.iter().copied())
        .map(|line| format!("{line}\n\n"))
        .chain([format!("{button}:\n{link}\n\n")])
        .chain(after.iter().map(|line| format!("{line}\n\n")))
        .chain([format!("{help}\n\n{}\n", brand.operator)])
        .collect();
    let paragraph = |line: &str| format!("<p>{}</p>", escape(line));
    let html = [greeting.as_str()]
        .into_iter()
        .chain(before.iter().copied())
        .map(paragraph)
        .chain([format!(r#"<p><a href="{}">{}</a></p>"#, escape(link.as_str()), escape(button))])
        .chain(after.iter().map(|line| paragraph(line)))
        .chain([paragraph(&help), paragraph(&brand.operator)])
        .collect::<String>();
    let html =
        format!(r#"<!doctype html><html lang="{}"><meta charset="utf-8"><body>{html}</body></html>"#, lang.as_str());
    Message { to: to.to_owned(), subject, text, html: Some(html) }
}

fn escape(raw: &str) -> String {
    raw.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
