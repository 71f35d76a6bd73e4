package dev.waymark.instructor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What of a coverage somebody wants to see, as the address says it. Whatever cannot be understood is left out.
 *
 * @param text part of the name of a skill or of content
 * @param show {@code all}, or a state of {@link CoveragePage.Cell}
 */
record CoverageQuery(String text, String show) {

    static final List<String> SHOWS = List.of("all", "missing", "partly", "covered", "none");

    private static final int LONGEST = 100;

    /** @param said the parameter of a name, if the address has it */
    static CoverageQuery of(Function<String, Optional<String>> said) {
        return new CoverageQuery(
                said.apply("q")
                        .map(String::strip)
                        .filter(each -> each.length() <= LONGEST)
                        .orElse(""),
                said.apply("show").filter(SHOWS::contains).orElse("all"));
    }

    boolean narrows() {
        return !text.isEmpty() || !show.equals("all");
    }

    boolean names(String name) {
        return ClassQuery.folded(name).contains(ClassQuery.folded(text));
    }

    boolean keeps(CoveragePage.Cell cell) {
        return show.equals("all") || show.equals(cell.state());
    }

    /** The path of a page with this query. */
    String path(String page) {
        return page + "?show=" + show + (text.isEmpty() ? "" : "&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }
}
