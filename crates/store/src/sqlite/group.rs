//! Group commit: many writes, one transaction, one flush to the disk.

use std::sync::Arc;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::query::run;
use crate::StoreError;

/// Why a whole group was not kept.
pub(super) type Failure = Arc<str>;

/// Tells the caller how its write ended, once it is known whether the group was kept.
pub(super) type Answer = Box<dyn FnOnce(Result<(), Failure>) + Send>;

/// A write. Without a connection it only answers: its group is lost already.
pub(super) type Job = Box<dyn FnOnce(Option<&Connection>) -> Answer + Send>;

/// Makes a job of a write, and the place where its answer arrives.
pub(super) fn job<T, E>(
    write: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
) -> (Job, oneshot::Receiver<Result<T, E>>)
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (answer, answered) = oneshot::channel();
    let job: Job = Box::new(move |connection| {
        let written = connection.map(|connection| in_savepoint(connection, write));
        Box::new(move |kept| {
            // A refusal too rests on what the group had written before it, and falls with the group.
            let result = match (kept, written) {
                (Ok(()), Some(result)) => result,
                (Ok(()), None) => Err(StoreError::Closed.into()),
                (Err(failure), _) => Err(StoreError::Engine(failure.to_string().into()).into()),
            };
            // Nobody may be waiting any more: the write counts all the same.
            let _ = answer.send(result);
        })
    });
    (job, answered)
}

/// A refused write leaves no trace and does not hurt the others of its group.
fn in_savepoint<T, E: From<StoreError>>(
    connection: &Connection,
    write: impl FnOnce(&Connection) -> Result<T, E>,
) -> Result<T, E> {
    run(connection, "SAVEPOINT job", [])?;
    let result = write(connection);
    let ended = match &result {
        Ok(_) => run(connection, "RELEASE job", []),
        Err(_) => run(connection, "ROLLBACK TO job", []).and_then(|_| run(connection, "RELEASE job", [])),
    };
    if let Err(error) = ended {
        // The group is beyond repair; `commit` sees that its transaction is gone.
        let _ = connection.execute_batch("ROLLBACK");
        return result.and(Err(error.into()));
    }
    result
}

/// Runs a group and answers it.
pub(super) fn commit(connection: &Connection, jobs: Vec<Job>) {
    let size = jobs.len();
    let begun = run(connection, "BEGIN IMMEDIATE", []);
    let mut answers: Vec<Answer> = Vec::with_capacity(size);
    for job in jobs {
        // Some failures (disk full, out of memory) make the engine end the transaction by itself.
        let alive = begun.is_ok() && !connection.is_autocommit();
        answers.push(job(alive.then_some(connection)));
    }
    let kept = begun.and_then(|_| run(connection, "COMMIT", [])).map(|_| ()).map_err(|error| {
        if !connection.is_autocommit() {
            let _ = connection.execute_batch("ROLLBACK");
        }
        tracing::error!(writes = size, error = %describe(&error), "a group of writes was lost");
        Failure::from(describe(&error))
    });
    for answer in answers {
        answer(kept.clone());
    }
}

fn describe(error: &StoreError) -> String {
    let source = std::error::Error::source(error).map(|source| format!(": {source}"));
    format!("{error}{}", source.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connection() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (n INTEGER PRIMARY KEY)").unwrap();
        connection
    }

    fn insert(n: i64) -> impl FnOnce(&Connection) -> Result<usize, StoreError> + Send + 'static {
        move |c| run(c, "INSERT INTO t VALUES (?1)", [n])
    }

    fn count(connection: &Connection) -> i64 {
        connection.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_refused_write_leaves_the_others() {
        let connection = connection();
        let (first, mut first_answer) = job(insert(1));
        let (again, mut again_answer) = job(move |c| {
            insert(2)(c)?;
            insert(1)(c)
        });
        let (last, mut last_answer) = job(insert(3));
        commit(&connection, vec![first, again, last]);
        assert!(first_answer.try_recv().unwrap().is_ok());
        assert!(matches!(again_answer.try_recv().unwrap(), Err(StoreError::Duplicate(_))));
        assert!(last_answer.try_recv().unwrap().is_ok());
        assert_eq!(count(&connection), 2, "the 2 went with its refused write");
    }

    #[test]
    fn a_lost_transaction_loses_the_whole_group() {
        let connection = connection();
        let (first, mut first_answer) = job(insert(1));
        // What the engine does by itself when the disk is full.
        let (lost, mut lost_answer) = job(|c: &Connection| run(c, "ROLLBACK", []));
        let (late, mut late_answer) = job(insert(3));
        commit(&connection, vec![first, lost, late]);
        for answer in [&mut first_answer, &mut lost_answer, &mut late_answer] {
            assert!(matches!(answer.try_recv().unwrap(), Err(StoreError::Engine(_))));
        }
        assert_eq!(count(&connection), 0);
        assert!(connection.is_autocommit(), "the next group can begin");
    }

    #[test]
    fn a_failing_commit_is_told_to_all() {
        let connection = connection();
        // A deferred constraint is checked by COMMIT only.
        connection
            .execute_batch(
                "PRAGMA foreign_keys = ON;
                 CREATE TABLE u (n REFERENCES t (n) DEFERRABLE INITIALLY DEFERRED)",
            )
            .unwrap();
        let (good, mut good_answer) = job(insert(1));
        let (bad, mut bad_answer) = job(|c: &Connection| run(c, "INSERT INTO u VALUES (99)", []));
        commit(&connection, vec![good, bad]);
        assert!(matches!(good_answer.try_recv().unwrap(), Err(StoreError::Engine(_))));
        assert!(matches!(bad_answer.try_recv().unwrap(), Err(StoreError::Engine(_))));
        assert_eq!(count(&connection), 0);
        assert!(connection.is_autocommit());
    }
}
