package dev.waymark.access;

import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** This room knows programs and database accounts, and no people. */
@Singleton
class AccessPersonalData implements PersonalData {

    @Override
    public String room() {
        return "access";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of();
    }

    @Override
    public Map<String, String> impersonal() {
        return Map.of(
                "access_token", "digests of keys of programs",
                "access_database_account", "database accounts of programs");
    }
}
