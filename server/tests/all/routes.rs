//! The table of routes is complete, and says nothing that is not so.

use std::collections::BTreeSet;

use app::{access::TABLE, app::App};
use leptos_axum::generate_route_list;

#[tokio::test]
async fn every_route_has_its_row_and_every_row_its_route() {
    let pages = generate_route_list(App);
    let pages = pages.iter().map(|page| ("GET".to_owned(), page.path().to_owned()));
    let functions =
        leptos::server_fn::axum::server_fn_paths().map(|(path, method)| (method.as_str().to_owned(), path.to_owned()));
    let others = server::router::OTHER_ROUTES.map(|(method, path)| (method.to_owned(), path.to_owned()));
    let routes: BTreeSet<_> = pages.chain(functions).chain(others).collect();
    let rows: BTreeSet<_> = TABLE.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    let open: Vec<_> = routes.difference(&rows).collect();
    let stale: Vec<_> = rows.difference(&routes).collect();
    assert!(open.is_empty(), "routes without a row in app::access::TABLE: {open:?}");
    assert!(stale.is_empty(), "rows without a route: {stale:?}");
}

#[test]
fn server_functions_have_fixed_names_of_their_own() {
    let paths: Vec<_> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    assert!(paths.contains(&"/do/sign-in"));
    for path in paths {
        assert!(path.starts_with("/do/") && !path.chars().any(|c| c.is_ascii_digit()), "{path}");
    }
}
