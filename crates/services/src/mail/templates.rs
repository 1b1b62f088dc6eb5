//! What the portal writes, as functions. Mails hold no secret but the link they are sent for.

use domain::{Email, Lang, Role};
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

/// Invites a person to choose a password, in the language and for the role they were given.
#[expect(clippy::too_many_arguments, reason = "what stands in the letter")]
pub fn invitation(
    brand: &Brand,
    lang: Lang,
    role: Role,
    to: &Email,
    name: &str,
    inviter: &str,
    link: &Url,
    days: u16,
) -> Message {
    let brand_name = &brand.name;
    let what = match role {
        Role::Guardian => lang.pick("help look after your family’s lines", "ayudar a cuidar las líneas de tu familia"),
        Role::Member => lang.pick("see your own line", "ver tu propia línea"),
        Role::Manager | Role::Owner | Role::Agent => lang.pick("manage your lines", "administrar tus líneas"),
    };
    let opening = lang.pick_string(
        || format!("{inviter} invited you to {what} at {brand_name}."),
        || format!("{inviter} te invitó a {what} en {brand_name}."),
    );
    let closing = lang.pick_string(
        || format!("The link works once, for {days} days. If you expected nothing of the kind, ignore this mail."),
        || format!("El enlace sirve una vez, durante {days} días. Si no esperabas esto, ignora este correo."),
    );
    let subject = lang.pick_string(|| format!("Your access to {brand_name}"), || format!("Tu acceso a {brand_name}"));
    let button = lang.pick("Choose a password", "Elige una contraseña");
    write(brand, lang, to.as_str(), subject, name, &[&opening], button, link, &[&closing])
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
