-- The scores of a course are paged through by measure, learner and column.
CREATE INDEX grading_column_desk ON grading_column (tenant, course, measure, learner, line_item_hash);
