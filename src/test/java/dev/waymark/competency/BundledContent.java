package dev.waymark.competency;

/** The content that comes with Waymark, read once for all tests. */
final class BundledContent {

    static final ContentReader READER = new ContentReader();

    private static final Content READ = accepted(READER.read(Documents.bundled()));

    private BundledContent() {}

    static Content read() {
        return READ;
    }

    static Content accepted(Content.Reading reading) {
        return switch (reading) {
            case Content.Reading.Accepted accepted -> accepted.content();
            case Content.Reading.Refused refused -> throw new AssertionError("refused: " + refused.reasons());
        };
    }
}
