package dev.waymark.competency;

import java.util.List;

/** A version of the content, read and found whole. */
record Content(Configurations.Published published, Suggestions suggestions) {

    /** What became of reading documents. */
    sealed interface Reading {

        record Accepted(Content content) implements Reading {}

        /**
         * @param reasons each names the file, the field or thing, what was expected and what was found; never empty
         * @param complaints those of the reasons that are about what can be reached, in full
         */
        record Refused(List<String> reasons, List<Reach.Complaint> complaints) implements Reading {
            public Refused {
                reasons = List.copyOf(reasons);
                complaints = List.copyOf(complaints);
            }

            Refused(List<String> reasons) {
                this(reasons, List.of());
            }
        }
    }
}
