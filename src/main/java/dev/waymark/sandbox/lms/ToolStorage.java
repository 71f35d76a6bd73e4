package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import java.util.List;

/** How the frame behaves that keeps data for tools; the label is in the list to choose from. */
public enum ToolStorage {
    FORWARDED("A frame keeps data"),
    NONE("Nobody keeps data"),
    SILENT("Says it keeps data, and answers nothing"),
    WRONG_VALUE("Gives back something else"),
    FOREIGN_FIRST("Others answer before the frame does");

    private final String label;

    ToolStorage(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    static ToolStorage of(Request request) {
        String name = request.parameter("storage").orElse(FORWARDED.name());
        return List.of(values()).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(400, "there is no storage called \"" + name + "\""));
    }
}
