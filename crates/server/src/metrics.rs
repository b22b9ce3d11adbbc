use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use servicing::Command;
use servicing::audit::{Invariant, Violation};

use crate::RestraintCounters;

/// One label of a counter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Label {
    /// Its value: a word from a fixed set, never an id or a name.
    pub is: String,
}

/// The server's counters, in the OpenMetrics text format at `/metrics`.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    /// Commands given to `decide`.
    pub commands: Family<Label, Counter>,
    /// Times an invariant was checked and held.
    pub invariants_held: Family<Label, Counter>,
    /// Times an invariant would have broken. Anything but 0 is an alarm.
    pub invariants_violated: Family<Label, Counter>,
    /// Commits that another change of the same contract came before.
    pub conflicts: Counter,
    /// Payment webhooks by outcome.
    pub payments: Family<Label, Counter>,
    /// Device messages by result.
    pub device_messages: Family<Label, Counter>,
    /// Devices waiting for a standing now.
    pub devices_waiting: Gauge,
    /// Deliveries from the outbox by result.
    pub deliveries: Family<Label, Counter>,
    /// Contracts woken by the close.
    pub wakes: Counter,
    /// What was restricted further, and what was not.
    pub restraint: RestraintCounters,
    /// Seconds until the root, and the lenders' first roster, ends.
    pub authority_expires: Family<Label, Gauge>,
    /// HTTP answers by class, such as `2xx`.
    pub http_answers: Family<Label, Counter>,
    /// Entries given a place in the public log, by kind.
    pub log_entries: Family<Label, Counter>,
    /// Whether the last look at the public log succeeded: 1 or 0. Without that, restrictions wait.
    pub log_running: Gauge,
    /// Entries in the public log.
    pub log_size: Gauge,
    /// Entries that wait for a place in the public log.
    pub log_queue: Gauge,
    /// How long the oldest of them waits.
    pub log_queue_age_seconds: Gauge,
    /// Looks at the public log that failed. While they go on, restrictions wait.
    pub log_failures: Counter,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("quittance"),
            commands: Family::default(),
            invariants_held: Family::default(),
            invariants_violated: Family::default(),
            conflicts: Counter::default(),
            payments: Family::default(),
            device_messages: Family::default(),
            devices_waiting: Gauge::default(),
            deliveries: Family::default(),
            wakes: Counter::default(),
            restraint: RestraintCounters::default(),
            authority_expires: Family::default(),
            http_answers: Family::default(),
            log_entries: Family::default(),
            log_running: Gauge::default(),
            log_size: Gauge::default(),
            log_queue: Gauge::default(),
            log_queue_age_seconds: Gauge::default(),
            log_failures: Counter::default(),
        };
        metrics.register();
        metrics
    }

    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register("commands", "Commands decided", self.commands.clone());
        registry.register("invariants_held", "Invariant checks that held", self.invariants_held.clone());
        registry.register(
            "invariants_violated",
            "Decisions refused because an invariant would break",
            self.invariants_violated.clone(),
        );
        registry.register("commit_conflicts", "Commits decided anew", self.conflicts.clone());
        registry.register("payments", "Payment webhooks by outcome", self.payments.clone());
        registry.register("device_messages", "Device messages by result", self.device_messages.clone());
        registry.register("devices_waiting", "Devices waiting for a standing", self.devices_waiting.clone());
        registry.register("deliveries", "Outbox deliveries by result", self.deliveries.clone());
        registry.register("wakes", "Contracts woken by the close", self.wakes.clone());
        registry.register(
            "authority_expires_in_seconds",
            "Seconds until the root, and the first of the rosters, ends",
            self.authority_expires.clone(),
        );
        registry.register("http_answers", "HTTP answers by class", self.http_answers.clone());
        registry.register("log_entries", "Public log entries placed, by kind", self.log_entries.clone());
        registry.register("log_running", "Whether the public log goes on", self.log_running.clone());
        registry.register("log_size", "Entries in the public log", self.log_size.clone());
        registry.register("log_queue", "Entries waiting for the public log", self.log_queue.clone());
        let age = self.log_queue_age_seconds.clone();
        registry.register("log_queue_age_seconds", "Age of the oldest waiting entry", age);
        registry.register("log_failures", "Failed looks at the public log", self.log_failures.clone());
        self.restraint.register(registry);
        for invariant in Invariant::ALL {
            // A counter that is there from the start can be alarmed on.
            drop(self.invariants_violated.get_or_create(&label(invariant.id())));
        }
    }

    pub(crate) fn count_command(&self, command: &Command) {
        let name = match command {
            Command::Accept => "accept",
            Command::Cancel => "cancel",
            Command::InviteDevice => "invite_device",
            Command::Enroll { .. } => "enroll",
            Command::ReplaceKey { .. } => "replace_key",
            Command::Free { .. } => "free",
            Command::Pay(_) => "pay",
            Command::Book(_) => "book",
            Command::PauseDelinquency { .. } => "pause_delinquency",
            Command::ResumeDelinquency => "resume_delinquency",
            Command::Reverse { .. } => "reverse",
            Command::NoticeDelivered(_) => "notice_delivered",
            Command::LevelApplied { .. } => "level_applied",
            Command::DeviceAhead { .. } => "device_ahead",
            Command::KeepReceipt { .. } => "keep_receipt",
            Command::PlaceHold { .. } => "place_hold",
            Command::ReleaseHold { .. } => "release_hold",
            Command::AgreePayoff { .. } => "agree_payoff",
            Command::AskForHelp { .. } => "ask_for_help",
            Command::OfferPlans { .. } => "offer_plans",
            Command::ApprovePlans { .. } => "approve_plans",
            Command::AcceptPlan { .. } => "accept_plan",
            Command::EndHelp { .. } => "end_help",
            Command::OfferSettlement { .. } => "offer_settlement",
            Command::ApproveSettlement { .. } => "approve_settlement",
            Command::WithdrawSettlement { .. } => "withdraw_settlement",
            Command::AdvanceReturn { .. } => "advance_return",
            Command::OrderLogged(_) => "order_logged",
            Command::IssueCode { .. } => "issue_code",
            Command::Rekey { .. } => "rekey",
            Command::Wake { .. } => "wake",
        };
        self.commands.get_or_create(&label(name)).inc();
    }

    pub(crate) fn count_audit(&self, verdict: &Result<(), Violation>) {
        let violated = verdict.as_ref().err().map(|violation| violation.invariant);
        // Invariants are checked in order; those after a violated one were not looked at.
        for invariant in Invariant::ALL.into_iter().take_while(|invariant| Some(*invariant) != violated) {
            self.invariants_held.get_or_create(&label(invariant.id())).inc();
        }
        if let Some(invariant) = violated {
            self.invariants_violated.get_or_create(&label(invariant.id())).inc();
        }
    }

    /// The OpenMetrics text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a String can't fail.
        let written = prometheus_client::encoding::text::encode(&mut text, &self.registry);
        debug_assert!(written.is_ok());
        text
    }
}

/// The label of a word.
#[must_use]
pub fn label(is: &str) -> Label {
    Label { is: is.to_owned() }
}
