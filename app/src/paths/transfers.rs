//! Numbers on their way here.

use super::{encode, with_query};

/// `/transfers`: numbers on their way here; a family's own, or the staff's board.
pub fn transfers() -> String {
    "/transfers".into()
}

/// `/transfers?…`: a part of the board; what says nothing is left out.
pub fn transfers_where(pairs: &[(&str, &str)]) -> String {
    with_query(transfers(), pairs)
}

/// `/transfers.csv?…`: the same part as a table.
pub fn transfers_csv(pairs: &[(&str, &str)]) -> String {
    with_query("/transfers.csv".into(), pairs)
}

/// `/transfers/{id}`: one number on its way here.
pub fn transfer(id: &str) -> String {
    format!("/transfers/{}", encode(id))
}

/// `/transfers/{id}?all=1`: the same with everything that happened.
pub fn transfer_all(id: &str) -> String {
    format!("{}?all=1", transfer(id))
}

/// `/transfers/{id}/letter`: the signed letter of authorisation.
pub fn transfer_letter(id: &str) -> String {
    format!("{}/letter", transfer(id))
}

/// `/transfers/{id}/files/{file}`: a file kept with it.
pub fn transfer_file(id: &str, file: &str) -> String {
    format!("{}/files/{}", transfer(id), encode(file))
}

/// Where files for it are posted.
pub fn do_add_files() -> String {
    "/do/add-files".into()
}

/// `/transfers/import`: a table of numbers to bring over.
pub fn imports() -> String {
    "/transfers/import".into()
}

/// `/transfers/import/{id}`: one such table.
pub fn import(id: &str) -> String {
    format!("{}/{}", imports(), encode(id))
}

/// `/transfers/import/{id}/refused.csv`: its rows that were refused.
pub fn import_problems(id: &str) -> String {
    format!("{}/refused.csv", import(id))
}

/// Where a table is posted.
pub fn do_import() -> String {
    "/do/import-transfers".into()
}

/// Where its columns are named.
pub fn do_map_import() -> String {
    "/do/map-import".into()
}

/// Where its good rows are sent on their way.
pub fn do_start_import() -> String {
    "/do/start-import".into()
}

/// Where it is thrown away.
pub fn do_discard_import() -> String {
    "/do/discard-import".into()
}
