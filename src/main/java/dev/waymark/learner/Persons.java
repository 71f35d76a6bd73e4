package dev.waymark.learner;

import dev.waymark.shared.Person;
import dev.waymark.shared.Person.Account;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/** By what a learner's rows are found in every room. Runs in the caller's transaction. */
@Singleton
class Persons {

    private final JdbcOperations jdbc;

    Persons(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    Person of(TenantId tenant, LearnerId learner) {
        Set<Account> accounts = new HashSet<>();
        jdbc.prepareStatement(
                "SELECT registration, subject FROM learner_identity WHERE tenant = ? AND learner = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.toString());
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            accounts.add(new Account(rows.getLong(1), rows.getString(2)));
                        }
                    }
                    return true;
                });
        Set<String> agents = new HashSet<>();
        jdbc.prepareStatement("SELECT agent_key FROM learner_agent WHERE tenant = ? AND learner = ?", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, learner.toString());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    agents.add(rows.getString(1));
                }
            }
            return true;
        });
        return new Person(tenant, learner.toString(), accounts, agents);
    }
}
