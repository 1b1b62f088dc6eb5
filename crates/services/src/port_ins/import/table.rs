//! Bytes into rows: which encoding, which separator, which cells.

use domain::Fault;

/// Most bytes of a table.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;
/// Most rows of a table, its header not counted.
pub const MOST_ROWS: usize = 10_000;
/// Most columns.
const MOST_COLUMNS: usize = 60;

/// What a file has in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// What is to be said of how the bytes were read; nothing for plain UTF-8.
    pub(super) encoding: &'static str,
    /// Names of the columns.
    pub(super) header: Vec<String>,
    /// Line in the file and cells; as many cells as the header has, or as the row happens to have.
    pub(super) rows: Vec<(i32, Vec<String>)>,
}

/// Reads a table. Every cell is text: nothing is taken for a number, so that zeros in front stay.
///
/// # Errors
/// What is wrong with the file as a whole.
pub(super) fn read(bytes: &[u8]) -> Result<Table, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(said("The file has more than 5 MB. Split it and bring the parts one after another."));
    }
    let (text, encoding) = decode(bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(&text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let header = loop {
        match records.next() {
            None => return Err(said("There is nothing in it.")),
            Some(Ok(record)) if record.iter().all(|cell| cell.trim().is_empty()) => {}
            Some(Ok(record)) => break record.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>(),
            Some(Err(_)) => return Err(unreadable()),
        }
    };
    if header.len() > MOST_COLUMNS {
        return Err(said("It has more than 60 columns. Leave out those that are not ours."));
    }
    if header.len() < 2 {
        return Err(said("It is no table: the first line must name the columns, with commas between them."));
    }
    let mut rows = Vec::new();
    for record in records {
        let record = record.map_err(|_| unreadable())?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() == MOST_ROWS {
            return Err(said("It has more than 10,000 rows. Split it and bring the parts one after another."));
        }
        let line = record.position().map_or(0, |at| line_of(&text, at));
        rows.push((line, record.iter().map(|cell| alive(cell).to_owned()).collect()));
    }
    if rows.is_empty() {
        return Err(said("Below the names of the columns there are no rows."));
    }
    Ok(Table { encoding, header, rows })
}

/// The line a row begins in: empty ones before it are counted to it by the reader.
fn line_of(text: &str, at: &csv::Position) -> i32 {
    let rest = usize::try_from(at.byte()).ok().and_then(|start| text.as_bytes().get(start..)).unwrap_or_default();
    let empty = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    i32::try_from(at.line()).unwrap_or(i32::MAX).saturating_add(i32::try_from(empty).unwrap_or(0))
}

/// A cell without the mark that keeps a spreadsheet from running it.
fn alive(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
    }
}

fn said(message: &str) -> Fault {
    Fault::Upstream { message: message.to_owned() }
}

fn unreadable() -> Fault {
    said("It can’t be read as comma-separated text. Save it as “CSV UTF-8” and choose that file.")
}

/// The text of a file: UTF-8, UTF-16 with its mark, else what Windows writes.
fn decode(bytes: &[u8]) -> Result<(String, &'static str), Fault> {
    let wide = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        let (pairs, left) = rest.as_chunks::<2>();
        let units = pairs.iter().map(|pair| read(*pair));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.ok().filter(|_| left.is_empty()).ok_or_else(unreadable)
    };
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).map_err(|_| unreadable()).map(|t| (t, "")),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes).map(|text| (text, "UTF-16")),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes).map(|text| (text, "UTF-16")),
        // Workbooks, pictures, UTF-16 without its mark.
        _ if bytes.contains(&0) || bytes.starts_with(b"PK") => Err(unreadable()),
        _ => Ok(match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), ""),
            Err(_) => (bytes.iter().map(|byte| western(*byte)).collect(), "Windows-1252"),
        }),
    }?;
    if text.0.contains('\0') { Err(unreadable()) } else { Ok(text) }
}

/// A byte of Windows-1252: Latin-1 with other signs where that has controls.
fn western(byte: u8) -> char {
    const SIGNS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => SIGNS.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}

/// What stands between the cells: what the first line has most of. What is pasted from a spreadsheet has tabs.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    [b';', b',', b'\t'].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> String {
        read(bytes).unwrap_err().message()
    }

    #[test]
    fn every_cell_is_text_as_it_stands() {
        let table = read(b"number,account,zip\n(801) 555-0142,0012345,02134\n\n'+18015550143,\"a,b\",\n").unwrap();
        assert_eq!(table.header, ["number", "account", "zip"]);
        assert_eq!(table.rows[0], (2, vec!["(801) 555-0142".into(), "0012345".into(), "02134".into()]));
        assert_eq!(table.rows[1], (4, vec!["+18015550143".into(), "a,b".into(), String::new()]));
        assert_eq!(table.encoding, "");
    }

    #[test]
    fn an_encoding_is_known_or_said_to_be_guessed() {
        let text = "name;town\nNúñez;Añasco\n";
        let wide = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
            [mark.to_vec(), text.encode_utf16().flat_map(bytes).collect()].concat()
        };
        for (bytes, encoding) in [
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), ""),
            (text.into(), ""),
            (wide([0xff, 0xfe], u16::to_le_bytes), "UTF-16"),
            (wide([0xfe, 0xff], u16::to_be_bytes), "UTF-16"),
            (text.chars().map(|c| c as u8).collect(), "Windows-1252"),
        ] {
            let table = read(&bytes).unwrap();
            assert_eq!(
                (table.encoding, table.rows[0].1.as_slice()),
                (encoding, ["Núñez".to_owned(), "Añasco".to_owned()].as_slice())
            );
        }
    }

    #[test]
    fn what_is_no_table_is_said_so() {
        assert!(message(b"").contains("nothing in it"));
        assert!(message(b" \n\n").contains("nothing in it"));
        assert!(message(b"number,zip\n,\n").contains("no rows"));
        assert!(message(b"just words\n").contains("no table"));
        assert!(message(b"PK\x03\x04workbook").contains("CSV UTF-8"));
        assert!(message(b"a,b\0c").contains("CSV UTF-8"));
        assert!(message(b"\xff\xfea").contains("CSV UTF-8"), "half a character");
        assert!(message("a,".repeat(61).as_bytes()).contains("60 columns"));
        assert!(message(&vec![b'a'; MOST_BYTES + 1]).contains("5 MB"));
        let many = format!("a,b\n{}", "1,2\n".repeat(MOST_ROWS + 1));
        assert!(message(many.as_bytes()).contains("10,000 rows"));
        assert_eq!(read(format!("a,b\n{}", "1,2\n".repeat(MOST_ROWS)).as_bytes()).unwrap().rows.len(), MOST_ROWS);
    }

    #[test]
    fn cells_are_parted_by_what_the_header_has() {
        assert_eq!(read(b"a\tb,c\n1\t2\n").unwrap().header, ["a", "b,c"]);
        assert_eq!(read(b"a;b;c,d\n1;2;3\n").unwrap().header, ["a", "b", "c,d"]);
    }
}
