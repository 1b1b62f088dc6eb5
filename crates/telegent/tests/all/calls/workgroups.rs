//! Workgroups and their members.

use telegent::{
    Client, MemberType, WorkgroupActivityAdd, WorkgroupActivityUpdate, WorkgroupCreate, WorkgroupType, WorkgroupUpdate,
};

use super::{Results, text};

pub async fn calls(client: &Client) -> Results {
    let create = WorkgroupCreate {
        telegent_phone: text("x"),
        call_order: text("x"),
        announcement_text: text("x"),
        announcement_url: text("x"),
        internal_extension: text("x"),
        caller_id_type: text("x"),
        caller_id_name: text("x"),
        record_calls: Some(true),
        transcribe_recordings: Some(true),
        schedule_id: text("x"),
        time_zone: text("x"),
        hold_music_id: text("x"),
        ai_recording: Some(true),
        off_hours_type: text("x"),
        off_hours_id: text("x"),
        on_hours_type: text("x"),
        on_hours_id: text("x"),
        wait_between: text("x"),
        toll_free_number: text("x"),
        account_id: text("x"),
        ..WorkgroupCreate::new("IVR Workgroup", WorkgroupType::Ivr)
    };
    let update = WorkgroupUpdate {
        workgroup_id: "WID".into(),
        name: text("x"),
        telegent_phone: text("x"),
        workgroup_type: Some(WorkgroupType::RoundRobin),
        call_order: text("x"),
        announcement_text: text("x"),
        announcement_url: text("x"),
        record_calls: Some(true),
        transcribe_recordings: Some(true),
        schedule_id: text("x"),
        time_zone: text("x"),
        off_hours_type: text("x"),
        off_hours_id: text("x"),
        on_hours_type: text("x"),
        on_hours_id: text("x"),
        account_id: text("x"),
    };
    let add = WorkgroupActivityAdd {
        digit_order: Some(1),
        phone_number: text("+12125550116"),
        workgroup_id: "WID".into(),
        member_type: MemberType::Workgroup,
        reference_workgroup_id: text("WID-2"),
        reference_user_id: text(""),
        sms_notification: Some(true),
        email_notification: Some(false),
    };
    let change = WorkgroupActivityUpdate {
        workgroup_activity_id: "WAID".into(),
        digit_order: Some(2),
        phone_number: text("+12125550116"),
        workgroup_id: text("WID"),
        member_type: Some(MemberType::User),
        reference_workgroup_id: text(""),
        reference_user_id: text("USER-abc-456"),
        sms_notification: Some(true),
        email_notification: Some(true),
    };
    let groups = client.workgroups();
    calls! {
        "workgroups.create": groups.create(&create);
        "workgroups.get": groups.get("WID");
        "workgroups.update": groups.update(&update);
        "workgroups.add_activity": groups.add_activity(&add);
        "workgroups.update_activity": groups.update_activity(&change);
        "workgroups.delete_activity": groups.delete_activity("WAID");
        "workgroups.delete": groups.delete("WG");
        "account.workgroups": client.accounts().workgroups();
        "account.schedules": client.accounts().schedules();
    }
}
