package dev.waymark.admin;

import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** This room knows accounts of its own door, and nobody who comes from a course. */
@Singleton
class AdminPersonalData implements PersonalData {

    @Override
    public String room() {
        return "admin";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of();
    }

    @Override
    public Map<String, String> impersonal() {
        return Map.of(
                "admin_account", "logins of administrators, removed on their own page",
                "admin_invitation", "digests of one-time links",
                "admin_session", "digests of sessions of administrators");
    }
}
