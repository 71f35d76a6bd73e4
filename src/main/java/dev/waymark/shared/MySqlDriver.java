package dev.waymark.shared;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Settings of the MySQL driver that nobody should have to know of: without them it asks the server before each transaction
 * what it has just told it, and sends the rows of a batch one by one. What the address of the database says itself stays.
 */
@Singleton
class MySqlDriver implements BeanCreatedEventListener<DatasourceConfiguration> {

    private static final Map<String, String> SETTINGS = Map.of(
            "rewriteBatchedStatements", "true",
            "useLocalSessionState", "true",
            "elideSetAutoCommits", "true",
            "cacheServerConfiguration", "true",
            "cachePrepStmts", "true",
            "prepStmtCacheSize", "250",
            "prepStmtCacheSqlLimit", "2048",
            "maintainTimeStats", "false",
            "connectionTimeZone", "UTC");

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        DatasourceConfiguration source = event.getBean();
        String address = source.getUrl() == null ? "" : source.getUrl();
        if (address.startsWith("jdbc:mysql:")) {
            SETTINGS.forEach((name, value) -> {
                if (!address.contains(name + "=")) {
                    source.addDataSourceProperty(name, value);
                }
            });
        }
        return source;
    }
}
