package dev.waymark.lti.session;

import static dev.waymark.shared.PersonalTable.found;

import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import dev.waymark.shared.PersonalTable.By;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** What this room keeps about people: sessions, and how they want our pages. */
@Singleton
class LtiPersonalData implements PersonalData {

    private static final String THEIRS = "registration = ? AND subject = ?";

    @Override
    public String room() {
        return "lti";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                found(
                        "lti_deep_linking",
                        "sessions",
                        By.ACCOUNT,
                        "EXISTS (SELECT 1 FROM lti_session s WHERE s.tenant = lti_deep_linking.tenant"
                                + " AND s.id_hash = lti_deep_linking.session_hash"
                                + " AND s.registration = ? AND s.subject = ?)",
                        "title",
                        "@created_at",
                        "@expires_at"),
                found(
                        "lti_session",
                        "sessions",
                        By.ACCOUNT,
                        THEIRS,
                        "issuer",
                        "subject",
                        "display_name",
                        "roles",
                        "context_id",
                        "course_title",
                        "locale",
                        "sections",
                        "@started_at",
                        "@expires_at"),
                found("lti_preference", "preferences", By.ACCOUNT, THEIRS, "spoken", "theme", "@chosen_at"));
    }

    @Override
    public Map<String, String> impersonal() {
        return Map.ofEntries(
                Map.entry("lti_registration", "platforms"),
                Map.entry("lti_deployment", "platforms"),
                Map.entry("lti_tool_key", "our keys"),
                Map.entry("lti_login", "logins that are under way; gone within the hour"),
                Map.entry("lti_launch_audit", "what launches ended as: no token, no name, no subject"),
                Map.entry("lti_invite", "digests of codes"),
                Map.entry("lti_unclaimed", "platforms"),
                Map.entry("lti_deployment_request", "platforms"),
                Map.entry("lti_service_trouble", "what platforms answered: no body, no name"),
                Map.entry("lti_notice_handler", "platforms"));
    }
}
