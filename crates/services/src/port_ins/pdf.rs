//! Text on letter paper as PDF, with the fonts every reader has.

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

/// Width and height of a page and of its margin, in points.
const PAGE: (f32, f32) = (612.0, 792.0);
const MARGIN: f32 = 64.0;

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// The head of the letter.
    Title,
    /// The head of a paragraph.
    Heading,
    /// A paragraph.
    Body,
    /// A typed signature.
    Signature,
    /// What is there to be checked rather than read.
    Small,
}

impl Look {
    const fn font(self) -> Name<'static> {
        match self {
            Self::Title | Self::Heading => Name(b"Bold"),
            Self::Body | Self::Small => Name(b"Text"),
            Self::Signature => Name(b"Hand"),
        }
    }

    const fn size(self) -> f32 {
        match self {
            Self::Title => 17.0,
            Self::Heading => 11.5,
            Self::Body => 10.5,
            Self::Signature => 22.0,
            Self::Small => 8.5,
        }
    }

    /// Space above the piece.
    const fn above(self) -> f32 {
        match self {
            Self::Title => 0.0,
            Self::Heading => 10.0,
            Self::Body => 4.0,
            Self::Signature => 12.0,
            Self::Small => 2.0,
        }
    }
}

/// One page after another of these pieces; `title` and `lang` are for the reader's program.
pub(super) fn write(title: &str, lang: &str, pieces: &[(Look, String)]) -> Vec<u8> {
    let pages = lay_out(pieces);
    let mut pdf = Pdf::new();
    let mut next = 1;
    let mut fresh = || {
        let id = Ref::new(next);
        next += 1;
        id
    };
    let (catalog, tree, info) = (fresh(), fresh(), fresh());
    let fonts = [("Text", "Helvetica"), ("Bold", "Helvetica-Bold"), ("Hand", "Times-Italic")]
        .map(|(name, base)| (name, base, fresh()));
    let pages: Vec<(Ref, Ref, Vec<u8>)> = pages.into_iter().map(|content| (fresh(), fresh(), content)).collect();
    pdf.catalog(catalog).pages(tree).lang(TextStr(lang));
    pdf.document_info(info).title(TextStr(title)).creator(TextStr("Homeline"));
    let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(pages.iter().map(|(page, ..)| *page)).count(count);
    for (page, content, stream) in &pages {
        let mut page = pdf.page(*page);
        page.parent(tree).media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).contents(*content);
        let mut resources = page.resources();
        let mut named = resources.fonts();
        for (name, _, id) in fonts {
            named.pair(Name(name.as_bytes()), id);
        }
        named.finish();
        resources.finish();
        page.finish();
        pdf.stream(*content, stream);
    }
    for (_, base, id) in fonts {
        pdf.type1_font(id).base_font(Name(base.as_bytes())).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    pdf.finish()
}

/// The content of each page.
fn lay_out(pieces: &[(Look, String)]) -> Vec<Vec<u8>> {
    let (top, width) = (PAGE.1 - MARGIN, PAGE.0 - 2.0 * MARGIN);
    let mut pages = Vec::new();
    let (mut content, mut y) = (Content::new(), top);
    for (look, text) in pieces {
        y -= look.above();
        for line in wrap(text, look.size(), width) {
            y -= look.size() * 1.35;
            if y < MARGIN {
                pages.push(std::mem::replace(&mut content, Content::new()).finish().into_vec());
                y = top - look.size() * 1.35;
            }
            content.begin_text();
            content.set_font(look.font(), look.size());
            content.next_line(MARGIN, y);
            content.show(Str(&encode(&line)));
            content.end_text();
        }
    }
    pages.push(content.finish().into_vec());
    pages
}

/// Lines that fit, broken between words; a word that is wider than the page is broken anywhere.
fn wrap(text: &str, size: f32, width: f32) -> Vec<String> {
    let room = width / size * 1000.0;
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if wide(&joined) <= room {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            if wide(&line) + glyph_width(c) > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    lines.push(line);
    lines
}

fn wide(text: &str) -> f32 {
    text.chars().map(glyph_width).sum()
}

/// Width in thousandths of the size, of Helvetica; the bold is a little wider, which the margin has room for.
fn glyph_width(c: char) -> f32 {
    match plain(c) {
        'i' | 'j' | 'l' | '\'' | '’' => 222.0,
        ' ' | '!' | ',' | '.' | '/' | ':' | ';' | 'f' | 't' | 'I' | '[' | ']' | '|' => 278.0,
        '(' | ')' | '-' | 'r' | '"' | '“' | '”' => 345.0,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500.0,
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' => 722.0,
        'A' | 'B' | 'E' | 'F' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | '&' => 667.0,
        'G' | 'O' | 'Q' => 778.0,
        'm' | 'M' | 'W' | '%' | '@' | '—' | '…' => 1000.0,
        'T' | 'Z' => 611.0,
        _ => 556.0,
    }
}

/// The letter without its marks, as far as its width goes.
fn plain(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'À'..='Å' => 'A',
        'È'..='Ë' => 'E',
        'Ì'..='Ï' => 'I',
        'Ñ' => 'N',
        'Ò'..='Ö' => 'O',
        'Ù'..='Ü' => 'U',
        other => other,
    }
}

/// Windows-1252, which is what the fonts are encoded in. Letters it lacks lose their marks; what is left becomes `?`.
fn encode(text: &str) -> Vec<u8> {
    const MARKED: [(&str, u8); 26] = [
        ("ĀĂĄ", b'A'),
        ("āăą", b'a'),
        ("ĆĈĊČ", b'C'),
        ("ćĉċč", b'c'),
        ("ĎĐ", b'D'),
        ("ďđ", b'd'),
        ("ĒĖĘĚ", b'E'),
        ("ēėęě", b'e'),
        ("ĜĞĠĢ", b'G'),
        ("ĝğġģ", b'g'),
        ("ĪĮİ", b'I'),
        ("īįı", b'i'),
        ("ĹĻĽŁ", b'L'),
        ("ĺļľł", b'l'),
        ("ŃŅŇ", b'N'),
        ("ńņň", b'n'),
        ("ŌŐ", b'O'),
        ("ōő", b'o'),
        ("ŔŘ", b'R'),
        ("ŕř", b'r'),
        ("ŚŞȘ", b'S'),
        ("śşș", b's'),
        ("ŢŤȚ", b'T'),
        ("ţťț", b't'),
        ("ŪŮŰŲŹŻ", b'U'),
        ("ūůűųźż", b'u'),
    ];
    let byte = |c: char| match c {
        '€' => 0x80,
        '…' => 0x85,
        'Š' => 0x8A,
        'Œ' => 0x8C,
        'Ž' => 0x8E,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        'š' => 0x9A,
        'œ' => 0x9C,
        'ž' => 0x9E,
        'Ÿ' => 0x9F,
        'Ź' | 'Ż' => b'Z',
        'ź' | 'ż' => b'z',
        ' '..='~' | '\u{a0}'..='ÿ' => u8::try_from(u32::from(c)).unwrap_or(b'?'),
        c => MARKED.iter().find(|(letters, _)| letters.contains(c)).map_or(b'?', |(_, plain)| *plain),
    };
    text.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_written_as_well_as_the_fonts_can() {
        assert_eq!(encode("Núñez’s"), b"N\xfa\xf1ez\x92s");
        assert_eq!(encode("Łukasz Żak"), b"Lukasz Zak");
        assert_eq!(encode("李"), b"?");
    }

    #[test]
    fn long_letters_have_more_pages() {
        let pieces = vec![(Look::Body, "word ".repeat(300)); 8];
        let pdf = write("Letter", "en", &pieces);
        let text = String::from_utf8_lossy(&pdf);
        assert!(
            text.starts_with("%PDF-") && text.contains("/Count 3"),
            "{:?}",
            text.find("/Count").and_then(|at| text.get(at..at + 9))
        );
        assert!(write("Letter", "en", &[(Look::Title, "Short".into())]).len() < 2_000);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_too_wide(text in ".{0,400}") {
            let lines = wrap(&text, 10.5, 484.0);
            let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
            prop_assert!(lines.iter().all(|line| wide(line) * 10.5 / 1000.0 <= 484.5));
        }
    }
}
