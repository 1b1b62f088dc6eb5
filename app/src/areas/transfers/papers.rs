//! The signed letter, the files, and what people write.

use domain::Lang;
use leptos::prelude::*;
use services::port_ins::{FILE_MAX, FileFault, FileRow, NOTE_MAX, PortIn};

use crate::{
    context,
    forms::{Checkbox, FormState, TextArea},
    paths,
    time::Time,
    ui::{Button, Card, Icon, Look, glyph},
};

/// Who signed, and the letter to take along.
#[component]
pub(super) fn Letter(
    /// The order.
    port: PortIn,
) -> impl IntoView {
    let lang = context::lang();
    let href = paths::transfer_letter(&port.id.to_string());
    port.signature.map(|signature| {
        let how = match signature.how.as_str() {
            "link" => lang.pick("through a link", "con un enlace"),
            "paper" => lang.pick("on paper, on file with us", "en papel, archivada con nosotros"),
            _ => lang.pick("on screen", "en pantalla"),
        };
        let short: String = signature.sha256_hex.chars().take(12).collect();
        view! {
            <Card title=lang.pick("Letter of authorization", "Carta de autorización") id="letter">
                <p class="text-sm wrap-anywhere text-base-content/75">
                    {lang.pick("Signed by ", "Firmada por ")} {signature.signer} ", " {how} ", " <Time at=signature.signed_at /> "."
                </p>
                <p class="text-sm">
                    <a class="link py-1" href=href>
                        {lang.pick("Open the letter (PDF)", "Abrir la carta (PDF)")}
                    </a>
                </p>
                <p class="text-xs text-base-content/70">
                    {lang.pick("Document hash ", "Huella del documento ")}
                    <code class="font-mono select-all" title=signature.sha256_hex>{short}</code>
                </p>
            </Card>
        }
    })
}

/// What is said at a file that was not taken.
pub fn file_fault(fault: FileFault, lang: Lang) -> &'static str {
    match fault {
        FileFault::Empty => lang.pick("There is nothing in it.", "Está vacío."),
        FileFault::TooLarge => lang.pick("It has more than 5 MB.", "Pesa más de 5 MB."),
        FileFault::Type => lang.pick(
            "It is no PDF, PNG or JPEG, whatever its name says.",
            "No es PDF, PNG ni JPEG, diga lo que diga su nombre.",
        ),
        FileFault::TooMany => lang.pick("There are 20 files here already.", "Ya hay 20 archivos aquí."),
    }
}

/// The files, and a way to add some. What was not taken is said file by file.
#[component]
pub(super) fn Files(
    /// The order.
    port: PortIn,
    /// The files.
    files: Vec<FileRow>,
    /// Names and faults of those that were not taken.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let id = port.id.to_string();
    let rows = files
        .into_iter()
        .map(|file| {
            let href = paths::transfer_file(&id, &file.id.to_string());
            let size = size_words(file.size);
            view! {
                <li>
                    <a class="link py-1 wrap-anywhere" href=href>
                        {file.name}
                    </a>
                    <p class="num text-xs text-base-content/70">{size} " · " {file.added_by} " · " <Time at=file.added_at /></p>
                </li>
            }
        })
        .collect_view();
    let refused = form
        .errors()
        .0
        .iter()
        .filter(|(name, _)| name.starts_with("file."))
        .map(|(name, fault)| {
            let words = format!("{}: {}", form.fields().get(name), fault.message_in(lang));
            view! {
                <li class="flex items-start gap-1 text-xs text-error">
                    <Icon glyph=glyph::ALERT class="mt-px size-3.5" />
                    <span class="wrap-anywhere">{words}</span>
                </li>
            }
        })
        .collect_view();
    let most = FILE_MAX / (1024 * 1024);
    let hint = lang.pick_string(
        || format!("PDF, PNG or JPEG, up to {most} MB each: a bill, a picture of the old carrier’s app."),
        || format!("PDF, PNG o JPEG, hasta {most} MB cada uno: una factura, una foto de la app del operador anterior."),
    );
    view! {
        <Card title=lang.pick("Files", "Archivos") id="files">
            <ul class="space-y-2 text-sm empty:hidden">{rows}</ul>
            <ul role="alert" class="space-y-1 empty:hidden">{refused}</ul>
            <form method="post" action=paths::do_add_files() enctype="multipart/form-data" class="space-y-2">
                <input type="hidden" name="id" value=id.clone() />
                <label class="block text-sm font-medium" for="upload">
                    {lang.pick("Add files", "Agregar archivos")}
                </label>
                <input
                    type="file"
                    id="upload"
                    name="file"
                    multiple
                    required
                    accept="application/pdf,image/png,image/jpeg"
                    aria-describedby="upload-hint"
                    class="w-full rounded-field border border-base-content/55 p-2 text-sm"
                />
                <p id="upload-hint" class="text-xs text-base-content/70">{hint}</p>
                <Button>{lang.pick("Add", "Agregar")}</Button>
            </form>
        </Card>
    }
}

/// `812 KB`, `1.4 MB`.
fn size_words(bytes: i32) -> String {
    let kb = bytes.max(0) / 1024;
    if kb < 1024 { format!("{} KB", kb.max(1)) } else { format!("{}.{} MB", kb / 1024, kb % 1024 * 10 / 1024) }
}

/// A note: staff say who sees it and whether somebody must act, a family's goes to staff.
#[component]
pub(super) fn NoteForm(
    /// The order.
    port: PortIn,
    /// What was typed and refused.
    form: FormState,
    /// Staff write.
    staff: bool,
) -> impl IntoView {
    let lang = context::lang();
    let operator = context::state().brand.operator.clone();
    let at = form.at("note");
    let (title, label, verb) = if staff {
        let title = lang.pick("Write a note", "Escribir una nota").to_owned();
        (title, lang.pick("Note", "Nota"), lang.pick("Save note", "Guardar nota"))
    } else {
        let title = lang.pick_string(|| format!("Write to {operator}"), || format!("Escribe a {operator}"));
        (title, lang.pick("Your message", "Tu mensaje"), lang.pick("Send", "Enviar"))
    };
    let ticks = staff.then(|| {
        view! {
            <div class="flex flex-wrap gap-x-6">
                <Checkbox at=form.at_or("private", "on") label=lang.pick("For staff only", "Solo para el personal") />
                <Checkbox at=form.at("action") label=lang.pick("Somebody must act", "Hay que actuar") />
            </div>
        }
    });
    view! {
        <Card title=title id="write">
            <form method="post" action="/do/note-transfer" class="space-y-3">
                <input type="hidden" name="id" value=port.id.to_string() />
                <TextArea at label maxlength=NOTE_MAX />
                {ticks}
                <div class="flex justify-end">
                    <Button look=Look::Quiet>{verb}</Button>
                </div>
            </form>
        </Card>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_two_units() {
        assert_eq!([0, 1024, 831_488, 1_572_864].map(size_words), ["1 KB", "1 KB", "812 KB", "1.5 MB"]);
    }
}
