package dev.waymark.sandbox.http;

/** The one way of a practice peer to say no from deep inside; turned into an answer at the edge only. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status of HTTP, 400 or more
     * @param text for people: what was expected and what was found
     */
    public Refusal(int status, String text) {
        super(text);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** The words of the refusal. */
    public String text() {
        String text = getMessage();
        return text == null ? "" : text;
    }
}
