package dev.waymark.lti.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A column is put back whole under another label (AGS 2.0, 3.2.6 to 3.2.8). */
class LineItemTest {

    @Test
    void anotherLabelLeavesAllElseAsItIs() {
        String current = """
                {"id":"https://lms.test/2/lineitems/7/lineitem?type_id=1","label":"Old","scoreMaximum":100.0,
                 "resourceId":"waymark/path","tag":"waymark","resourceLinkId":"16",
                 "https://canvas.instructure.com/lti/submission_type":{"type":"none","flags":[true,1,"x"]},
                 "gradesReleased":true,"startDateTime":null}
                """;
        assertThat(LineItem.relabelled(current, "New \"one\""))
                .contains("{\"id\":\"https://lms.test/2/lineitems/7/lineitem?type_id=1\",\"label\":\"New \\\"one\\\"\","
                        + "\"scoreMaximum\":100.0,\"resourceId\":\"waymark/path\",\"tag\":\"waymark\","
                        + "\"resourceLinkId\":\"16\",\"https://canvas.instructure.com/lti/submission_type\":"
                        + "{\"type\":\"none\",\"flags\":[true,1,\"x\"]},\"gradesReleased\":true}");
    }

    @Test
    void whatIsNoLineItemIsNotPutBack() {
        for (String body :
                new String[] {"", "[]", "<html>", "{\"label\":\"no address\"}", "{\"id\":\"https://a.test\""}) {
            assertThat(LineItem.relabelled(body, "New")).as(body).isEmpty();
        }
    }

    @Test
    void aLabelHasOneTo255Characters() {
        String current = "{\"id\":\"https://lms.test/7\",\"label\":\"Old\",\"scoreMaximum\":1}";
        assertThat(LineItem.relabelled(current, "x".repeat(255))).isPresent();
        for (String label : new String[] {"", "  ", "x".repeat(256)}) {
            assertThatThrownBy(() -> LineItem.relabelled(current, label))
                    .hasMessageContaining("1 to 255 characters, found " + label.length());
        }
    }
}
