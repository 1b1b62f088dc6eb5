//! Workgroups and their members.

use sandbox::FOREIGN_ACCOUNT;
use telegent::{
    MemberType, WorkgroupActivityAdd, WorkgroupActivityUpdate, WorkgroupCreate, WorkgroupType, WorkgroupUpdate,
};

use super::{assert_not_found, assert_refused, stranger, support::demo};

fn create() -> WorkgroupCreate {
    WorkgroupCreate {
        account_id: Some("AID-mensah".into()),
        schedule_id: Some("SID-mensah".into()),
        record_calls: Some(true),
        time_zone: Some("America/Denver".into()),
        ..WorkgroupCreate::new("Front desk", WorkgroupType::Ivr)
    }
}

#[tokio::test]
async fn a_workgroup_is_made_read_changed_listed_and_deleted() {
    let (sandbox, client) = demo().await;
    let groups = client.workgroups();
    let made = groups.create(&create()).await.unwrap();
    assert_eq!(made.account_id.as_deref(), Some("AID-mensah"));
    assert_eq!(made.record_calls, None, "not in the answer to a creation");
    let id = made.workgroup_id.clone();
    let read = groups.get(&id).await.unwrap();
    assert_eq!((read.record_calls, read.active), (Some(true), Some(true)));
    assert_eq!(read.schedule_id.as_deref(), Some("SID-mensah"));
    let update = WorkgroupUpdate {
        workgroup_id: id.clone(),
        workgroup_type: Some(WorkgroupType::RoundRobin),
        ..WorkgroupUpdate::default()
    };
    let changed = groups.update(&update).await.unwrap();
    assert_eq!(changed.workgroup_type, Some(WorkgroupType::RoundRobin));
    assert_eq!((changed.name.as_deref(), &changed.schedule_id), (Some("Front desk"), &None));
    assert_eq!(groups.get(&id).await.unwrap().time_zone.as_deref(), Some("America/Denver"), "what is not sent stays");
    let listed = client.accounts().workgroups().await.unwrap();
    assert!(listed.raw["Workgroups"].is_array());
    assert_eq!(listed.iter().map(|w| &w.workgroup_id).collect::<Vec<_>>(), [&id]);

    assert_refused(groups.create(&WorkgroupCreate { name: String::new(), ..create() }).await, "Name");
    let ring = WorkgroupType::Other("ring".into());
    assert_refused(groups.create(&WorkgroupCreate { workgroup_type: ring, ..create() }).await, "Type");
    let no_account = WorkgroupCreate { account_id: None, ..create() };
    assert_refused(groups.create(&no_account).await, "AccountId");
    let foreign = WorkgroupCreate { account_id: Some(FOREIGN_ACCOUNT.into()), ..create() };
    assert_not_found(groups.create(&foreign).await);
    let no_schedule = WorkgroupCreate { schedule_id: Some("SID-nothing".into()), ..create() };
    assert_not_found(groups.create(&no_schedule).await);
    let theirs = stranger(&sandbox);
    assert_not_found(theirs.workgroups().get(&id).await);
    assert_not_found(theirs.workgroups().update(&update).await);
    assert_not_found(theirs.workgroups().delete(&id).await);

    let gone = groups.delete(&id).await.unwrap();
    assert_eq!((&gone.workgroup_id, gone.successful), (&id, Some(true)));
    assert_not_found(groups.get(&id).await);
    assert_not_found(groups.delete(&id).await);
}

#[tokio::test]
async fn members_come_and_go() {
    let (sandbox, client) = demo().await;
    let groups = client.workgroups();
    let id = groups.create(&create()).await.unwrap().workgroup_id.clone();
    let add = WorkgroupActivityAdd {
        digit_order: Some(1),
        phone_number: Some("+18015550141".into()),
        workgroup_id: id.clone(),
        member_type: MemberType::User,
        reference_workgroup_id: None,
        reference_user_id: Some("USER-abc".into()),
        sms_notification: Some(true),
        email_notification: None,
    };
    let made = groups.add_activity(&add).await.unwrap();
    assert_eq!(made.status.as_deref(), Some("Created"));
    let itself = WorkgroupActivityAdd { reference_workgroup_id: Some(id.clone()), ..add.clone() };
    groups.add_activity(&itself).await.unwrap();
    let nested = WorkgroupActivityAdd { reference_workgroup_id: Some("WID-nothing".into()), ..add.clone() };
    assert_not_found(groups.add_activity(&nested).await);
    assert_not_found(groups.add_activity(&WorkgroupActivityAdd { workgroup_id: "WID-no".into(), ..add.clone() }).await);
    let phone = MemberType::Other("phone".into());
    assert_refused(groups.add_activity(&WorkgroupActivityAdd { member_type: phone, ..add.clone() }).await, "Type");

    let update = WorkgroupActivityUpdate {
        workgroup_activity_id: made.id.clone(),
        digit_order: Some(2),
        ..WorkgroupActivityUpdate::default()
    };
    assert_eq!(groups.update_activity(&update).await.unwrap().status.as_deref(), Some("Updated"));
    let kept = sandbox.with(|world| world.activities[0].values.clone());
    assert_eq!((&kept["DigitOrder"], &kept["ReferenceUserId"]), (&2.into(), &"USER-abc".into()));
    let theirs = stranger(&sandbox);
    assert_not_found(theirs.workgroups().add_activity(&add).await);
    assert_not_found(theirs.workgroups().update_activity(&update).await);
    assert_not_found(theirs.workgroups().delete_activity(&made.id).await);
    let gone = groups.delete_activity(&made.id).await.unwrap();
    assert_eq!((&gone.id, gone.status.as_deref()), (&made.id, Some("Deleted")));
    assert_not_found(groups.delete_activity(&made.id).await);
    groups.delete(&id).await.unwrap();
    assert!(sandbox.with(|world| world.activities.is_empty()), "members go with the group");
}
