//! Every decoder on any bytes, for the target in `fuzz/`. Built with the feature `fuzzing` only.

use std::fmt::Debug;

use jiff::Timestamp;
use serde_json::Value;

use crate::{
    api,
    decode::{Decode, List, Perhaps, Phones, Record, envelope, refusal},
    token,
    types::{DataVolume, ThrottleSpeed, When},
    *,
};

/// Decodes these bytes as the answer to everything, and prints what comes of it as logs would.
pub fn decode(bytes: &[u8]) {
    let _ = refusal(bytes, "no text").into_error("fuzzing", 400);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = (When::parse(text), DataVolume::parse(text), ThrottleSpeed::parse(text));
    }
    let Ok(raw) = serde_json::from_slice::<Value>(bytes) else { return };
    let _ = token::read_token(&raw, Timestamp::UNIX_EPOCH);
    let Ok(value) = envelope(&raw) else { return };
    let _ = Phones::decode(value, "$");
    macro_rules! records {
        ($($record:ty)*) => { $(each::<$record>(value);)* };
    }
    records! {
        Account AccountRef Address api::voice::AllowedIp Availability AvailableArea CallFilter ChangedNumber DataSettings
        DataUsage DataUsageAck DeviceDelivery DeviceDetails DistributorDetails E911Ack E911Address E911Record Feature
        FeatureAssignment FilterList GuardianFeatures GuardianRelation GuardianRelationDeleted GuardianRelations
        InlineMedia Inventory KeywordFilter MediaUrl Message MessageFilter MessagePage MessageRoute MessageRouteDeleted
        MessageSearch Number NumberUpdated Order Package PackageItem PackageSubscriptions PortEligibility PortInAck
        PortInOrder PortOutOrder Product Provisioned Reactivated RefreshedNnid Renewal RenewalInfo Schedule Service
        ServiceItem ServiceItemAck ServiceItems Sim StatusChanged Subscriber SubscriberPage Subscription
        SubscriptionDeleted Threshold ThresholdAssignment Voicemail VoicemailAck VoiceRoute VoiceRouteDeleted Webhook
        WebhookDeleted Workgroup WorkgroupDeleted
    }
}

/// One record, a list of them, or a record that may be missing.
fn each<T: Record + Debug>(value: &Value) {
    if let Ok(one) = T::decode(value, "$") {
        let _ = format!("{one:?}");
    }
    let _ = List::<T>::decode(value, "$").map(|list| list.0.len());
    let _ = Perhaps::<T>::decode(value, "$").map(|one| one.0.is_some());
}
