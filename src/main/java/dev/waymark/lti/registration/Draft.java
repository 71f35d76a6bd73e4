package dev.waymark.lti.registration;

import dev.waymark.lti.core.Origins;
import dev.waymark.shared.OutboundAddresses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A registration as somebody wrote it down, not yet checked.
 *
 * @param deploymentIds one or more; none where the platform did not say yet
 * @param productFamily such as {@code moodle}; empty if it is not known
 * @param scopesTold what the platform says it granted; it may not be true
 */
public record Draft(
        String name,
        String issuer,
        String clientId,
        String authorizationEndpoint,
        String tokenEndpoint,
        String jwksUri,
        List<String> deploymentIds,
        String productFamily,
        String scopesTold) {

    private static final int LONGEST = 255;
    private static final int LONGEST_ADDRESS = 1000;

    public Draft {
        deploymentIds = deploymentIds.stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * What is wrong with it, by field: a word for the message key ({@code missing}, {@code long}, {@code address}) or why
     * we may not call there. Resolves names: not inside a transaction.
     */
    Map<String, String> faults(OutboundAddresses outbound) {
        Map<String, String> faults = new LinkedHashMap<>();
        text(faults, "name", name, 200);
        text(faults, "issuer", issuer, LONGEST);
        text(faults, "clientId", clientId, LONGEST);
        if (!faults.containsKey("issuer") && Origins.address(issuer).isEmpty()) {
            faults.put("issuer", "address");
        }
        address(faults, "authorizationEndpoint", authorizationEndpoint, outbound);
        address(faults, "tokenEndpoint", tokenEndpoint, outbound);
        address(faults, "jwksUri", jwksUri, outbound);
        if (Stream.concat(deploymentIds.stream(), Stream.of(productFamily)).anyMatch(each -> each.length() > LONGEST)) {
            faults.put("deploymentIds", "long");
        }
        return faults;
    }

    private static void text(Map<String, String> faults, String field, String text, int longest) {
        if (text.isBlank()) {
            faults.put(field, "missing");
        } else if (text.length() > longest) {
            faults.put(field, "long");
        }
    }

    private static void address(Map<String, String> faults, String field, String text, OutboundAddresses outbound) {
        text(faults, field, text, LONGEST_ADDRESS);
        if (faults.containsKey(field)) {
            return;
        }
        Optional<String> refusal = Origins.address(text).map(outbound::refusal).orElseGet(() -> Optional.of("address"));
        refusal.ifPresent(why -> faults.put(field, why));
    }
}
