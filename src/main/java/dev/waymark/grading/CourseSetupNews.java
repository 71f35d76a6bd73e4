package dev.waymark.grading;

import dev.waymark.competency.CourseSetups.CourseInForce;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;

/** A course's set-up says which grade columns the course has; where it says nothing, they stay as they are. */
@Singleton
class CourseSetupNews {

    private final GradeDesk desk;

    CourseSetupNews(GradeDesk desk) {
        this.desk = desk;
    }

    @EventListener
    void courseInForce(CourseInForce news) {
        if (news.setup().columns() != null) {
            desk.chooseColumns(news.tenant(), news.course(), news.setup().columns(), news.by(), news.at());
        }
    }
}
