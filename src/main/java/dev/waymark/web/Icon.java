package dev.waymark.web;

/** Small line drawings on a grid of 16, set beside words and never instead of them. */
public enum Icon {
    CLOCK("<circle cx=\"8\" cy=\"8\" r=\"6\"/><path d=\"M8 4.5V8l2.3 1.6\"/>"),
    PAGE("<path d=\"M4 1.8h5.5L12.5 5v9.2H4zM9.2 2v3.3h3.2\"/>"),
    FLAG("<path d=\"M4 14V2.5h8.5L10 5.75 12.5 9H4\"/>"),
    ARROW("<path d=\"M3 8h9.5M8.5 4l4 4-4 4\"/>"),
    TICK("<path d=\"m3 8.5 3.2 3.2L13 4.8\"/>"),
    NOW("<circle cx=\"8\" cy=\"8\" r=\"2.6\" fill=\"currentColor\"/>"),
    LATER("<path d=\"M3.5 8h9\"/>"),
    LOCK("<rect x=\"3\" y=\"7\" width=\"10\" height=\"7\" rx=\"1.5\"/><path d=\"M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2\"/>"),
    LOOK("<path d=\"M8 2 1.8 13.2h12.4zM8 6.5v3.2M8 11.6v.1\"/>"),
    CROSS("<path d=\"m4 4 8 8m0-8-8 8\"/>"),
    AGAIN("<path d=\"M13 8a5 5 0 1 1-1.6-3.7M13.2 2v2.9h-2.9\"/>"),
    OUT("<path d=\"M9 2.5h4.5V7M13 3 7.5 8.5M11.5 9.5v4h-9v-9h4\"/>"),
    SPEECH("<path d=\"M2.5 3h11v7.5H7.8L4.8 13.5v-3H2.5z\"/>");

    private final String drawing;

    Icon(String drawing) {
        this.drawing = drawing;
    }

    public String drawing() {
        return drawing;
    }
}
