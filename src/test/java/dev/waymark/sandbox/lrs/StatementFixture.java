package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.function.Consumer;

/** Statements with names. */
final class StatementFixture {

    static final String COMPLETED = "http://adlnet.gov/expapi/verbs/completed";
    static final String ASHA = "{\"account\":{\"homePage\":\"https://lms.test\",\"name\":\"7\"}}";

    private StatementFixture() {}

    /** Asha completed an activity. */
    static ObjectNode about(String activity) {
        ObjectNode statement = XapiClient.JSON.createObjectNode();
        statement
                .putObject("actor")
                .putObject("account")
                .put("homePage", "https://lms.test")
                .put("name", "7");
        statement.putObject("verb").put("id", COMPLETED);
        statement.putObject("object").put("id", activity);
        return statement;
    }

    static ObjectNode about(String activity, Consumer<ObjectNode> changed) {
        ObjectNode statement = about(activity);
        changed.accept(statement);
        return statement;
    }

    static ObjectNode withId(UUID id, String activity) {
        return about(activity, statement -> statement.put("id", id.toString()));
    }

    static ObjectNode reference(String verb, UUID target) {
        return about("https://lms.test/none", statement -> {
            statement.putObject("actor").put("mbox", "mailto:admin@lms.test");
            statement.putObject("verb").put("id", verb);
            statement.putObject("object").put("objectType", "StatementRef").put("id", target.toString());
        });
    }

    static ObjectNode voiding(UUID target) {
        return reference("http://adlnet.gov/expapi/verbs/voided", target);
    }
}
