//! Tables of numbers, over real requests.

use sqlx::PgPool;
use testkit::{Browser, Page, TestApp};

const TABLE: &str = "\
number,account,carrier,account_number,pin,holder,street1,city,state,zip,email,plan
(415) 555-0142,AID-mensah,Verizon,004651222-00001,012345,Dana Mensah,2701 N Thanksgiving Way,Lehi,UT,84043,dana.mensah@example.com,Family 10 GB
4155550143,AID-mensah,Verizon,004651222-00001,012345,=Dana,2701 N Thanksgiving Way,Lehi,UT,04043,dana.mensah@example.com,None
";

/// A form with one part, as browsers write it.
async fn post(browser: &Browser, part: &str, content: &[u8]) -> Page {
    let head = format!("--xyz\r\nContent-Disposition: form-data; {part}\r\n\r\n");
    let body = [head.as_bytes(), content, b"\r\n--xyz--\r\n"].concat();
    let request = browser.request("POST", "/do/import-transfers").unwrap().header("sec-fetch-site", "same-origin");
    let request = request.header("content-type", "multipart/form-data; boundary=xyz").body(body);
    browser.send(request).await.unwrap()
}

async fn upload(browser: &Browser, bytes: Vec<u8>) -> Page {
    post(browser, "name=\"file\"; filename=\"numbers.csv\"", &bytes).await
}

/// The form of a page as it stands: the columns as they were guessed.
async fn map(browser: &Browser, path: &str) -> Page {
    let page = browser.get(path).await.unwrap().body;
    let mut fields = vec![("id".to_owned(), path.rsplit('/').next().unwrap().to_owned())];
    for select in page.split("<select").skip(1) {
        let select = select.split("</select>").next().unwrap();
        let name = select.split("name=\"").nth(1).unwrap().split('"').next().unwrap();
        let chosen = select.split("<option").find(|option| option.split('>').next().unwrap().contains(" selected"));
        let value = chosen.map_or("", |option| option.split("value=\"").nth(1).unwrap().split('"').next().unwrap());
        fields.push((name.to_owned(), value.to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post_form("/do/map-import", &fields).await.unwrap()
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_table_goes_from_upload_to_the_board(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    app.sync().await.unwrap();
    let staff = app.staff().await.unwrap().browser;
    assert!(staff.get("/transfers").await.unwrap().body.contains("href=\"/transfers/import\""));
    assert_eq!(staff.get("/transfers/import").await.unwrap().status, 200);

    let taken = upload(&staff, TABLE.into()).await;
    assert_eq!(taken.status, 303);
    let path = taken.location().to_owned();
    let id = path.rsplit('/').next().unwrap();
    let page = staff.get(&path).await.unwrap();
    assert!(page.body.contains("numbers.csv") && page.body.contains("Which column is which"), "{}", page.body);
    assert_eq!(map(&staff, &path).await.location(), path);
    let page = staff.get(&path).await.unwrap();
    for words in [
        "Bring 1 number over",
        "1 refused",
        "Plan (id or name): No plan on sale has this id or name.",
        "(415) 555-0143",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(!page.body.contains("004651222") && !page.body.contains("012345"), "secrets do not come out");

    let refused = staff.get(&format!("{path}/refused.csv")).await.unwrap();
    assert_eq!(refused.header("content-type"), "text/csv; charset=utf-8");
    assert!(refused.body.contains(",04043,") && refused.body.contains(",'=Dana,"), "{}", refused.body);
    assert!(!refused.body.contains("012345"));

    let start = async |letters: &str| {
        staff.post_form("/do/start-import", &[("id", id), ("letters", letters)]).await.unwrap();
        staff.get(&path).await.unwrap()
    };
    assert!(start("").await.body.contains("Tick this box"));
    let page = start("on").await;
    assert_eq!(page.header("refresh"), "10");
    app.drain().await.unwrap();
    let page = staff.get(&path).await.unwrap();
    assert!(page.body.contains("1 number is on its way") && page.header("refresh").is_empty(), "{}", page.body);
    let board = staff.get(&format!("/transfers?batch={id}&show=all")).await.unwrap();
    assert!(board.body.contains("(415) 555-0142"), "{}", board.body);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_is_no_table_is_refused_at_its_field(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    let staff = app.staff().await.unwrap().browser;
    let mut big = TABLE.as_bytes().to_vec();
    big.resize(5 * 1024 * 1024 + 1, b'\n');
    for (bytes, words) in [
        (Vec::new(), "There is nothing in it."),
        (b"PK\x03\x04".to_vec(), "Save it as “CSV UTF-8”"),
        (b"\xff\xfea".to_vec(), "Save it as “CSV UTF-8”"),
        (big, "has more than 5 MB"),
    ] {
        let refused = upload(&staff, bytes).await;
        assert_eq!((refused.status, refused.location()), (303, "/transfers/import"));
        let page = staff.get("/transfers/import").await.unwrap();
        assert!(page.body.contains(words) && page.body.contains("href=\"#file\""), "{words}: {}", page.body);
    }
    // Far more than can be a table is not even read to its end.
    assert_eq!(upload(&staff, vec![b'a'; 9 * 1024 * 1024]).await.status, 413);
    // The other forms keep their limit.
    let long = "x".repeat(1024 * 1024 + 1);
    assert_eq!(staff.post_form("/do/map-import", &[("id", &long)]).await.unwrap().status, 413);

    let pasted = TABLE.replace(',', "\t");
    assert_eq!(post(&staff, "name=\"pasted\"", pasted.as_bytes()).await.status, 303);
    let latin: Vec<u8> = TABLE.replace("=Dana", "Núñez").chars().map(|c| c as u8).collect();
    let taken = upload(&staff, latin).await;
    let page = staff.get(taken.location()).await.unwrap();
    assert!(page.body.contains("it was read as Windows-1252"), "{}", page.body);
    let id = taken.location().rsplit('/').next().unwrap();
    let gone = staff.post_form("/do/discard-import", &[("id", id)]).await.unwrap();
    assert_eq!(gone.location(), "/transfers/import");
    assert_eq!(staff.get(taken.location()).await.unwrap().status, 404);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn families_have_no_imports(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    let staff = app.staff().await.unwrap().browser;
    let path = upload(&staff, TABLE.into()).await.location().to_owned();
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    for path in ["/transfers/import", &path, &format!("{path}/refused.csv")] {
        assert_eq!(dana.get(path).await.unwrap().status, 404, "{path}");
    }
    assert_eq!(upload(&dana, TABLE.into()).await.status, 404);
    let id = path.rsplit('/').next().unwrap();
    for action in ["/do/start-import", "/do/discard-import", "/do/map-import"] {
        assert_eq!(dana.post_form(action, &[("id", id), ("letters", "on")]).await.unwrap().status, 404, "{action}");
    }
    let other = app.browser().unwrap();
    let request = other.request("POST", "/do/import-transfers").unwrap().header("sec-fetch-site", "cross-site");
    assert_eq!(other.send(request.body("x")).await.unwrap().status, 403);
}
