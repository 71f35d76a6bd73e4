import dev.waymark.engine.plan.PlanRequest;

/** Makes random requests of one kind, the same for the same seed. */
interface Maker {

    /** As the tables call it. */
    String words();

    PlanRequest make(long seed);
}
