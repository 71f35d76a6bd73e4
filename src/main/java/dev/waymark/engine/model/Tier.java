package dev.waymark.engine.model;

/** Proficiency in one competency, lowest first. Everybody is at least {@link #AWARE}: there is no tier below. */
public enum Tier {
    AWARE,
    LITERATE,
    PRACTITIONER,
    EXPERT;

    /** 1 for {@link #AWARE} to 4 for {@link #EXPERT}. */
    public int level() {
        return ordinal() + 1;
    }

    /**
     * The tier of a level.
     *
     * @throws IllegalArgumentException if the level is not 1 to 4
     */
    public static Tier ofLevel(int level) {
        if (level < 1 || level > 4) {
            throw new IllegalArgumentException("a tier is 1 to 4, found " + level);
        }
        return values()[level - 1];
    }
}
