//! Where the order of a number stands, and who has to do something next.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// Where the order of a number stands. It begins as `Submitting` when the wizard is sent off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PortState {
    /// Telegent did not take the order: something in it must be put right first.
    NeedsInfo,
    /// Committed here, being sent.
    Submitting,
    /// The answer was lost: found out by reading, never by sending again.
    OutcomeUnknown,
    /// Sent to the old carrier.
    WaitingCarrier,
    /// The old carrier has begun.
    CarrierWorking,
    /// The old carrier has set a date.
    Scheduled,
    /// Refused, and a correction of the same order mends it.
    ActionNeeded,
    /// Refused for good: cancelled, settled with the old carrier, ordered anew.
    Blocked,
    /// Neither update nor cancel finds the order: Telegent's own staff must clear it.
    NeedsProvider,
    /// The withdrawal is on its way.
    Cancelling,
    /// Withdrawn.
    Cancelled,
    /// The number is here, its line is being switched on.
    Activating,
    /// Calls work, texts not yet.
    VoiceLive,
    /// Texts work too: only the self-test is left.
    TextingLive,
    /// All done.
    Completed,
}

/// Who has to do something next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ball {
    /// Who asked for the number.
    You,
    /// The carrier that has it.
    OldCarrier,
    /// The portal, its staff, Telegent.
    Us,
    /// It is over.
    Nobody,
}

impl Ball {
    /// Everybody.
    pub const ALL: [Self; 4] = [Self::You, Self::OldCarrier, Self::Us, Self::Nobody];

    /// The word in URLs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::You => "you",
            Self::OldCarrier => "old_carrier",
            Self::Us => "us",
            Self::Nobody => "nobody",
        }
    }

    /// From the word in URLs.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ball| ball.as_str() == raw)
    }

    /// For people.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::You => lang.pick("You", "Tú"),
            Self::OldCarrier => lang.pick("Your old carrier", "Tu operador anterior"),
            Self::Us => lang.pick("Us", "Nosotros"),
            Self::Nobody => lang.pick("Nobody", "Nadie"),
        }
    }
}

impl PortState {
    /// Every state.
    pub const ALL: [Self; 15] = [
        Self::NeedsInfo,
        Self::Submitting,
        Self::OutcomeUnknown,
        Self::WaitingCarrier,
        Self::CarrierWorking,
        Self::Scheduled,
        Self::ActionNeeded,
        Self::Blocked,
        Self::NeedsProvider,
        Self::Cancelling,
        Self::Cancelled,
        Self::Activating,
        Self::VoiceLive,
        Self::TextingLive,
        Self::Completed,
    ];

    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NeedsInfo => "needs_info",
            Self::Submitting => "submitting",
            Self::OutcomeUnknown => "outcome_unknown",
            Self::WaitingCarrier => "waiting_carrier",
            Self::CarrierWorking => "carrier_working",
            Self::Scheduled => "scheduled",
            Self::ActionNeeded => "action_needed",
            Self::Blocked => "blocked",
            Self::NeedsProvider => "needs_provider",
            Self::Cancelling => "cancelling",
            Self::Cancelled => "cancelled",
            Self::Activating => "activating",
            Self::VoiceLive => "voice_live",
            Self::TextingLive => "texting_live",
            Self::Completed => "completed",
        }
    }

    /// From the stored word.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == raw)
    }

    /// For people.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::NeedsInfo => lang.pick("Needs details", "Faltan datos"),
            Self::Submitting => lang.pick("Being sent", "Enviándose"),
            Self::OutcomeUnknown => lang.pick("Finding out what happened", "Averiguando qué pasó"),
            Self::WaitingCarrier => lang.pick("With your old carrier", "En tu operador anterior"),
            Self::CarrierWorking => lang.pick("Your old carrier is working on it", "Tu operador anterior está en ello"),
            Self::Scheduled => lang.pick("Date set", "Con fecha"),
            Self::ActionNeeded => lang.pick("Needs a correction", "Necesita una corrección"),
            Self::Blocked => lang.pick("Stopped by your old carrier", "Detenido por tu operador anterior"),
            Self::NeedsProvider => lang.pick("With our provider", "Con nuestro proveedor"),
            Self::Cancelling => lang.pick("Being cancelled", "Cancelándose"),
            Self::Cancelled => lang.pick("Cancelled", "Cancelado"),
            Self::Activating => lang.pick("Being switched on", "Activándose"),
            Self::VoiceLive => lang.pick("Calls work", "Las llamadas funcionan"),
            Self::TextingLive => lang.pick("Texts work", "Los mensajes funcionan"),
            Self::Completed => lang.pick("Done", "Listo"),
        }
    }

    /// One sentence on what that means and what comes next.
    pub const fn help(self, lang: Lang) -> &'static str {
        match self {
            Self::NeedsInfo => lang.pick(
                "The order was not taken as it is. Everything is saved; put right what is marked and send it again.",
                "El pedido no se aceptó así. Todo está guardado; corrige lo marcado y envíalo de nuevo.",
            ),
            Self::Submitting => lang.pick(
                "The order is saved and on its way. It is sent once, even if you reload this page.",
                "El pedido está guardado y en camino. Se envía una sola vez, aunque recargues esta página.",
            ),
            Self::OutcomeUnknown => lang.pick(
                "The answer to the order was lost. We look whether it arrived before anything is sent again.",
                "Se perdió la respuesta al pedido. Miramos si llegó antes de enviar algo de nuevo.",
            ),
            Self::WaitingCarrier => lang.pick(
                "Your old carrier has the order and will answer. Nothing is asked of you now.",
                "Tu operador anterior tiene el pedido y va a responder. Ahora no tienes que hacer nada.",
            ),
            Self::CarrierWorking => lang.pick(
                "Your old carrier is checking the order. Keep your old plan; nothing is asked of you now.",
                "Tu operador anterior está revisando el pedido. Conserva tu plan anterior; no tienes que hacer nada.",
            ),
            Self::Scheduled => lang.pick(
                "Your old carrier agreed and set a time. The number keeps working there until then.",
                "Tu operador anterior aceptó y fijó la hora. Hasta entonces el número sigue funcionando ahí.",
            ),
            Self::ActionNeeded => lang.pick(
                "Your old carrier said no for now. Correct what is marked and the same order goes on.",
                "Tu operador anterior dijo que no por ahora. Corrige lo marcado y el mismo pedido sigue.",
            ),
            Self::Blocked => lang.pick(
                "This order can’t go on. Settle it with your old carrier, cancel, and start again with what you typed.",
                "Este pedido no puede seguir. Arréglalo con tu operador anterior, cancela y empieza de nuevo con tus datos.",
            ),
            Self::NeedsProvider => lang.pick(
                "The order is stuck where neither you nor we reach it. We asked our provider to clear it.",
                "El pedido está atascado donde ni tú ni nosotros llegamos. Pedimos a nuestro proveedor que lo libere.",
            ),
            Self::Cancelling => lang.pick(
                "The order is being withdrawn. The number stays with your old carrier.",
                "El pedido se está retirando. El número se queda con tu operador anterior.",
            ),
            Self::Cancelled => lang.pick(
                "The order was withdrawn for good. The number is still with your old carrier.",
                "El pedido se retiró definitivamente. El número sigue con tu operador anterior.",
            ),
            Self::Activating => lang.pick(
                "The number is here. We are putting it on its line; that takes a few minutes.",
                "El número ya está aquí. Lo estamos poniendo en su línea; tarda unos minutos.",
            ),
            Self::VoiceLive => lang.pick(
                "Calls arrive on the new line. Texts can take some hours more.",
                "Las llamadas llegan a la línea nueva. Los mensajes pueden tardar unas horas más.",
            ),
            Self::TextingLive => lang.pick(
                "Calls and texts arrive on the new line. Try them out once, then you are done.",
                "Las llamadas y los mensajes llegan a la línea nueva. Pruébalos una vez y terminas.",
            ),
            Self::Completed => lang.pick(
                "The number is yours here. You may now cancel your old plan.",
                "El número ya es tuyo aquí. Ahora puedes cancelar tu plan anterior.",
            ),
        }
    }

    /// Whether it is over: done or withdrawn. It never opens again.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Cancelled | Self::Completed)
    }

    /// Whether something is still to happen.
    pub const fn is_open(self) -> bool {
        !self.is_over()
    }

    /// Whether `self` may become `next`. Staying what it is is no change, and not allowed here.
    pub const fn may_become(self, next: Self) -> bool {
        use PortState::{
            ActionNeeded, Activating, Blocked, Cancelled, Cancelling, CarrierWorking, Completed, NeedsInfo,
            NeedsProvider, OutcomeUnknown, Scheduled, Submitting, TextingLive, VoiceLive, WaitingCarrier,
        };
        match self {
            // Withdrawn before it was sent: cancelled at once.
            Submitting => matches!(next, OutcomeUnknown | WaitingCarrier | NeedsInfo | Cancelled),
            NeedsInfo => matches!(next, Submitting | Cancelled),
            // Reading may find it anywhere, or nowhere.
            OutcomeUnknown => !matches!(next, OutcomeUnknown | Cancelling | VoiceLive | TextingLive | Completed),
            // Back as well: an order sent again reads as pending again.
            WaitingCarrier | CarrierWorking | Scheduled | ActionNeeded | Blocked | NeedsProvider => {
                !same(self, next)
                    && matches!(
                        next,
                        WaitingCarrier
                            | CarrierWorking
                            | Scheduled
                            | ActionNeeded
                            | Blocked
                            | NeedsProvider
                            | Cancelling
                            | Cancelled
                            | Activating
                    )
            }
            // It completed first, or the withdrawal was refused and it is what it was.
            Cancelling => matches!(
                next,
                Cancelled
                    | Activating
                    | NeedsProvider
                    | WaitingCarrier
                    | CarrierWorking
                    | Scheduled
                    | ActionNeeded
                    | Blocked
            ),
            Activating => matches!(next, VoiceLive),
            VoiceLive => matches!(next, TextingLive),
            TextingLive => matches!(next, Completed),
            Cancelled | Completed => false,
        }
    }

    /// Who has to do something next.
    pub const fn ball(self) -> Ball {
        match self {
            Self::NeedsInfo | Self::ActionNeeded | Self::Blocked | Self::TextingLive => Ball::You,
            Self::WaitingCarrier | Self::CarrierWorking | Self::Scheduled => Ball::OldCarrier,
            Self::Submitting
            | Self::OutcomeUnknown
            | Self::NeedsProvider
            | Self::Cancelling
            | Self::Activating
            | Self::VoiceLive => Ball::Us,
            Self::Cancelled | Self::Completed => Ball::Nobody,
        }
    }

    /// Whether Telegent takes a correction of the order. Not once a date is set.
    pub const fn may_update(self) -> bool {
        matches!(self, Self::WaitingCarrier | Self::CarrierWorking | Self::ActionNeeded)
    }

    /// Whether the order can be withdrawn.
    pub const fn may_cancel(self) -> bool {
        matches!(
            self,
            Self::WaitingCarrier
                | Self::CarrierWorking
                | Self::Scheduled
                | Self::ActionNeeded
                | Self::Blocked
                | Self::NeedsProvider
        )
    }
}

/// `==` for constants.
const fn same(a: PortState, b: PortState) -> bool {
    a as u8 == b as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn states_survive_storage_and_explain_themselves() {
        for state in PortState::ALL {
            assert_eq!(PortState::parse(state.as_str()), Some(state));
            for lang in Lang::ALL {
                assert!(!state.label(lang).is_empty() && state.help(lang).ends_with('.'), "{state:?}");
            }
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("\"{}\"", state.as_str()));
        }
        for ball in Ball::ALL {
            assert_eq!(Ball::parse(ball.as_str()), Some(ball));
        }
    }

    #[test]
    fn the_arrows_are_these() {
        let from = |state: PortState| {
            let words = PortState::ALL.into_iter().filter(|next| state.may_become(*next)).map(PortState::as_str);
            words.collect::<Vec<_>>().join(" ")
        };
        let open = "waiting_carrier carrier_working scheduled action_needed blocked needs_provider";
        let without = |own: &str| open.split(' ').filter(|w| *w != own).collect::<Vec<_>>().join(" ");
        assert_eq!(from(PortState::Submitting), "needs_info outcome_unknown waiting_carrier cancelled");
        assert_eq!(from(PortState::NeedsInfo), "submitting cancelled");
        assert_eq!(from(PortState::OutcomeUnknown), format!("needs_info submitting {open} cancelled activating"));
        for state in [
            PortState::WaitingCarrier,
            PortState::CarrierWorking,
            PortState::Scheduled,
            PortState::ActionNeeded,
            PortState::Blocked,
            PortState::NeedsProvider,
        ] {
            assert_eq!(from(state), format!("{} cancelling cancelled activating", without(state.as_str())));
        }
        assert_eq!(from(PortState::Cancelling), format!("{open} cancelled activating"));
        assert_eq!(from(PortState::Activating), "voice_live");
        assert_eq!(from(PortState::VoiceLive), "texting_live");
        assert_eq!(from(PortState::TextingLive), "completed");
    }

    #[test]
    fn what_is_over_is_nobodys_and_is_neither_corrected_nor_withdrawn() {
        for state in PortState::ALL {
            assert_eq!(state.is_over(), state.ball() == Ball::Nobody, "{state:?}");
            assert_eq!(state.may_cancel(), state.may_become(PortState::Cancelling), "{state:?}");
            if state.may_update() {
                assert!(state.may_cancel() && state != PortState::Scheduled);
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_wanted_an_end_is_an_end_and_a_number_here_stays(wanted in proptest::collection::vec(0usize..15, 0..60)) {
            let mut state = PortState::Submitting;
            for next in wanted.into_iter().map(|i| PortState::ALL[i]) {
                if !state.may_become(next) {
                    continue;
                }
                prop_assert!(state.is_open());
                let here = [PortState::Activating, PortState::VoiceLive, PortState::TextingLive, PortState::Completed];
                if let Some(at) = here.iter().position(|s| *s == state) {
                    prop_assert_eq!(here.get(at + 1), Some(&next));
                }
                state = next;
            }
        }
    }
}
