package dev.waymark.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourseIdTest {

    @Test
    void aLinkWithoutCourseIsNotTheCourseOfTheSameNumber() {
        assertThat(CourseId.of(1, Optional.empty(), "5")).isNotEqualTo(CourseId.of(1, Optional.of("5"), "9"));
    }

    @Test
    void isTheContextWhereThereIsOne() {
        assertThat(CourseId.of(1, Optional.of("course-2"), "9")).isEqualTo(new CourseId(1, "course-2"));
    }

    @Test
    void aLinkOfAnyLengthFitsAndIsNoOther() {
        CourseId one = CourseId.of(1, Optional.empty(), "x".repeat(255));
        CourseId other = CourseId.of(1, Optional.empty(), "x".repeat(254) + "y");
        assertThat(one.contextId()).hasSizeLessThanOrEqualTo(255);
        assertThat(one).isNotEqualTo(other).isEqualTo(CourseId.of(1, Optional.empty(), "x".repeat(255)));
    }

    @Test
    void comesBackFromItsKey() {
        CourseId course = CourseId.of(7, Optional.empty(), "a/b");
        assertThat(CourseId.ofKey(course.key())).isEqualTo(course);
    }
}
