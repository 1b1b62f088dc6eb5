//! SIMs switched off, freed and used again.

use telegent::{Error, NumberUpdate, SimStatus, SimUpdate};

use crate::support::{advance, client, demo, foreign};

const DANA: &str = "+18015550141";
const KOFI: &str = "+18015550142";

fn set(iccid: &str, number: Option<&str>, status: SimStatus) -> SimUpdate {
    SimUpdate { iccid: iccid.into(), msisdn: number.map(Into::into), sim_status: status }
}

#[tokio::test]
async fn a_suspended_sim_keeps_its_number_and_spends_nothing() {
    let (sandbox, client) = demo().await;
    let iccid = client.numbers().get(DANA).await.unwrap().iccid.clone().unwrap();
    let spent = || sandbox.with(|w| w.lines.iter().find(|l| l.number == DANA).unwrap().used_bytes);
    let off = client.sims().update_status(&set(&iccid, Some(DANA), SimStatus::Suspended)).await.unwrap();
    assert_eq!(off.sim_status, Some(SimStatus::Suspended));
    let before = spent();
    advance(&sandbox, 5 * 3600);
    assert_eq!(spent(), before);
    assert_eq!(client.numbers().get_by_iccid(&iccid).await.unwrap().number, DANA);
    let on = client.sims().update_status(&set(&iccid, None, SimStatus::Active)).await.unwrap();
    assert_eq!(on.sim_status, Some(SimStatus::Active));
    advance(&sandbox, 5 * 3600);
    assert!(spent() > before);
}

#[tokio::test]
async fn a_cleared_sim_can_go_to_another_number() {
    let (_sandbox, client) = demo().await;
    let iccid = client.numbers().get(DANA).await.unwrap().iccid.clone().unwrap();
    let take = NumberUpdate { number: KOFI.into(), iccid: Some(iccid.clone()), ..NumberUpdate::default() };
    assert!(client.numbers().update(&take).await.is_err(), "it is in use");
    let wrong = client.sims().update_status(&set(&iccid, Some(KOFI), SimStatus::Active)).await.unwrap_err();
    assert!(matches!(wrong, Error::Refused { status: 400, .. }), "{wrong}");
    assert_eq!(client.sims().clear_status(&iccid).await.unwrap().sim_status, Some(SimStatus::Empty));
    let bare = client.numbers().get(DANA).await.unwrap();
    assert!(bare.iccid.is_none() && bare.lpa().is_none());
    assert!(client.sims().update_status(&set(&iccid, None, SimStatus::Active)).await.is_err(), "nothing to switch on");
    client.numbers().update(&take).await.unwrap();
    assert_eq!(client.numbers().get_by_iccid(&iccid).await.unwrap().number, KOFI);
}

#[tokio::test]
async fn a_free_sim_goes_onto_a_line_without_one() {
    let (_sandbox, client) = demo().await;
    let iccid = client.numbers().get(DANA).await.unwrap().iccid.clone().unwrap();
    client.sims().update_status(&set(&iccid, None, SimStatus::Empty)).await.unwrap();
    client.sims().update_status(&set(&iccid, Some(DANA), SimStatus::Active)).await.unwrap();
    assert_eq!(client.numbers().get(DANA).await.unwrap().iccid.as_deref(), Some(iccid.as_str()));
}

#[tokio::test]
async fn sims_of_others_do_not_exist() {
    let (sandbox, ours) = demo().await;
    let theirs = client(&sandbox, sandbox::FOREIGN_KEY, sandbox::FOREIGN_SECRET);
    let iccid = ours.numbers().get(DANA).await.unwrap().iccid.clone().unwrap();
    foreign([
        theirs.sims().clear_status(&iccid).await.err(),
        theirs.sims().update_status(&set(&iccid, None, SimStatus::Empty)).await.err(),
        ours.sims().clear_status("8901240397999999999").await.err(),
        ours.sims().update_status(&set(&iccid, Some("+18015550000"), SimStatus::Active)).await.err(),
    ]);
    ours.sims().clear_status(&iccid).await.unwrap();
    foreign([theirs.sims().clear_status(&iccid).await.err()]);
}
