package dev.waymark.analytics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.access.Scope;
import dev.waymark.shared.ToolSettings;
import jakarta.inject.Singleton;

/**
 * The description of the API, made from the datasets, so that it cannot say something else than the API does.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.0">OpenAPI 3.1</a>
 */
@Singleton
class OpenApi {

    private static final String REF = "$ref";

    private final String json;

    OpenApi(ToolSettings settings) {
        this.json = write(settings.baseUrl().toString());
    }

    String json() {
        return json;
    }

    private static String write(String server) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("openapi", "3.1.0");
        ObjectNode info = root.putObject("info");
        info.put("title", "Waymark analytics");
        info.put("version", "1");
        info.put(
                "description",
                "Read-only datasets of one organisation, and the one act of having its ledger made anew. Rows come in the order of their key; next leads to the next page."
                        + " Times are ISO 8601 in UTC. A column may be added, none is renamed or taken away.");
        info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
        root.putArray("servers").addObject().put("url", server);
        root.putArray("security").addObject().putArray("key");
        ObjectNode paths = root.putObject("paths");
        ObjectNode components = root.putObject("components");
        ObjectNode schemas = components.putObject("schemas");
        for (Dataset dataset : Dataset.values()) {
            schemas.set(dataset.name().toLowerCase(java.util.Locale.ROOT), schema(dataset));
            paths.set("/api/v1/" + dataset.slug(), page(dataset));
            for (Export.Format format : Export.Format.values()) {
                paths.set("/api/v1/export/" + dataset.slug() + "." + format.extension(), export(dataset, format));
            }
        }
        OpenApiReplays.describe(paths, schemas);
        problem(schemas);
        ObjectNode key = components.putObject("securitySchemes").putObject("key");
        key.put("type", "http").put("scheme", "bearer").put("bearerFormat", "wmk_…");
        var scopes = new StringBuilder("A key of an administrator's making. Scopes: ");
        for (Scope scope : Scope.values()) {
            scopes.append(scope.text()).append(' ');
        }
        key.put("description", scopes.toString().strip());
        return root.toPrettyString();
    }

    private static ObjectNode schema(Dataset dataset) {
        ObjectNode schema = new ObjectMapper().createObjectNode();
        schema.put("type", "object").put("description", dataset.means());
        var required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        for (Column column : dataset.shown()) {
            required.add(column.name());
            ObjectNode property = properties.putObject(column.name());
            if (column.nullable()) {
                property.putArray("type").add(column.type().json()).add("null");
            } else {
                property.put("type", column.type().json());
            }
            property.put("description", column.means());
            if (column.type().format() != null) {
                property.put("format", column.type().format());
            }
        }
        return schema;
    }

    private static ObjectNode page(Dataset dataset) {
        ObjectNode path = new ObjectMapper().createObjectNode();
        ObjectNode get = operation(path, dataset, "list", dataset.means());
        var parameters = get.putArray("parameters");
        ObjectNode limit = parameters.addObject();
        limit.put("name", "limit").put("in", "query").put("description", "Rows of a page.");
        limit.putObject("schema")
                .put("type", "integer")
                .put("minimum", 1)
                .put("maximum", ApiController.MOST)
                .put("default", ApiController.USUAL);
        ObjectNode cursor = parameters.addObject();
        cursor.put("name", "cursor").put("in", "query").put("description", "The value of next in the answer before.");
        cursor.putObject("schema").put("type", "string");
        since(parameters, dataset);
        ObjectNode responses = get.putObject("responses");
        ObjectNode schema = responses
                .putObject("200")
                .put("description", "A page.")
                .putObject("content")
                .putObject("application/json")
                .putObject("schema");
        schema.put("type", "object").putArray("required").add("data").add("next");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("data").put("type", "array").putObject("items").put(REF, ref(dataset));
        properties.putObject("next").putArray("type").add("string").add("null");
        refusals(responses);
        return path;
    }

    private static ObjectNode export(Dataset dataset, Export.Format format) {
        ObjectNode path = new ObjectMapper().createObjectNode();
        ObjectNode get = operation(
                path, dataset, "export-" + format.extension(), "The whole dataset as a stream. " + dataset.means());
        since(get.putArray("parameters"), dataset);
        ObjectNode responses = get.putObject("responses");
        ObjectNode content =
                responses.putObject("200").put("description", "A stream.").putObject("content");
        ObjectNode schema =
                content.putObject(format.mediaType().split(";", 2)[0]).putObject("schema");
        if (format == Export.Format.JSONL) {
            schema.put(REF, ref(dataset));
        } else {
            schema.put("type", "string");
        }
        refusals(responses);
        return path;
    }

    private static ObjectNode operation(ObjectNode path, Dataset dataset, String act, String says) {
        ObjectNode get = path.putObject("get");
        get.put("operationId", act + "-" + dataset.slug()).put("summary", says);
        get.put("description", "Needs the scope " + dataset.scope().text() + ".");
        get.putArray("security").addObject().putArray("key").add(dataset.scope().text());
        return get;
    }

    private static void since(com.fasterxml.jackson.databind.node.ArrayNode parameters, Dataset dataset) {
        dataset.since().ifPresent(column -> {
            ObjectNode since = parameters.addObject();
            since.put("name", "since")
                    .put("in", "query")
                    .put("description", "Only rows whose " + column + " is not before this time.");
            since.putObject("schema").put("type", "string").put("format", "date-time");
        });
    }

    private static void refusals(ObjectNode responses) {
        refusal(responses, "400", "A parameter is not what it should be.");
        refusedKeys(responses);
    }

    static void refusedKeys(ObjectNode responses) {
        refusal(responses, "401", "No key, or one that is not known, has ended or was withdrawn.");
        refusal(responses, "403", "The key does not have the scope.");
    }

    static void refusal(ObjectNode responses, String status, String says) {
        responses
                .putObject(status)
                .put("description", says)
                .putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put(REF, "#/components/schemas/problem");
    }

    private static void problem(ObjectNode schemas) {
        ObjectNode problem = schemas.putObject("problem");
        problem.put("type", "object").put("description", "RFC 9457.");
        ObjectNode properties = problem.putObject("properties");
        properties.putObject("type").put("type", "string");
        properties.putObject("title").put("type", "string");
        properties.putObject("status").put("type", "integer");
        properties.putObject("detail").put("type", "string");
    }

    private static String ref(Dataset dataset) {
        return "#/components/schemas/" + dataset.name().toLowerCase(java.util.Locale.ROOT);
    }
}
