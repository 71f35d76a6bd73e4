package dev.waymark.shared;

/** A setting that stops the start. Its message is a sentence for the administrator and is all they see. */
public final class SettingRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingRefused(String sentence) {
        super(sentence);
    }
}
