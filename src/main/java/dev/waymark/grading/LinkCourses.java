package dev.waymark.grading;

import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** In which courses links of a platform stand or stood, as far as grades went by them. */
@Singleton
public class LinkCourses {

    private final JdbcOperations jdbc;

    LinkCourses(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param links ids of resource links, newest first
     * @return their courses, in the order of the links, each once
     */
    @Transactional
    public List<CourseId> of(TenantId tenant, RegistrationId registration, List<String> links) {
        List<CourseId> found = new ArrayList<>();
        String prefix = registration.value() + "/";
        for (String link : links) {
            jdbc
                    .prepareStatement(
                            "SELECT DISTINCT course FROM grading_column WHERE tenant = ? AND registration = ?"
                                    + " AND resource_link = ? ORDER BY course",
                            select -> {
                                select.setLong(1, tenant.value());
                                select.setLong(2, registration.value());
                                select.setString(3, link);
                                List<String> courses = new ArrayList<>();
                                try (var rows = select.executeQuery()) {
                                    while (rows.next()) {
                                        courses.add(rows.getString(1));
                                    }
                                }
                                return courses;
                            })
                    .stream()
                    .filter(key -> key.startsWith(prefix))
                    .map(key -> new CourseId(registration.value(), key.substring(prefix.length())))
                    .filter(course -> !found.contains(course))
                    .forEach(found::add);
        }
        return Collections.unmodifiableList(found);
    }
}
