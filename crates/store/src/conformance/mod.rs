//! What every engine must do, as tests. An engine's crate turns on the feature `conformance` in its
//! dev-dependencies and stamps the suite over a function that makes an empty store:
//!
//! ```text
//! fn make() -> (std::sync::Arc<dyn store::Store>, impl Sized) { … }
//! store::conformance!(make);
//! ```
//!
//! The second value (a folder, a database) is kept until the test ends.
#![expect(missing_docs, reason = "each test's name says what must hold")]
#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "tests fail by panics")]

pub mod approvals;
pub mod atomicity;
pub mod books;
pub mod budgets;
pub mod bureau;
pub mod clocks;
pub mod concurrency;
pub mod contracts;
pub mod devices;
pub mod freezes;
pub mod idempotency;
pub mod isolation;
pub mod leaves;
pub mod ledger;
pub mod lenders;
pub mod lookups;
pub mod outbox;
pub mod payments;
pub mod raw_events;
pub mod receipts;
pub mod release_runs;
pub mod rollouts;
mod sample;
pub mod sign_in;
pub mod suspense;

/// Stamps one test per behavior over `make`, a function that gives an empty `Arc<dyn Store>` and whatever must
/// live as long as it.
#[macro_export]
macro_rules! conformance {
    ($make:path) => {
        $crate::conformance! { @suite $make;
            approvals { one_request_is_open_about_a_thing, a_request_is_changed_by_compare_and_set }
            atomicity {
                a_refused_claim_keeps_nothing,
                a_late_refusal_keeps_nothing,
                unbalanced_postings_are_refused,
                rows_of_another_contract_or_lender_are_refused,
                everything_is_kept_as_written,
            }
            books {
                every_entry_covers_the_one_before,
                a_refused_commit_is_in_no_chain,
                entries_page_and_filter_by_the_day_of_booking,
                a_closed_period_takes_no_entry,
            }
            budgets {
                a_full_hour_takes_no_more_and_keeps_nothing,
                key_and_installation_have_their_own_hours,
                a_grant_has_exactly_its_places,
                a_lenders_grant_does_not_open_the_installations_hour,
                the_last_place_is_taken_once,
                releases_take_no_place,
                old_rises_are_purged,
                contracts_are_counted_by_status,
            }
            bureau { a_paper_is_replaced_and_forgotten }
            clocks { a_test_clock_never_goes_back }
            concurrency {
                one_of_many_concurrent_commits_wins,
                a_refused_commit_does_not_hurt_its_neighbors,
                an_imei_is_claimed_by_one_of_many,
                closing_finishes_what_was_begun,
            }
            contracts {
                a_stale_version_is_refused,
                a_second_insert_is_refused,
                another_lender_cannot_take_a_contract,
                time_of_creation_stays,
                lists_page_and_filter,
                due_contracts_page_through_equal_instants,
                clocks_do_not_see_each_other,
                a_contract_without_next_action_is_not_due,
                the_timeline_pages_by_place,
                a_place_in_the_timeline_is_taken_once,
                documents_are_kept_once,
                numbers_above_the_engines_range_are_refused,
            }
            devices {
                a_standing_must_be_newer,
                touches_keep_the_maximum,
                a_session_counter_never_goes_back,
                a_session_stays_with_its_device,
                a_device_stays_with_its_lender,
                expired_sessions_are_purged,
            }
            freezes {
                a_frozen_lender_restricts_nothing_and_releases_all,
                the_first_freeze_stays_until_it_thaws,
            }
            idempotency {
                a_request_is_fresh_then_in_flight_then_replayed,
                another_request_with_the_key_is_a_mismatch,
                a_dead_request_is_taken_over_and_fenced_off,
                a_forgotten_key_is_fresh,
                old_keys_are_purged,
                a_commit_carries_the_answer,
            }
            isolation { lists_show_a_lenders_own_rows_only, a_payment_of_another_lender_cannot_be_moved }
            leaves {
                entries_wait_in_their_order_until_they_are_placed,
                an_entry_is_placed_once,
                a_placed_entry_is_waited_for_until_it_is_done,
                a_refused_commit_leaves_no_entry,
                a_public_entry_is_queued_once,
                an_entry_that_the_log_has_no_room_for_is_not_queued,
                restrictions_are_counted_by_lender_and_time,
            }
            ledger { balances_are_the_fold_of_entries, a_posting_number_is_used_once }
            lenders { a_lender_is_changed_by_compare_and_set, endpoints_are_written_and_disabled, feeds_only_advance }
            lookups {
                a_key_is_claimed_once_whoever_the_lender,
                a_key_can_be_released_and_claimed_in_one_commit,
                only_the_holder_releases,
                a_key_is_taken_over_from_the_named_holder_only,
                a_one_time_token_works_once,
                kinds_are_separate_name_spaces,
            }
            outbox {
                a_lease_hides_until_it_ends,
                a_lost_lease_changes_nothing,
                a_retry_waits_for_its_time,
                a_given_up_message_is_dead,
                topics_do_not_see_each_other,
                the_longest_due_comes_first,
            }
            payments {
                a_payment_has_one_effect,
                the_external_id_is_the_lenders_and_rails,
                a_status_moves_from_the_expected_one_only,
                payments_page_and_filter,
            }
            raw_events { unfinished_ones_come_oldest_first, the_first_outcome_stays }
            receipts { the_same_receipt_is_no_change, another_receipt_with_the_counter_is_refused }
            release_runs { a_run_goes_on_where_it_was }
            rollouts {
                a_stage_takes_so_many_different_phones,
                cases_stop_it_and_people_let_it_go_on,
                what_has_no_rollout_counts_nowhere,
            }
            sign_in { keys_are_found_by_hash_and_revoked_once, operators_have_unique_names }
            suspense {
                a_payment_without_contract_is_kept_whole,
                suspense_is_taken_by_one_contract,
                a_payment_in_suspense_is_reversed_once,
            }
        }
    };
    (@suite $make:path; $($module:ident { $($name:ident),* $(,)? })*) => {$($(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            let (store, _kept) = $make();
            $crate::conformance::$module::$name(store).await;
        }
    )*)*};
}
