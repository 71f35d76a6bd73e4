package dev.waymark.admin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** The launch doctor: every code that a person was shown, turned into what to do. */
@Controller(DoctorController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DoctorController {

    static final String PATH = "/admin/launches";

    @Singleton
    static final class Entry implements AdminPage {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public String nameKey() {
            return "admin.doctor.tab";
        }

        @Override
        public int order() {
            return 20;
        }
    }

    private final LaunchDoctor doctor;
    private final AdminPages pages;

    DoctorController(LaunchDoctor doctor, AdminPages pages) {
        this.doctor = doctor;
        this.pages = pages;
    }

    @Get
    HttpResponse<String> look(AdminVisit visit) {
        Optional<String> code = Optional.ofNullable(
                        visit.request().getParameters().get("code"))
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= 20);
        DoctorPage page = doctor.page(visit, code);
        return pages.page(
                visit,
                page.fault().isEmpty() ? HttpStatus.OK : HttpStatus.NOT_FOUND,
                page.finding()
                        .map(DoctorPage.Finding::title)
                        .orElseGet(() -> visit.words().text("admin.doctor.title")),
                "admin/doctor.jte",
                Map.of("page", page));
    }
}
