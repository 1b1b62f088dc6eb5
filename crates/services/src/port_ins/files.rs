//! Files kept with a port-in: bills, letters, pictures of a screen.

use domain::Action;
use jiff::Timestamp;
use sqlx::Row;
use uuid::Uuid;

use crate::{Actor, Db, Error, db::Tx};

use super::{
    history::{NewEvent, record},
    notes::account_of,
    page::{own_account, time},
};

/// Most bytes of a file.
pub const FILE_MAX: usize = 5 * 1024 * 1024;
/// Most files at a port-in.
pub const FILES_MAX: i64 = 20;

/// A file as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// Ours.
    pub id: Uuid,
    /// As its owner calls it.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// Bytes.
    pub size: i32,
    /// Who added it.
    pub added_by: String,
    /// When.
    pub added_at: Timestamp,
}

/// A file to hand out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// As its owner calls it.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// What it holds.
    pub content: Vec<u8>,
}

/// A file that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// As its owner calls it.
    pub name: String,
    /// What it holds; `None` when it was longer than is read.
    pub content: Option<Vec<u8>>,
}

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// Nothing in it.
    Empty,
    /// More than [`FILE_MAX`].
    TooLarge,
    /// Neither PDF nor PNG nor JPEG, whatever it is called.
    Type,
    /// There are [`FILES_MAX`] already.
    TooMany,
}

/// What a file is by its first bytes; what it is called says nothing.
pub fn media_type(content: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 3] =
        [(b"%PDF-", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg")];
    KNOWN.iter().find(|(begins, _)| content.starts_with(begins)).map(|(_, media)| *media)
}

/// A name without a path, control characters and anything a header could trip over.
fn clean_name(raw: &str, media: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| !c.is_control() && !"\"<>".contains(*c)).take(120).collect();
    match (name.trim().trim_matches('.'), media) {
        ("", "application/pdf") => "file.pdf".to_owned(),
        ("", "image/png") => "file.png".to_owned(),
        ("", _) => "file.jpg".to_owned(),
        (name, _) => name.to_owned(),
    }
}

/// Keeps the good ones of some files; each has its verdict. A file that is there already, to the byte, is not kept twice.
///
/// # Errors
/// [`Error::NotFound`] also for another family's, [`Error::Forbidden`].
pub async fn add_files(
    db: &Db,
    actor: &Actor,
    id: Uuid,
    uploads: Vec<Upload>,
) -> Result<Vec<(String, Result<(), FileFault>)>, Error> {
    actor.may(Action::PortNumbers)?;
    let mut tx = db.begin(actor).await?;
    let account = account_of(&mut tx, actor, id).await?;
    let mut there: i64 = sqlx::query_scalar("select count(*) from port_files where port_in_id = $1")
        .bind(id)
        .fetch_one(&mut *tx)
        .await?;
    let mut verdicts = Vec::with_capacity(uploads.len());
    for upload in uploads {
        let verdict = match &upload.content {
            None => Err(FileFault::TooLarge),
            Some(content) if content.is_empty() => Err(FileFault::Empty),
            Some(content) if content.len() > FILE_MAX => Err(FileFault::TooLarge),
            Some(content) => media_type(content).ok_or(FileFault::Type).map(|media| (media, content)),
        };
        let verdict = match verdict {
            Ok(_) if there >= FILES_MAX => Err(FileFault::TooMany),
            Ok((media, content)) => {
                let name = clean_name(&upload.name, media);
                if insert(&mut tx, actor, id, &account, &name, media, content).await? {
                    there += 1;
                }
                Ok(())
            }
            Err(fault) => Err(fault),
        };
        verdicts.push((upload.name, verdict));
    }
    tx.commit().await?;
    Ok(verdicts)
}

/// Whether it was new.
async fn insert(
    tx: &mut Tx,
    actor: &Actor,
    id: Uuid,
    account: &str,
    name: &str,
    media: &str,
    content: &[u8],
) -> Result<bool, Error> {
    let added = sqlx::query(
        "insert into port_files (id, port_in_id, account_id, name, media_type, size, content, added_by)
         select $1, $2, $3, $4, $5, $6, $7, $8
         where not exists (select 1 from port_files where port_in_id = $2 and size = $6 and content = $7)",
    )
    .bind(Uuid::now_v7())
    .bind(id)
    .bind(account)
    .bind(name)
    .bind(media)
    .bind(i32::try_from(content.len()).map_err(anyhow::Error::from)?)
    .bind(content)
    .bind(&actor.name)
    .execute(&mut **tx)
    .await?;
    if added.rows_affected() == 0 {
        return Ok(false);
    }
    record(tx, NewEvent { actor: Some(&actor.name), detail: name, ..NewEvent::new(id, account, "file") }).await?;
    Ok(true)
}

/// The files of a port-in, the newest first.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Database`].
pub async fn files(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Vec<FileRow>, Error> {
    actor.may(Action::PortNumbers)?;
    let rows = sqlx::query(
        "select id, name, media_type, size, added_by, added_at from port_files
         where port_in_id = $1 and ($2::text is null or account_id = $2) order by added_at desc, id desc",
    )
    .bind(id)
    .bind(own_account(actor))
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(FileRow {
                id: row.try_get("id")?,
                name: row.try_get("name")?,
                media_type: row.try_get("media_type")?,
                size: row.try_get("size")?,
                added_by: row.try_get("added_by")?,
                added_at: time(row, "added_at")?.unwrap_or_default(),
            })
        })
        .collect()
}

/// One file of a port-in.
///
/// # Errors
/// [`Error::NotFound`] also for another family's, [`Error::Forbidden`].
pub async fn file(tx: &mut Tx, actor: &Actor, id: Uuid, file: Uuid) -> Result<File, Error> {
    actor.may(Action::PortNumbers)?;
    let row = sqlx::query(
        "select name, media_type, content from port_files
         where id = $1 and port_in_id = $2 and ($3::text is null or account_id = $3)",
    )
    .bind(file)
    .bind(id)
    .bind(own_account(actor))
    .fetch_one(&mut **tx)
    .await?;
    Ok(File { name: row.try_get("name")?, media_type: row.try_get("media_type")?, content: row.try_get("content")? })
}

/// The signed letter of authorisation of a port-in.
///
/// # Errors
/// [`Error::NotFound`] also for another family's, and where none was signed; [`Error::Forbidden`].
pub async fn signed_letter(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Vec<u8>, Error> {
    actor.may(Action::PortNumbers)?;
    Ok(sqlx::query_scalar(
        "select g.document from port_ins p join port_signatures g on g.id = p.signature_id and g.account_id = p.account_id
         where p.id = $1 and ($2::text is null or p.account_id = $2)",
    )
    .bind(id)
    .bind(own_account(actor))
    .fetch_one(&mut **tx)
    .await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_with() {
        assert_eq!(media_type(b"%PDF-1.7\n"), Some("application/pdf"));
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n\0"), Some("image/png"));
        assert_eq!(media_type(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        for other in [&b"<svg onload=x>"[..], b"MZ\x90", b"PK\x03\x04", b"%PD", b""] {
            assert_eq!(media_type(other), None);
        }
    }

    #[test]
    fn names_carry_no_paths_and_no_tricks() {
        let pdf = "application/pdf";
        assert_eq!(clean_name("C:\\bills\\may 2026.pdf", pdf), "may 2026.pdf");
        assert_eq!(clean_name("../../etc/passwd", pdf), "passwd");
        assert_eq!(clean_name("a\"b\r\nc<d>.pdf", pdf), "abcd.pdf");
        assert_eq!(clean_name("..", pdf), "file.pdf");
    }
}
