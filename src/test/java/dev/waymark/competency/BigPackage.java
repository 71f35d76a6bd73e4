package dev.waymark.competency;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An invented package as large as a state's standards: five levels deep, ten children each. */
final class BigPackage {

    private static final String CHANGED = "2021-03-04T05:06:07+00:00";

    private BigPackage() {}

    static String json(int size) {
        ObjectNode root = CasePackage.MAPPER.createObjectNode();
        String document = CaseExport.id("big", "document");
        root.putObject("CFDocument")
                .put("identifier", document)
                .put("uri", uri(document))
                .put("creator", "Department")
                .put("title", "Big standards")
                .put("caseVersion", "1.1")
                .put("language", "en")
                .put("lastChangeDateTime", CHANGED);
        ArrayNode items = root.putArray("CFItems");
        ArrayNode associations = root.putArray("CFAssociations");
        for (int i = 0; i < size; i++) {
            String id = CaseExport.id("big", "item", Integer.toString(i));
            items.addObject()
                    .put("identifier", id)
                    .put("uri", uri(id))
                    .put(
                            "fullStatement",
                            "Students work on standard number " + i + ", and explain what they did and why.")
                    .put("humanCodingScheme", "B." + i / 100 + "." + i % 100)
                    .put("CFItemType", i < 10 ? "Strand" : "Standard")
                    .put("lastChangeDateTime", CHANGED)
                    .putArray("educationLevel")
                    .add("0" + i % 10);
            String parent = i < 10 ? document : CaseExport.id("big", "item", Integer.toString((i - 10) / 10));
            String association = CaseExport.id("big", "association", Integer.toString(i));
            ObjectNode child = associations
                    .addObject()
                    .put("identifier", association)
                    .put("associationType", "isChildOf")
                    .put("uri", uri(association))
                    .put("sequenceNumber", i % 10)
                    .put("lastChangeDateTime", CHANGED);
            child.putObject("originNodeURI")
                    .put("title", "Item")
                    .put("identifier", id)
                    .put("uri", uri(id));
            child.putObject("destinationNodeURI")
                    .put("title", "Parent")
                    .put("identifier", parent)
                    .put("uri", uri(parent));
        }
        return root.toString();
    }

    private static String uri(String id) {
        return "https://cases.example/uri/" + id;
    }
}
