//! Who a person knows.

use sqlx::PgPool;

use super::pages::*;

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn who_can_never_be_blocked_is_refused_at_the_field(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let new = format!("{PAGE}/contacts/new");
    for number in ["911", "988", DANA, "741741"] {
        let fields = [("name", "Nobody"), ("numbers", number), ("calls", "blocked"), ("texts", "blocked")];
        let refused = contact(&dana, "0", &fields).await;
        assert_eq!((refused.status, refused.location()), (303, new.as_str()), "{number}");
        let page = body(&dana, &new).await;
        holds(&page, &["can never be blocked", "id=\"numbers-error\"", "value=\"Nobody\"", number]);
    }
    let efua = [("name", "Grandma Efua"), ("numbers", "(212) 555-0109"), ("calls", "allowed"), ("texts", "allowed")];
    assert_eq!(contact(&dana, "0", &efua).await.location(), PAGE);
    holds(&body(&dana, PAGE).await, &["Grandma Efua", "Calls and texts"]);
    // The same number, decided otherwise under another name.
    let other = [("name", "Stranger"), ("numbers", "212-555-0109"), ("calls", "blocked"), ("texts", "blocked")];
    assert_eq!(contact(&dana, "1", &other).await.location(), new);
    holds(&body(&dana, &new).await, &["can’t be allowed and blocked", "Grandma Efua"]);
    let past = [("name", "Coach"), ("numbers", "3855550188"), ("texts", "allowed"), ("until_date", "2020-01-01")];
    assert_eq!(contact(&dana, "1", &past).await.location(), new);
    holds(&body(&dana, &new).await, &["That day is too soon", "id=\"until_date-error\""]);
    let soon = [("name", "Coach"), ("numbers", "3855550188"), ("texts", "allowed"), ("until_date", "2099-01-01")];
    assert_eq!(contact(&dana, "1", &soon).await.location(), PAGE);
    let page = body(&dana, PAGE).await;
    holds(&page, &["Coach", "until "]);

    // Open again, renamed, removed.
    let id = page.split(&format!("href=\"{PAGE}/contacts/")).find(|part| part.contains(">Coach<")).unwrap();
    let id = id.split('"').next().unwrap();
    let own = format!("{PAGE}/contacts/{id}");
    holds(&body(&dana, &own).await, &["value=\"Coach\"", "Remove Coach", "name=\"until_date\" value=\"2099-01-01\""]);
    let removed = [("subscriber", AMA), ("contact", id), ("version", "2")];
    assert_eq!(dana.post_form("/do/remove-contact", &removed).await.unwrap().location(), PAGE);
    assert!(!body(&dana, PAGE).await.contains(">Coach<"));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn times_are_those_of_where_the_line_is(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    // The reader's clock is New York's, and the area code is Utah's.
    let late = [("until_date", "2099-07-01"), ("until_time", "21:00")];
    let coach = [("name", "Coach"), ("numbers", "3855550188"), ("calls", "allowed"), ("texts", "allowed")];
    assert_eq!(contact(&dana, "0", &[&coach[..], &late].concat()).await.location(), PAGE);
    holds(&body(&dana, PAGE).await, &["datetime=\"2099-07-02T03:00:00Z\"", "Jul 1, 2099, 9:00 PM MDT"]);
    // Ama moved and kept the number.
    let mut tx = app.state.db.begin_all().await.unwrap();
    sqlx::query(
        "insert into line_care (number, account_id, e911, e911_at)
         select number, account_id, '{\"state\": \"CA\"}', now() from numbers where subscriber_id = $1",
    )
    .bind(AMA)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    holds(&body(&dana, PAGE).await, &["Jul 1, 2099, 8:00 PM PDT"]);
    holds(&body(&dana, &format!("{PAGE}/contacts/new")).await, &["In the time of the line, where it is", " now."]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn good_lines_of_a_paste_go_in_and_bad_ones_come_back(pool: PgPool) {
    let app = portal(pool).await;
    let dana = app.manager("AID-mensah").await.unwrap().browser;
    let paste = format!("{PAGE}/paste");
    let rows = "Grandma Efua, (212) 555-0109, 212.555.0110\nCoach Lee\t385 555 0188\nno number here\nPizza 24365\n\
                Efua again; +1 212 555 0109";
    let fields = [("subscriber", AMA), ("version", "0"), ("rows", rows), ("calls", "allowed"), ("texts", "allowed")];
    assert_eq!(dana.post_form("/do/paste-contacts", &fields).await.unwrap().location(), paste);
    let page = body(&dana, &paste).await;
    holds(&page, &["2 people added.", "3 lines did not go in", "no number here", "short code", "here twice"]);
    assert!(!page.contains("Coach Lee"), "{page}");
    let page = body(&dana, PAGE).await;
    holds(&page, &["Grandma Efua", "(212) 555-0109 and 1 more", "Coach Lee"]);

    let many: String = (0..1_001).map(|i| format!("Friend {i}, (646) 55{:01}-{:04}\n", 5, i)).collect();
    let fields = [("subscriber", AMA), ("version", "1"), ("rows", &many), ("calls", "allowed"), ("texts", "neither")];
    assert_eq!(dana.post_form("/do/paste-contacts", &fields).await.unwrap().location(), paste);
    holds(&body(&dana, &paste).await, &["998 people added.", "3 lines did not go in"]);
    let none = [("subscriber", AMA), ("version", "2"), ("rows", " \n"), ("calls", "allowed"), ("texts", "allowed")];
    assert_eq!(dana.post_form("/do/paste-contacts", &none).await.unwrap().location(), paste);
    holds(&body(&dana, &paste).await, &["id=\"rows-error\"", "Please fill this in."]);
}
