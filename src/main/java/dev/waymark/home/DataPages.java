package dev.waymark.home;

import dev.waymark.home.DataPage.Asked;
import dev.waymark.home.DataPage.Held;
import dev.waymark.home.DataPage.Past;
import dev.waymark.home.DataPage.Room;
import dev.waymark.learner.ErasureSettings;
import dev.waymark.learner.Erasures;
import dev.waymark.learner.PersonalRecords;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in plain words what all rooms keep, and what becomes of it. */
@Singleton
final class DataPages {

    private final PersonalRecords records;
    private final Erasures erasures;
    private final ErasureSettings settings;

    DataPages(PersonalRecords records, Erasures erasures, ErasureSettings settings) {
        this.records = records;
        this.erasures = erasures;
        this.settings = settings;
    }

    DataPage page(Visit visit, String said) {
        List<PersonalRecords.Held> held = records.held(visit.tenant(), visit.id());
        Map<String, List<Held>> rooms = new LinkedHashMap<>();
        long all = 0;
        for (PersonalRecords.Held each : held) {
            all += each.rows();
            rooms.computeIfAbsent(each.room(), any -> new ArrayList<>())
                    .add(new Held(
                            visit.text("data.what." + each.what()),
                            visit.words().number(each.rows(), 0)));
        }
        boolean unsure = said.equals("unsure");
        return new DataPage(
                said.isEmpty() || unsure ? "" : "data.said." + said,
                unsure,
                visit.text("data.answer", all, rooms.size()),
                visit.csrf(),
                visit.link("/home/data/export.json"),
                visit.link("/home/data/export.zip"),
                visit.link("/home/data/erase"),
                visit.link("/home/data/keep"),
                rooms.entrySet().stream()
                        .map(each -> new Room(visit.text("data.room." + each.getKey()), each.getValue()))
                        .toList(),
                past(visit),
                erasures.open(visit.tenant(), visit.id()).map(open -> asked(visit, open)),
                settings.grace().isZero()
                        ? visit.text("data.erase.at-once")
                        : visit.text(
                                "data.erase.wait", Math.max(1, settings.grace().toDays())),
                List.of(
                        visit.text("data.remains.lrs"),
                        visit.text("data.remains.gradebook"),
                        visit.text("data.remains.mark"),
                        backups(visit, visit.now())));
    }

    private Asked asked(Visit visit, Erasures.Request open) {
        boolean waits = open.state() == Erasures.State.ASKED;
        return new Asked(
                waits
                        ? visit.text(
                                "data.asked.waits",
                                visit.words().moment(open.askedAt()),
                                visit.words().moment(open.beginsAt()))
                        : visit.text("data.asked.runs"),
                waits);
    }

    private Optional<Past> past(Visit visit) {
        return visit.session()
                .subject()
                .flatMap(
                        subject -> erasures.past(visit.tenant(), visit.session().registration(), subject))
                .map(past -> {
                    List<String> remains = new ArrayList<>();
                    past.remains().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .forEach(each -> remains.add(visit.text("data.past." + each.getKey(), each.getValue())));
                    remains.add(backups(visit, past.erasedAt()));
                    return new Past(visit.text("data.past", visit.words().moment(past.erasedAt())), remains);
                });
    }

    private String backups(Visit visit, Instant from) {
        return settings.backups().isZero()
                ? visit.text("data.remains.backups-unknown")
                : visit.text(
                        "data.remains.backups",
                        settings.backups().toDays(),
                        visit.words().day(visit.words().dateOf(from.plus(settings.backups()))));
    }
}
