package dev.waymark.bench;

import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Tier;
import java.util.function.ToDoubleBiFunction;

/**
 * A made-up person, as a generator made them.
 *
 * @param cohort their job role
 * @param start tier at which people of their role usually begin
 * @param levels true level of each competency now, logits
 * @param bias by how much they rate themselves too high, logits, by competency
 * @param right chance of a right answer to an item, by competency and item
 */
record Person(
        JobRoleId cohort,
        Tier start,
        double[] levels,
        double[] bias,
        ToDoubleBiFunction<Integer, SimulatedItem> right) {}
