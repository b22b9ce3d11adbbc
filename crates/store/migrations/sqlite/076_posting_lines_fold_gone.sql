-- The days hold the sums.
DROP INDEX IF EXISTS posting_lines_fold;
