//! The platform's memory in a file, so that a demo goes on where it ended.

use std::{
    fs,
    io::{self, ErrorKind},
    path::Path,
    time::Duration,
};

use crate::{gate::Shared, world::World};

/// How much a sudden end may lose.
const EVERY: Duration = Duration::from_secs(1);

/// What the file holds; none where there is no file.
pub(crate) fn read(file: &Path) -> io::Result<Option<World>> {
    let text = match fs::read_to_string(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        text => text?,
    };
    let world = serde_json::from_str(&text).map_err(|error| {
        let file = file.display();
        io::Error::new(
            ErrorKind::InvalidData,
            format!("{file} is of no use to this version ({error}); remove it to begin anew"),
        )
    })?;
    Ok(Some(world))
}

/// Everything but tokens and the recent calls: tokens are minted again.
pub(crate) fn text(world: &World) -> io::Result<String> {
    serde_json::to_string(world).map_err(io::Error::other)
}

/// Whole or not at all.
pub(crate) fn write(file: &Path, text: &str) -> io::Result<()> {
    let new = file.with_extension("new");
    fs::write(&new, text)?;
    fs::rename(new, file)
}

/// Writes whatever changed, for ever.
pub(crate) async fn keep(shared: &Shared, file: &Path) -> io::Result<()> {
    let mut written = String::new();
    loop {
        let now = text(&shared.world())?;
        if now != written {
            write(file, &now)?;
            written = now;
        }
        tokio::time::sleep(EVERY).await;
    }
}
